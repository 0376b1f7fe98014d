#!/usr/bin/env node
// unique-ids: the node's name and a number. With the argument "duplicate" the name is left out, and nodes give the same ones.
const duplicate = process.argv[2] === 'duplicate';
let me;
let next = 0;

require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { src, body } = JSON.parse(line);
  const reply = { type: `${body.type}_ok`, in_reply_to: body.msg_id };
  if (body.type === 'init') {
    me = body.node_id;
  } else {
    reply.id = duplicate ? next++ : `${me}-${next++}`;
  }
  process.stdout.write(`${JSON.stringify({ src: me, dest: src, body: reply })}\n`);
});
