#!/usr/bin/env node
// A node of the multicast workload that is WRONG: every group has a sequencer of its own, its first member, and so a sequence
// of its own. Everybody in a group delivers the group's messages in one order, but who belongs to several groups delivers
// what the sequencers say as it hears it: two nodes in the same two groups disagree, or three nodes in three groups go round
// in a circle. multicast_total.js has one sequence for all groups. For runs without kills.
'use strict';

const readline = require('readline');

const ASK_MILLIS = 60;
const MAX_AT_ONCE = 200; // entries of a sequence in one answer
const MAX_ANSWER = 1000;

let me = '';
let groups = {};
const log = []; // what this node has delivered
const waiting = new Map(); // message -> the request for it, until it is delivered here
const sequences = {}; // group -> its messages, as far as they are known here
const placed = new Set(); // the messages in them

function send(dest, body) {
  process.stdout.write(JSON.stringify({ src: me, dest, body }) + '\n');
}

function reply(request, body) {
  send(request.src, { ...body, in_reply_to: request.body.msg_id });
}

function error(request, code, text) {
  reply(request, { type: 'error', code, text });
}

const sequencer = group => groups[group][0];

// Takes in the next message of a group.
function append(group, message) {
  sequences[group].push(message);
  placed.add(message);
  log.push(message);
  const request = waiting.get(message);
  if (request) {
    waiting.delete(message);
    reply(request, { type: 'multicast_ok' });
  }
}

// The sequencer's: a message that comes again has its place already.
function place(group, message) {
  if (!placed.has(message)) {
    append(group, message);
  }
}

function multicast(request) {
  const { group, message } = request.body;
  if (!sequences[group]) {
    error(request, 12, 'this node does not belong to that group');
    return;
  }
  waiting.set(message, request);
  submit(group, message);
}

function submit(group, message) {
  if (me === sequencer(group)) {
    place(group, message);
  } else {
    send(sequencer(group), { type: 'submit', group, message });
  }
}

function ask() {
  for (const request of waiting.values()) {
    submit(request.body.group, request.body.message);
  }
  for (const group of Object.keys(sequences)) {
    if (me !== sequencer(group)) {
      send(sequencer(group), { type: 'ask', group, from: sequences[group].length });
    }
  }
}

function handle(message) {
  const body = message.body;
  switch (body.type) {
    case 'init':
      me = body.node_id;
      reply(message, { type: 'init_ok' });
      break;
    case 'groups':
      groups = body.groups;
      Object.keys(groups).filter(group => groups[group].includes(me)).forEach(group => { sequences[group] = []; });
      reply(message, { type: 'groups_ok' });
      break;
    case 'multicast':
      multicast(message);
      break;
    case 'deliveries':
      reply(message, { type: 'deliveries_ok', from: body.from, messages: log.slice(body.from, body.from + MAX_ANSWER) });
      break;
    case 'submit':
      place(body.group, body.message);
      break;
    case 'ask':
      send(message.src, {
        type: 'told', group: body.group, from: body.from,
        entries: sequences[body.group].slice(body.from, body.from + MAX_AT_ONCE),
      });
      break;
    case 'told':
      body.entries.forEach((entry, i) => {
        if (body.from + i === sequences[body.group].length) {
          append(body.group, entry);
        }
      });
      break;
    default:
      if (body.msg_id !== undefined) {
        error(message, 10, 'not supported: ' + body.type);
      }
  }
}

readline.createInterface({ input: process.stdin }).on('line', line => handle(JSON.parse(line)))
  .on('close', () => process.exit(0));
setInterval(ask, ASK_MILLIS);
