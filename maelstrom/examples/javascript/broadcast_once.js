#!/usr/bin/env node
// broadcast: passes each value on to every neighbour but the one it came from, once, and never asks whether it arrived.
// On a tree of n nodes that is n - 1 messages for each value; what is lost on the way is lost for good.
let me;
let neighbours = [];
const values = new Set();

const send = (dest, body) => process.stdout.write(`${JSON.stringify({ src: me, dest, body })}\n`);

function learn(value, sender) {
  if (!values.has(value)) {
    values.add(value);
    neighbours.filter((n) => n !== sender).forEach((n) => send(n, { type: 'gossip', message: value }));
  }
}

require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { src, body } = JSON.parse(line);
  const reply = { type: `${body.type}_ok`, in_reply_to: body.msg_id };
  switch (body.type) {
    case 'init':
      me = body.node_id;
      break;
    case 'topology':
      neighbours = body.topology[me];
      break;
    case 'broadcast':
      learn(body.message, null);
      break;
    case 'read':
      reply.messages = [...values];
      break;
    default:
      learn(body.message, src);
      return;
  }
  send(src, reply);
});
