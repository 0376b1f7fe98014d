#!/usr/bin/env python3
"""g-counter and pn-counter: each node counts what it was told itself, and tells everyone the counts that it knows.

Of each node's counts the larger ones are the newer ones, so that it does no harm to hear them late, twice or never.
"""
import json
import os
import select
import time

GOSSIP = 0.2  # seconds

me, everyone = None, []
up, down = {}, {}


def send(dest, body):
    os.write(1, (json.dumps({"src": me, "dest": dest, "body": body}) + "\n").encode())


def merge(mine, theirs):
    for node, count in theirs.items():
        mine[node] = max(mine.get(node, 0), count)


def handle(message):
    global me, everyone
    body = message["body"]
    reply = {"type": body["type"] + "_ok", "in_reply_to": body.get("msg_id")}
    if body["type"] == "init":
        me, everyone = body["node_id"], body["node_ids"]
    elif body["type"] == "add":
        side = up if body["delta"] >= 0 else down
        side[me] = side.get(me, 0) + abs(body["delta"])
    elif body["type"] == "read":
        reply["value"] = sum(up.values()) - sum(down.values())
    elif body["type"] == "counts":
        merge(up, body["up"])
        merge(down, body["down"])
        return
    send(message["src"], reply)


rest, gossip_at = b"", 0
while True:
    if select.select([0], [], [], GOSSIP / 4)[0]:
        chunk = os.read(0, 1 << 16)
        if not chunk:
            break
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            handle(json.loads(line))
    if me and time.monotonic() >= gossip_at:
        gossip_at = time.monotonic() + GOSSIP
        for peer in everyone:
            if peer != me:
                send(peer, {"type": "counts", "up": up, "down": down})
