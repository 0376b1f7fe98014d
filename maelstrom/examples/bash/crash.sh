#!/usr/bin/env bash
# A node that takes init and ends at the first request.
read -r line
id=$(sed -E 's/.*"msg_id":([0-9]+).*/\1/' <<<"$line")
src=$(sed -E 's/.*"src":"([^"]+)".*/\1/' <<<"$line")
dest=$(sed -E 's/.*"dest":"([^"]+)".*/\1/' <<<"$line")
echo "{\"src\":\"$dest\",\"dest\":\"$src\",\"body\":{\"type\":\"init_ok\",\"in_reply_to\":$id}}"
read -r line
echo "I cannot bear it" >&2
exit 3
