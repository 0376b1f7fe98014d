#!/usr/bin/env node
// lin-kv: the first node holds everything, and the others ask it. With the argument "split-brain" each node answers on its own.
const splitBrain = process.argv[2] === 'split-brain';
let me;
let holder;
let next = 0;
const store = new Map();
const waiting = new Map(); // number of a request to the holder -> the client's request

const send = (dest, body) => process.stdout.write(`${JSON.stringify({ src: me, dest, body })}\n`);
const error = (code, text) => ({ type: 'error', code, text });

function execute({ type, key, value, from, to }) {
  const name = JSON.stringify(key);
  if (type === 'write') {
    store.set(name, value);
    return { type: 'write_ok' };
  }
  if (!store.has(name)) {
    return error(20, 'no such key');
  }
  if (type === 'read') {
    return { type: 'read_ok', value: store.get(name) };
  }
  if (store.get(name) !== from) {
    return error(22, `the value is ${store.get(name)}, not ${from}`);
  }
  store.set(name, to);
  return { type: 'cas_ok' };
}

require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { src, body } = JSON.parse(line);
  if (body.type === 'init') {
    me = body.node_id;
    holder = splitBrain ? me : body.node_ids[0];
    send(src, { type: 'init_ok', in_reply_to: body.msg_id });
  } else if (body.in_reply_to !== undefined) {
    const asked = waiting.get(body.in_reply_to);
    if (asked) { // a duplicate has been answered already
      waiting.delete(body.in_reply_to);
      send(asked.src, { ...body, in_reply_to: asked.body.msg_id });
    }
  } else if (me === holder) {
    send(src, { ...execute(body), in_reply_to: body.msg_id });
  } else {
    next += 1;
    waiting.set(next, { src, body });
    send(holder, { ...body, msg_id: next });
  }
});
