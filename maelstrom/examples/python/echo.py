#!/usr/bin/env python3
"""echo: says back what it is told."""
import json
import sys

for line in sys.stdin:
    message = json.loads(line)
    request = message["body"]
    reply = {"type": request["type"] + "_ok", "in_reply_to": request["msg_id"]}
    if "echo" in request:
        reply["echo"] = request["echo"]
    print(json.dumps({"src": message["dest"], "dest": message["src"], "body": reply}), flush=True)
