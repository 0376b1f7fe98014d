'use strict';
/* The space-time diagram: what it draws and where. Who looks at what is in spacetime-ui.js. */
const spacetime = (() => {
  const { data, m, r } = run;
  const LEFT = 64;
  const RIGHT = 14;
  const TOP = 14;
  const BOTTOM = 30;
  const HEADS = 400; // with more messages in view arrows have no heads
  const LINES = 1500; // more are not drawn one by one
  const NONE = -1;
  const canvas = document.getElementById('spacetime');
  const overview = document.getElementById('overview');
  const stage = document.getElementById('stage');
  const row = Math.max(26, Math.min(64, 420 / data.nodes.length));
  const height = TOP + row * data.nodes.length + BOTTOM;
  const whole = { from: 0, to: Math.max(1000, data.end * 1.01) };
  const state = {
    from: whole.from, to: whole.to, width: 800, node: NONE, message: NONE, request: NONE, drawn: 0, mode: 'lines',
    keep: new Uint8Array(m.sent.length).fill(1), marked: new Uint8Array(m.sent.length),
    keepRequests: new Uint8Array(r.from.length).fill(1), markedRequests: new Uint8Array(r.from.length),
    visible: [], visibleRequests: [],
  };
  /* Names of faults that are there together stand below one another. */
  const lanes = [];
  for (const b of data.bands.filter(b => !b.nodes.length).sort((p, q) => p.from - q.from)) {
    b.lane = lanes.findIndex(end => end <= b.from);
    if (b.lane < 0) b.lane = lanes.push(0) - 1;
    lanes[b.lane] = b.to;
  }
  let colours = {};
  let pending = false;

  const x = t => LEFT + (t - state.from) / (state.to - state.from) * (state.width - LEFT - RIGHT);
  const y = n => TOP + row * (n + 0.5);
  const timeAt = px => state.from + (px - LEFT) / (state.width - LEFT - RIGHT) * (state.to - state.from);

  function fit(element, width, tall) {
    const ratio = window.devicePixelRatio || 1;
    element.width = Math.round(width * ratio);
    element.height = Math.round(tall * ratio);
    element.style.height = tall + 'px';
    const to = element.getContext('2d');
    to.setTransform(ratio, 0, 0, ratio, 0, 0);
    return to;
  }

  let c = null;
  function resize() {
    state.width = Math.max(280, stage.clientWidth);
    c = fit(canvas, state.width, height);
    colours = {};
    for (const name of ['paper', 'ink', 'muted', 'faint', 'line', 'data', 'follow', 'tree', 'shade']) colours[name] = run.style(name);
    draw();
  }

  /** Draws soon, once for whatever changed. */
  function draw() {
    if (!pending) {
      pending = true;
      requestAnimationFrame(() => { pending = false; paint(); });
    }
  }

  function inView() {
    state.visible = [];
    for (let i = run.first(run.reach, state.from); i < m.sent.length && m.sent[i] <= state.to; i++) {
      if (state.keep[i] && m.end[i] >= state.from) state.visible.push(i);
    }
    state.visibleRequests = [];
    for (let i = 0; i < r.from.length && r.from[i] <= state.to; i++) {
      if (state.keepRequests[i] && run.lives[i] >= state.from) state.visibleRequests.push(i);
    }
  }

  function paint() {
    if (!c) return;
    inView();
    c.fillStyle = colours.paper;
    c.fillRect(0, 0, state.width, height);
    c.font = '12px system-ui, sans-serif';
    c.save();
    c.beginPath();
    c.rect(LEFT, 0, state.width - LEFT - RIGHT, height);
    c.clip();
    bands();
    axis();
    lifelines();
    requests();
    state.mode = state.visible.length <= LINES ? 'lines' : 'density';
    state.drawn = state.mode === 'lines' ? lines() : density();
    c.restore();
    names();
    minimap();
    Object.assign(stage.dataset, {
      mode: state.mode, drawn: state.drawn, inview: state.visible.length, from: Math.round(state.from), to: Math.round(state.to),
      selected: state.message, request: state.request, ready: 'true',
    });
    canvas.dispatchEvent(new Event('painted'));
  }

  function bands() {
    for (const b of data.bands) {
      if (b.to < state.from || b.from > state.to) continue;
      const left = x(Math.max(b.from, state.from));
      const wide = Math.max(2, x(Math.min(b.to, state.to)) - left);
      const places = b.nodes.length ? b.nodes.map(n => [y(n) - row * 0.32, row * 0.64]) : [[TOP - 6, row * data.nodes.length + 12]];
      for (const [top, tall] of places) {
        c.globalAlpha = b.nodes.length ? 0.28 : 0.13;
        c.fillStyle = colours.shade;
        c.fillRect(left, top, wide, tall);
        c.globalAlpha = 0.8;
        c.strokeStyle = colours.shade;
        c.lineWidth = 1;
        c.setLineDash([2, 3]);
        c.strokeRect(left + 0.5, top + 0.5, wide, tall);
        c.setLineDash([]);
        c.globalAlpha = 1;
        c.fillStyle = colours.muted;
        if (wide > 60) {
          c.save();
          c.beginPath();
          c.rect(left, top - 4, wide, tall + 8);
          c.clip();
          c.fillText(b.nodes.length ? b.kind : b.text, left + 4, b.nodes.length ? top + 11 : TOP + 5 + 13 * (b.lane % 6));
          c.restore();
        }
      }
    }
  }

  function axis() {
    const span = state.to - state.from;
    const most = Math.max(2, Math.floor(state.width / 110));
    let step = 1;
    for (let k = 0; span / step > most; k++) step = [1, 2, 5][k % 3] * 10 ** Math.floor(k / 3);
    c.textAlign = 'center';
    c.fillStyle = colours.muted;
    c.strokeStyle = colours.line;
    c.lineWidth = 1;
    c.beginPath();
    for (let t = Math.ceil(state.from / step) * step; t <= state.to; t += step) {
      c.moveTo(Math.round(x(t)) + 0.5, TOP);
      c.lineTo(Math.round(x(t)) + 0.5, height - BOTTOM + 4);
      c.fillText(run.time(t, step), Math.min(Math.max(x(t), LEFT + 26), state.width - RIGHT - 26), height - 10);
    }
    c.stroke();
    c.textAlign = 'left';
  }

  function lifelines() {
    for (let n = 0; n < data.nodes.length; n++) {
      c.strokeStyle = n === state.node ? colours.follow : colours.muted;
      c.lineWidth = n === state.node ? 3 : 1;
      c.beginPath();
      c.moveTo(LEFT, y(n));
      c.lineTo(state.width - RIGHT, y(n));
      c.stroke();
    }
  }

  function names() {
    c.textAlign = 'right';
    for (let n = 0; n < data.nodes.length; n++) {
      c.fillStyle = n === state.node ? colours.follow : colours.ink;
      c.font = '600 13px system-ui, sans-serif';
      c.fillText((n === state.node ? '▸ ' : '') + data.nodes[n], LEFT - 8, y(n) + 4, LEFT - 10);
    }
    c.textAlign = 'left';
  }

  function requests() {
    const bar = state.visibleRequests.length <= LINES;
    for (const marked of [0, 1]) {
      c.strokeStyle = marked ? colours.follow : colours.data;
      c.fillStyle = marked ? colours.follow : colours.paper;
      c.lineWidth = marked ? 6 : 4;
      c.globalAlpha = marked ? 1 : 0.45;
      c.beginPath();
      for (const i of state.visibleRequests) {
        if (state.markedRequests[i] !== marked || !(bar || marked)) continue;
        const at = y(r.node[i]) - 6;
        c.moveTo(x(r.from[i]), at);
        c.lineTo(Math.max(x(run.lives[i]), x(r.from[i]) + 3), at);
      }
      c.stroke();
      c.globalAlpha = 1;
    }
    if (state.request >= 0) ring(x(r.from[state.request]), y(r.node[state.request]) - 6);
  }

  function ring(px, py) {
    c.strokeStyle = colours.ink;
    c.lineWidth = 2;
    c.beginPath();
    c.arc(px, py, 8, 0, 2 * Math.PI);
    c.stroke();
  }

  const look = [['data', 1.2, 0.85], ['tree', 1.9, 0.9], ['faint', 0.8, 0.9]];

  function line(i) {
    c.moveTo(x(m.sent[i]), y(m.from[i]));
    c.lineTo(x(m.end[i]), y(m.to[i]));
  }

  function lines() {
    const heads = state.visible.length <= HEADS;
    const dim = state.visible.some(i => state.marked[i]) ? 0.4 : 1; // what is looked for stands out
    for (let kind = 2; kind >= 0; kind--) {
      for (const copy of [0, 1]) {
        const some = state.visible.filter(i => m.kind[i] === kind && m.copy[i] === copy && !state.marked[i]);
        stroke(some, colours[look[kind][0]], look[kind][1], look[kind][2] * dim, copy, heads);
      }
    }
    marked(state.visible);
    return state.visible.length;
  }

  function stroke(some, colour, width, alpha, copy, heads) {
    if (!some.length) return;
    c.strokeStyle = c.fillStyle = colour;
    c.lineWidth = width;
    c.globalAlpha = alpha;
    c.setLineDash(copy ? [5, 4] : []);
    c.beginPath();
    some.forEach(line);
    c.stroke();
    c.setLineDash([]);
    c.beginPath();
    for (const i of some) if (m.fate[i] !== 0) cross(i);
    c.stroke();
    if (heads) {
      c.beginPath();
      for (const i of some) if (m.fate[i] === 0) head(i);
      c.fill();
    }
    c.globalAlpha = 1;
  }

  /** Where a message that did not arrive is drawn to end: a bit before the line of who never had it. */
  function cross(i) {
    const px = x(m.sent[i]) + (x(m.end[i]) - x(m.sent[i])) * 0.8;
    const py = y(m.from[i]) + (y(m.to[i]) - y(m.from[i])) * 0.8;
    c.moveTo(px - 3.5, py - 3.5);
    c.lineTo(px + 3.5, py + 3.5);
    c.moveTo(px + 3.5, py - 3.5);
    c.lineTo(px - 3.5, py + 3.5);
  }

  function head(i) {
    const px = x(m.end[i]);
    const py = y(m.to[i]);
    const angle = Math.atan2(py - y(m.from[i]), px - x(m.sent[i]));
    c.moveTo(px, py);
    c.lineTo(px - 8 * Math.cos(angle - 0.35), py - 8 * Math.sin(angle - 0.35));
    c.lineTo(px - 8 * Math.cos(angle + 0.35), py - 8 * Math.sin(angle + 0.35));
    c.closePath();
  }

  function marked(some) {
    const all = some.filter(i => state.marked[i]).slice(0, LINES);
    for (const copy of [0, 1]) stroke(all.filter(i => m.copy[i] === copy), colours.follow, 2.6, 1, copy, true);
    if (state.message >= 0) {
      stroke([state.message], colours.ink, 3.2, 1, m.copy[state.message], true);
      ring(x(m.sent[state.message]), y(m.from[state.message]));
    }
    return all.length;
  }

  /** How many messages each node sent, in bars along its line, and what is looked for one by one. */
  function density() {
    const bin = 4;
    const bins = Math.ceil((state.width - LEFT - RIGHT) / bin);
    const counts = data.nodes.map(() => new Float64Array(bins));
    for (const i of state.visible) {
      const at = Math.floor((x(m.sent[i]) - LEFT) / bin);
      if (at >= 0 && at < bins) counts[m.from[i]][at]++;
    }
    let most = 1;
    for (const line of counts) for (const n of line) most = Math.max(most, n);
    let bars = 0;
    c.fillStyle = colours.data;
    c.globalAlpha = 0.6;
    counts.forEach((line, n) => line.forEach((count, at) => {
      if (count) {
        const tall = Math.max(1, count / most * row * 0.42);
        c.fillRect(LEFT + at * bin, y(n) - tall, bin - 1, tall);
        bars++;
      }
    }));
    c.globalAlpha = 1;
    return bars + marked(state.visible);
  }

  function minimap() {
    const to = fit(overview, state.width, 40);
    const scale = (state.width - LEFT - RIGHT) / (whole.to - whole.from);
    to.fillStyle = colours.shade;
    to.globalAlpha = 0.18;
    for (const b of data.bands) to.fillRect(LEFT + b.from * scale, 2, Math.max(1, (b.to - b.from) * scale), 34);
    to.globalAlpha = 0.75;
    to.fillStyle = colours.faint;
    const columns = new Float64Array(Math.max(1, Math.floor((state.width - LEFT - RIGHT) / 2)));
    data.rates.forEach((n, i) => { columns[Math.min(columns.length - 1, Math.floor(i / data.rates.length * columns.length * data.end / whole.to))] += n; });
    const most = columns.reduce((a, b) => Math.max(a, b), 1);
    columns.forEach((n, i) => { const tall = 30 * n / most; to.fillRect(LEFT + 2 * i, 36 - tall, 1.6, tall); });
    to.globalAlpha = 1;
    to.strokeStyle = colours.ink;
    to.lineWidth = 1.5;
    to.strokeRect(LEFT + state.from * scale, 1, Math.max(3, (state.to - state.from) * scale), 37);
    to.fillStyle = colours.muted;
    to.font = '11px system-ui, sans-serif';
    to.fillText('whole run', 2, 24);
  }

  /** Looks at a span of time, as far as there is one. */
  function look_at(from, to) {
    const span = Math.min(Math.max(to - from, 40), whole.to - whole.from);
    const start = Math.min(Math.max(from, whole.from), whole.to - span);
    state.from = start;
    state.to = start + span;
    draw();
  }

  /** The message or operation next to a point: ['message', i], ['request', i] or null. */
  function at(px, py) {
    let best = null;
    let near = 7;
    for (const i of state.visibleRequests) {
      const off = Math.abs(py - (y(r.node[i]) - 6));
      if (off < 6 && px >= x(r.from[i]) - 3 && px <= Math.max(x(run.lives[i]), x(r.from[i])) + 3 && off < near) {
        best = ['request', i];
        near = off;
      }
    }
    if (best) return best;
    for (const i of state.visible) {
      if (state.mode === 'density' && !state.marked[i]) continue;
      const x1 = x(m.sent[i]);
      const y1 = y(m.from[i]);
      const dx = x(m.end[i]) - x1;
      const dy = y(m.to[i]) - y1;
      const along = Math.min(1, Math.max(0, ((px - x1) * dx + (py - y1) * dy) / Math.max(1e-9, dx * dx + dy * dy)));
      const off = Math.hypot(px - x1 - along * dx, py - y1 - along * dy);
      if (off < near) {
        best = ['message', i];
        near = off;
      }
    }
    return best;
  }

  return { state, whole, canvas, overview, stage, resize, draw, look: look_at, timeAt, at, LEFT, RIGHT };
})();
