#!/usr/bin/env python3
"""A node of the multicast workload, in FIFO order, for networks that lose, double and reorder messages.

A node numbers what it sends to each other node: 1, 2, 3, ... over all groups, so order holds across groups. The receiver
delivers the numbers in turn, holds back what comes early, and acknowledges all that it has delivered with one number. The
sender says everything that is not acknowledged again, every so often. Nothing is kept on disk, so nothing survives a kill:
this node is for runs without kills.
"""
import json
import sys
import threading

RESEND_SECONDS = 0.1
MAX_AT_ONCE = 50  # messages said again to one node at a time
MAX_ANSWER = 1000

lock = threading.RLock()
me = ""
next_msg_id = 0
members = {}  # group -> its nodes
log = []  # what this node has delivered
unacked = {}  # other node -> {number: message}
last_number = {}  # other node -> the number given last
expected = {}  # other node -> the number to be delivered next
held = {}  # other node -> {number: message}, come too early


def send(dest, body):
    with lock:
        sys.stdout.write(json.dumps({"src": me, "dest": dest, "body": body}) + "\n")
        sys.stdout.flush()


def reply(request, body):
    send(request["src"], dict(body, in_reply_to=request["body"]["msg_id"]))


def error(request, code, text):
    reply(request, {"type": "error", "code": code, "text": text})


def multicast(request):
    body = request["body"]
    if body["order"] != "fifo":
        error(request, 10, "this node knows FIFO order only")
    elif me not in members.get(body["group"], []):
        error(request, 12, "this node does not belong to that group")
    else:
        log.append(body["message"])
        for node in members[body["group"]]:
            if node != me:
                number = last_number.get(node, 0) + 1
                last_number[node] = number
                unacked.setdefault(node, {})[number] = body["message"]
                send(node, {"type": "msg", "number": number, "message": body["message"]})
        reply(request, {"type": "multicast_ok"})


def receive(src, body):
    expected.setdefault(src, 1)
    early = held.setdefault(src, {})
    if body["number"] >= expected[src]:
        early[body["number"]] = body["message"]
    while expected[src] in early:
        log.append(early.pop(expected[src]))
        expected[src] += 1
    send(src, {"type": "ack", "number": expected[src] - 1})


def acknowledged(src, number):
    waiting = unacked.get(src, {})
    for known in [n for n in waiting if n <= number]:
        del waiting[known]


def resend():
    with lock:
        for node, waiting in unacked.items():
            for number in sorted(waiting)[:MAX_AT_ONCE]:
                send(node, {"type": "msg", "number": number, "message": waiting[number]})
    again = threading.Timer(RESEND_SECONDS, resend)
    again.daemon = True
    again.start()


def handle(message):
    global me, members
    body = message["body"]
    kind = body["type"]
    if kind == "init":
        me = body["node_id"]
        reply(message, {"type": "init_ok"})
    elif kind == "groups":
        members = body["groups"]
        reply(message, {"type": "groups_ok"})
    elif kind == "multicast":
        multicast(message)
    elif kind == "deliveries":
        start = body["from"]
        reply(message, {"type": "deliveries_ok", "from": start, "messages": log[start:start + MAX_ANSWER]})
    elif kind == "msg":
        receive(message["src"], body)
    elif kind == "ack":
        acknowledged(message["src"], body["number"])
    elif "msg_id" in body:
        error(message, 10, "not supported: " + kind)


resend()
for line in sys.stdin:
    with lock:
        handle(json.loads(line))
