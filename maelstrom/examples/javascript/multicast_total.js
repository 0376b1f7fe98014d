#!/usr/bin/env node
// A node of the multicast workload, in total order, for networks that lose, double and reorder messages.
//
// The first node is the sequencer of all groups: it gives every message a place in one sequence, whatever its group, and so
// order holds across groups. Everybody learns the sequence by asking for it, from the first place that it lacks, every so
// often, and delivers the part that is for its own groups. A message is acknowledged when the node that was asked for it has
// delivered it: what is acknowledged has its place. It does not survive the end of the sequencer: this node is for runs
// without kills.
'use strict';

const readline = require('readline');

const ASK_MILLIS = 60;
const MAX_AT_ONCE = 200; // entries of the sequence in one answer
const MAX_ANSWER = 1000;

let me = '';
let nodes = [];
let groups = {};
const log = []; // what this node has delivered
const waiting = new Map(); // message -> the request for it, until it is delivered here

// Everybody's: the sequence as far as it is known here. The sequencer's grows at the end, the others' by its answers.
const sequence = []; // of {group, message}
const placed = new Set(); // its messages

function send(dest, body) {
  process.stdout.write(JSON.stringify({ src: me, dest, body }) + '\n');
}

function reply(request, body) {
  send(request.src, { ...body, in_reply_to: request.body.msg_id });
}

function error(request, code, text) {
  reply(request, { type: 'error', code, text });
}

const sequencer = () => nodes[0];

// Takes in the next entry of the sequence.
function append(entry) {
  sequence.push(entry);
  placed.add(entry.message);
  if (groups[entry.group].includes(me)) {
    log.push(entry.message);
  }
  const request = waiting.get(entry.message);
  if (request) {
    waiting.delete(entry.message);
    reply(request, { type: 'multicast_ok' });
  }
}

// The sequencer's: a message that comes again has its place already.
function place(entry) {
  if (!placed.has(entry.message)) {
    append(entry);
  }
}

function multicast(request) {
  const { group, message } = request.body;
  if (!(groups[group] || []).includes(me)) {
    error(request, 12, 'this node does not belong to that group');
    return;
  }
  waiting.set(message, request);
  submit({ group, message });
}

function submit(entry) {
  if (me === sequencer()) {
    place(entry);
  } else {
    send(sequencer(), { type: 'submit', entry });
  }
}

function ask() {
  if (me && me !== sequencer()) {
    for (const request of waiting.values()) {
      submit({ group: request.body.group, message: request.body.message });
    }
    send(sequencer(), { type: 'ask', from: sequence.length });
  }
}

function handle(message) {
  const body = message.body;
  switch (body.type) {
    case 'init':
      me = body.node_id;
      nodes = body.node_ids;
      reply(message, { type: 'init_ok' });
      break;
    case 'groups':
      groups = body.groups;
      reply(message, { type: 'groups_ok' });
      break;
    case 'multicast':
      multicast(message);
      break;
    case 'deliveries':
      reply(message, { type: 'deliveries_ok', from: body.from, messages: log.slice(body.from, body.from + MAX_ANSWER) });
      break;
    case 'submit':
      place(body.entry);
      break;
    case 'ask':
      send(message.src, { type: 'told', from: body.from, entries: sequence.slice(body.from, body.from + MAX_AT_ONCE) });
      break;
    case 'told':
      body.entries.forEach((entry, i) => {
        if (body.from + i === sequence.length) {
          append(entry);
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
