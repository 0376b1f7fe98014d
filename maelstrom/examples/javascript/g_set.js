#!/usr/bin/env node
// g-set: every node tells every other one all that it has, again and again; a set loses nothing by hearing it twice.
const GOSSIP = 200; // milliseconds
let me;
let everyone = [];
const elements = new Set();

const send = (dest, body) => process.stdout.write(`${JSON.stringify({ src: me, dest, body })}\n`);

require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { src, body } = JSON.parse(line);
  const reply = { type: `${body.type}_ok`, in_reply_to: body.msg_id };
  switch (body.type) {
    case 'init':
      me = body.node_id;
      everyone = body.node_ids;
      setInterval(() => everyone.filter((n) => n !== me)
        .forEach((n) => send(n, { type: 'gossip', elements: [...elements] })), GOSSIP);
      break;
    case 'add':
      elements.add(body.element);
      break;
    case 'read':
      reply.value = [...elements];
      break;
    default:
      body.elements.forEach((e) => elements.add(e));
      return;
  }
  send(src, reply);
}).on('close', () => process.exit(0));
