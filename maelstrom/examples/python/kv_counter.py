#!/usr/bin/env python3
"""g-counter on a key-value service: seq-kv, on which it is right, or what the first argument says.

An addition is a compare-and-set that is tried until it succeeds. Before a read the node writes something that nobody has written
before: on a sequentially consistent store that write takes its place after everything that was there, and the read after it
is as fresh. On lww-kv both are in vain: two replicas let two compare-and-sets succeed, and one of them wins.

A call to the service is made once. Where it or its answer is lost, the request that made it is never answered: to repeat a
compare-and-set of which nobody knows whether it was done might add twice. An answer that comes twice ends the node. So this
one is for runs without --loss and --duplicate.
"""
import itertools
import json
import sys

store = sys.argv[1] if len(sys.argv) > 1 else "seq-kv"
me = None
numbers = itertools.count(1)
waiting = {}  # number of a request of ours -> what to do with the answer


def send(dest, body):
    print(json.dumps({"src": me, "dest": dest, "body": body}), flush=True)


def ask(body, then):
    number = next(numbers)
    waiting[number] = then
    send(store, dict(body, msg_id=number))


def add(delta, done):
    def compare_and_set(read):
        if read["type"] == "error" and read["code"] != 20:
            return add(delta, done)
        value = read.get("value", 0)
        ask({"type": "cas", "key": "count", "from": value, "to": value + delta, "create_if_not_exists": True},
            lambda cas: done() if cas["type"] == "cas_ok" else add(delta, done))

    ask({"type": "read", "key": "count"}, compare_and_set)


def read(done):
    ask({"type": "write", "key": "fresh " + me, "value": next(numbers)},
        lambda written: ask({"type": "read", "key": "count"}, lambda answer: done(answer.get("value", 0))))


for line in sys.stdin:
    message = json.loads(line)
    src, body = message["src"], message["body"]
    if "in_reply_to" in body:
        waiting.pop(body["in_reply_to"])(body)
        continue
    reply = {"type": body["type"] + "_ok", "in_reply_to": body["msg_id"]}
    if body["type"] == "init":
        me = body["node_id"]
        send(src, reply)
    elif body["type"] == "add":
        add(body["delta"], lambda src=src, reply=reply: send(src, reply))
    elif body["type"] == "read":
        read(lambda value, src=src, reply=reply: send(src, dict(reply, value=value)))
