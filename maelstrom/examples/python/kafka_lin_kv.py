#!/usr/bin/env python3
"""kafka: each log is one value of lin-kv, a list that grows by compare-and-set; committed offsets are values, too.

The argument "overwrite" makes a mistake of it: what was read is replaced by a plain write, whatever has come in between.

A call to lin-kv is made once: where it or its answer is lost, the request that made it is never answered, and an answer that
comes twice ends the node. So this one is for runs without --loss and --duplicate.
"""
import itertools
import json
import sys

flaw = sys.argv[1] if len(sys.argv) > 1 else ""
me = None
numbers = itertools.count(1)
waiting = {}


def send(dest, body):
    print(json.dumps({"src": me, "dest": dest, "body": body}), flush=True)


def ask(body, then):
    number = next(numbers)
    waiting[number] = then
    send("lin-kv", dict(body, msg_id=number))


def update(key, empty, change, done):
    """Replaces the value of a key by change(value), and passes on what it was."""

    def compare_and_set(read):
        before = read.get("value", empty)
        after = change(before)
        if flaw == "overwrite":
            return ask({"type": "write", "key": key, "value": after}, lambda _: done(before))
        ask({"type": "cas", "key": key, "from": before, "to": after, "create_if_not_exists": True},
            lambda cas: done(before) if cas["type"] == "cas_ok" else update(key, empty, change, done))

    ask({"type": "read", "key": key}, compare_and_set)


def gather(keys, done):
    """Reads all keys, one after the other, and passes on those that are there."""
    found, left = {}, list(keys)

    def step():
        if not left:
            return done(found)
        key = left.pop()

        def keep(answer):
            if "value" in answer:
                found[key] = answer["value"]
            step()

        ask({"type": "read", "key": key}, keep)

    step()


def commit(offsets, done):
    left = list(offsets.items())

    def step(_=None):
        if not left:
            return done()
        key, offset = left.pop()
        update("committed " + key, 0, lambda before: max(before, offset), step)

    step()


def handle(src, body):
    def reply(**more):
        send(src, dict(more, type=body["type"] + "_ok", in_reply_to=body["msg_id"]))

    if body["type"] == "init":
        reply()
    elif body["type"] == "send":
        update("log " + body["key"], [], lambda log: log + [body["msg"]], lambda before: reply(offset=len(before)))
    elif body["type"] == "poll":
        offsets = body["offsets"]
        gather(["log " + key for key in offsets], lambda logs: reply(msgs={
            key: [[i, msg] for i, msg in enumerate(logs.get("log " + key, [])) if i >= offset]
            for key, offset in offsets.items()}))
    elif body["type"] == "commit_offsets":
        commit(body["offsets"], reply)
    elif body["type"] == "list_committed_offsets":
        gather(["committed " + key for key in body["keys"]], lambda found: reply(
            offsets={key.removeprefix("committed "): offset for key, offset in found.items()}))


for line in sys.stdin:
    message = json.loads(line)
    body = message["body"]
    if body["type"] == "init":
        me = body["node_id"]
    if "in_reply_to" in body:
        waiting.pop(body["in_reply_to"])(body)
    else:
        handle(message["src"], body)
