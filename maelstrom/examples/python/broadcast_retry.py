#!/usr/bin/env python3
"""broadcast: floods the topology, and repeats each value to each neighbour until the neighbour has acknowledged it."""
import json
import os
import select
import time

RETRY = 0.2  # seconds

me, neighbours, values = None, [], []
known = set()
unacknowledged = {}  # (neighbour, value) -> when to send it again


def send(dest, body):
    os.write(1, (json.dumps({"src": me, "dest": dest, "body": body}) + "\n").encode())


def learn(value, sender):
    if value in known:
        return
    known.add(value)
    values.append(value)
    for neighbour in neighbours:
        if neighbour != sender:
            unacknowledged[neighbour, value] = 0


def repeat():
    now = time.monotonic()
    for (neighbour, value), due in list(unacknowledged.items()):
        if due <= now:
            unacknowledged[neighbour, value] = now + RETRY
            send(neighbour, {"type": "gossip", "message": value})


def handle(message):
    global me, neighbours
    src, body = message["src"], message["body"]
    reply = {"type": body["type"] + "_ok", "in_reply_to": body.get("msg_id")}
    if body["type"] == "init":
        me = body["node_id"]
    elif body["type"] == "topology":
        neighbours = body["topology"][me]
    elif body["type"] == "broadcast":
        learn(body["message"], None)
    elif body["type"] == "read":
        reply["messages"] = values
    elif body["type"] == "gossip":
        learn(body["message"], src)
        reply = {"type": "heard", "message": body["message"]}
    elif body["type"] == "heard":
        unacknowledged.pop((src, body["message"]), None)
        return
    send(src, reply)


rest = b""
while True:
    if select.select([0], [], [], RETRY / 4)[0]:
        chunk = os.read(0, 1 << 16)
        if not chunk:
            break
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            handle(json.loads(line))
    repeat()
