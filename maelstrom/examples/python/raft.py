#!/usr/bin/env python3
"""lin-kv on Raft: every request, reads too, goes through a log that a majority has.

In memory only: a node that is killed comes back without what it promised, so run it without the fault kill. The argument
"stale-reads" makes a mistake of it: reads are answered from what this node has applied, which others may have overtaken.
"leader-reads" makes a subtler one: only the leader does that. It has applied all that was acknowledged, as long as it is the
leader; but cut off from the others it goes on taking itself for that, when they have long had another.
(Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm, 2014.)
"""
import json
import os
import random
import select
import sys
import time

HEARTBEAT, ELECTION, BATCH = 0.1, 0.5, 100  # seconds, seconds at least, entries
flaw = sys.argv[1] if len(sys.argv) > 1 else ""

me, peers = None, []
term, voted_for, leader = 0, None, None
role, votes = "follower", set()
log = [(0, None)]  # (term, {client, body}); the first is nobody's
commit, applied = 0, 0
next_index, match_index = {}, {}
election_at, heartbeat_at = 0, 0
store, answered = {}, set()


def send(dest, **body):
    os.write(1, (json.dumps({"src": me, "dest": dest, "body": body}) + "\n").encode())


def majority(count):
    return count > (len(peers) + 1) // 2


def wait_for_election():
    """The first of the nodes waits the shortest, so that they seldom stand at once, and it is the first leader as a rule."""
    global election_at
    rank = sum(peer < me for peer in peers) + random.random() / 2
    election_at = time.monotonic() + ELECTION * (1 + rank / (len(peers) + 1))


def follow(new_term):
    global term, voted_for, role, leader
    if new_term > term:
        term, voted_for, leader = new_term, None, None
        role = "follower"


def stand_for_election():
    global term, voted_for, role, votes, leader
    term, voted_for, role, leader, votes = term + 1, me, "candidate", None, {me}
    wait_for_election()
    for peer in peers:
        send(peer, type="ask_vote", term=term, last=len(log) - 1, last_term=log[-1][0])
    maybe_lead()


def maybe_lead():
    global role, leader
    if role == "candidate" and majority(len(votes)):
        role, leader = "leader", me
        for peer in peers:
            next_index[peer], match_index[peer] = len(log), 0
        log.append((term, None))
        replicate()


def replicate():
    global heartbeat_at
    heartbeat_at = time.monotonic() + HEARTBEAT
    for peer in peers:
        prev = next_index[peer] - 1
        send(peer, type="append", term=term, prev=prev, prev_term=log[prev][0],
             entries=log[prev + 1:prev + 1 + BATCH], commit=commit)
    advance()


def advance():
    """The leader commits what a majority has, if it is of its own term."""
    global commit
    for i in range(len(log) - 1, commit, -1):
        have = 1 + sum(match_index[peer] >= i for peer in peers)
        if log[i][0] == term and majority(have):
            commit = i
            break
    apply()


def apply():
    global applied
    while applied < commit:
        applied += 1
        entry = log[applied][1]
        if entry and (entry["client"], entry["body"]["msg_id"]) not in answered:
            answered.add((entry["client"], entry["body"]["msg_id"]))
            reply = execute(entry["body"])
            if role == "leader":
                send(entry["client"], in_reply_to=entry["body"]["msg_id"], **reply)


def execute(body):
    key = json.dumps(body["key"])
    if body["type"] == "write":
        store[key] = body["value"]
        return {"type": "write_ok"}
    if key not in store:
        return {"type": "error", "code": 20, "text": "no such key"}
    if body["type"] == "read":
        return {"type": "read_ok", "value": store[key]}
    if store[key] != body["from"]:
        return {"type": "error", "code": 22, "text": "the value is another"}
    store[key] = body["to"]
    return {"type": "cas_ok"}


def request(client, body):
    if body["type"] == "read" and flaw == "stale-reads":
        send(client, in_reply_to=body["msg_id"], **execute(body))
    elif body["type"] == "read" and flaw == "leader-reads" and role == "leader":
        send(client, in_reply_to=body["msg_id"], **execute(body))
    elif role == "leader":
        log.append((term, {"client": client, "body": body}))
        replicate()
    elif leader:
        send(leader, type="forward", client=client, body=body)
    else:
        send(client, type="error", code=11, text="no leader", in_reply_to=body["msg_id"])


def ask_vote(src, body):
    global voted_for
    up_to_date = (body["last_term"], body["last"]) >= (log[-1][0], len(log) - 1)
    granted = body["term"] == term and voted_for in (None, src) and up_to_date
    if granted:
        voted_for = src
        wait_for_election()
    send(src, type="vote", term=term, granted=granted)


def vote(src, body):
    if body["term"] == term and body["granted"]:
        votes.add(src)
        maybe_lead()


def append(src, body):
    global leader, commit, role
    prev = body["prev"]
    if body["term"] < term:
        return send(src, type="appended", term=term, match=-1)
    role, leader = "follower", src
    wait_for_election()
    if prev >= len(log) or log[prev][0] != body["prev_term"]:
        return send(src, type="appended", term=term, match=-1)
    for i, (entry_term, entry) in enumerate(body["entries"], prev + 1):
        if i < len(log) and log[i][0] != entry_term:
            del log[i:]
        if i == len(log):
            log.append((entry_term, entry))
    match = prev + len(body["entries"])
    commit = max(commit, min(body["commit"], match))
    apply()
    send(src, type="appended", term=term, match=match)


def appended(src, body):
    if role != "leader" or body["term"] != term:
        return
    if body["match"] < 0:
        next_index[src] = max(1, next_index[src] // 2)
    else:
        match_index[src] = max(match_index[src], body["match"])
        next_index[src] = max(next_index[src], body["match"] + 1)
        advance()


def handle(message):
    global me, peers
    src, body = message["src"], message["body"]
    kind = body["type"]
    if "term" in body:
        follow(body["term"])
    if kind == "init":
        me, peers = body["node_id"], [node for node in body["node_ids"] if node != body["node_id"]]
        wait_for_election()
        send(src, type="init_ok", in_reply_to=body["msg_id"])
    elif kind == "forward":
        request(body["client"], body["body"])
    elif kind in ("ask_vote", "vote", "append", "appended"):
        {"ask_vote": ask_vote, "vote": vote, "append": append, "appended": appended}[kind](src, body)
    else:
        request(src, body)


rest = b""
while True:
    if select.select([0], [], [], HEARTBEAT / 4)[0]:
        chunk = os.read(0, 1 << 16)
        if not chunk:
            break
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            handle(json.loads(line))
    if me and role == "leader" and time.monotonic() >= heartbeat_at:
        replicate()
    if me and role != "leader" and time.monotonic() >= election_at:
        stand_for_election()
