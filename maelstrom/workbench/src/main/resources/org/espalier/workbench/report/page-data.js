'use strict';
/* The run, as the page's other scripts want it. Times are microseconds. */
const run = (() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const m = data.messages;
  const r = data.requests;
  /* By message the latest end of it and all before: what can still reach into a window is found by halving. */
  const reach = new Float64Array(m.sent.length);
  for (let i = 0, latest = -1; i < reach.length; i++) {
    latest = Math.max(latest, m.end[i]);
    reach[i] = latest;
  }
  const lives = r.to.map((to, i) => (to < 0 ? data.end : Math.max(to, r.from[i])));

  /** The first index at which a growing list has at least a value. */
  function first(list, value) {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] < value) low = middle + 1; else high = middle;
    }
    return low;
  }

  /** A point in time, with as many digits as a step needs. */
  function time(micros, step) {
    let digits = 0;
    for (let unit = 1e6; unit > step && digits < 6; unit /= 10) digits++;
    return (micros / 1e6).toFixed(digits) + ' s';
  }

  function duration(micros) {
    if (micros < 1000) return micros + ' µs';
    return micros < 1e6 ? (micros / 1000).toPrecision(3) + ' ms' : (micros / 1e6).toPrecision(3) + ' s';
  }

  const fates = ['delivered', 'lost', 'lost at the cut', 'corrupted on the way', 'never delivered'];

  function message(i) {
    return data.nodes[m.from[i]] + ' → ' + data.nodes[m.to[i]] + ', ' + data.types[m.type[i]]
      + (m.copy[i] ? ' (a duplicate)' : '') + ', sent at ' + time(m.sent[i], 1) + ', ' + fates[m.fate[i]]
      + (m.fate[i] === 0 ? ' after ' + duration(m.end[i] - m.sent[i]) : '');
  }

  function request(i) {
    return data.nodes[r.node[i]] + ': ' + r.text[i] + ', at ' + time(r.from[i], 1)
      + (r.to[i] > r.from[i] ? ', took ' + duration(r.to[i] - r.from[i]) : '');
  }

  const style = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  return { data, m, r, reach, lives, first, time, duration, message, request, fates, style, count: n => n.toLocaleString('en') };
})();
