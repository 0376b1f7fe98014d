#!/usr/bin/env bash
# echo, wrong: prints what it does to its standard output, which is for messages alone.
while read -r line; do
  id=$(sed -E 's/.*"msg_id":([0-9]+).*/\1/' <<<"$line")
  src=$(sed -E 's/.*"src":"([^"]+)".*/\1/' <<<"$line")
  dest=$(sed -E 's/.*"dest":"([^"]+)".*/\1/' <<<"$line")
  if [[ $line == *'"type":"init"'* ]]; then
    echo "{\"src\":\"$dest\",\"dest\":\"$src\",\"body\":{\"type\":\"init_ok\",\"in_reply_to\":$id}}"
  else
    echo "now I echo request $id"
  fi
done
