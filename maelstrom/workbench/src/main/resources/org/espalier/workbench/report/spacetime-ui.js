'use strict';
/* What a person does with the space-time diagram: filter, zoom, pan, point, select, and go to what a violation is about. */
(() => {
  const { data, m, r } = run;
  const { state, canvas, stage, overview } = spacetime;
  const $ = id => document.getElementById(id);
  const LISTED = 60;
  const SHOWN = 60;
  let looking = null; // what of the verdict is shown

  for (const [id, names] of [['node', data.nodes], ['type', data.types]]) {
    names.forEach((name, i) => $(id).add(new Option(name, i)));
  }

  // ---- Filters

  function filter() {
    const words = $('find').value.trim();
    const node = $('node').value === '' ? -1 : Number($('node').value);
    const type = $('type').value === '' ? -1 : Number($('type').value);
    const fate = $('fate').value;
    for (let i = 0; i < m.sent.length; i++) {
      const about = looking ? m.values[i].some(v => looking.values.includes(v)) : words && m.values[i].includes(words);
      const found = !words || m.values[i].includes(words) || (!exact(words) && m.body[i].includes(words));
      state.marked[i] = about || (words && found) ? 1 : 0;
      state.keep[i] = found && (node < 0 || m.from[i] === node || m.to[i] === node) && (type < 0 || m.type[i] === type)
        && (fate === '' || (fate === '0') === (m.fate[i] === 0)) ? 1 : 0;
    }
    for (let i = 0; i < r.from.length; i++) {
      const found = !words || r.values[i].includes(words) || (!exact(words) && r.text[i].includes(words));
      const about = looking && (r.values[i].some(v => looking.values.includes(v)) || looking.ops.includes(r.index[i])
        || (r.endIndex[i] >= 0 && looking.ops.includes(r.endIndex[i])));
      state.markedRequests[i] = about || (words && found) ? 1 : 0;
      state.keepRequests[i] = found && (node < 0 || r.node[i] === node) ? 1 : 0;
    }
    spacetime.draw();
  }

  /** A number is a value, and not a part of another number. */
  const exact = words => /^-?\d+$/.test(words) && (m.values.some(v => v.includes(words)) || r.values.some(v => v.includes(words)));

  let soon = 0;
  $('find').addEventListener('input', () => { clearTimeout(soon); soon = setTimeout(filter, 120); });
  for (const id of ['node', 'type', 'fate']) $(id).addEventListener('change', filter);
  $('filters').addEventListener('submit', e => { e.preventDefault(); filter(); });
  function clear() {
    for (const id of ['find', 'node', 'type', 'fate']) $(id).value = '';
    looking = null;
    state.node = state.message = state.request = -1;
    document.querySelectorAll('.show[aria-pressed]').forEach(b => b.removeAttribute('aria-pressed'));
    $('detail').replaceChildren();
    filter();
  }
  $('reset').addEventListener('click', clear);

  // ---- From the verdict

  document.querySelectorAll('.show').forEach(button => button.addEventListener('click', () => {
    clear();
    button.setAttribute('aria-pressed', 'true');
    looking = data.shows[Number(button.dataset.show)];
    state.node = data.nodes.indexOf(looking.node);
    filter();
    const operations = [...r.from.keys()].filter(i => state.markedRequests[i]).slice(0, SHOWN);
    const messages = [...m.sent.keys()].filter(i => state.marked[i]).slice(0, SHOWN);
    const times = [...operations.flatMap(i => [r.from[i], r.to[i] < 0 ? r.from[i] : r.to[i]]),
      ...messages.flatMap(i => [m.sent[i], m.end[i]])];
    if (times.length) {
      const from = Math.min(...times);
      const to = Math.max(...times);
      const margin = Math.max(1000, (to - from) * 0.08);
      spacetime.look(from - margin, to + margin);
      if (messages.length) select('message', messages[0]); else select('request', operations[0]);
    } else {
      spacetime.look(spacetime.whole.from, spacetime.whole.to);
      const p = document.createElement('p');
      p.textContent = (looking.values.length ? 'No message in the diagram carries ' + looking.values.join(', ') : 'This is about no single message')
        + (looking.node ? '; the line of ' + looking.node + ' is marked.' : '.');
      $('detail').replaceChildren(p);
    }
    $('diagram').scrollIntoView({ block: 'start' });
    canvas.focus({ preventScroll: true });
  }));

  // ---- Zoom and pan

  function zoom(factor, around) {
    const middle = around === undefined ? (state.from + state.to) / 2 : around;
    spacetime.look(middle - (middle - state.from) * factor, middle + (state.to - middle) * factor);
  }
  const pan = part => spacetime.look(state.from + part * (state.to - state.from), state.to + part * (state.to - state.from));
  const home = () => spacetime.look(spacetime.whole.from, spacetime.whole.to);
  $('in').addEventListener('click', () => zoom(0.5));
  $('out').addEventListener('click', () => zoom(2));
  $('left').addEventListener('click', () => pan(-0.4));
  $('right').addEventListener('click', () => pan(0.4));
  $('whole').addEventListener('click', home);
  canvas.addEventListener('wheel', e => {
    if (!e.ctrlKey && document.activeElement !== canvas) return;
    e.preventDefault();
    if (e.shiftKey || Math.abs(e.deltaX) > Math.abs(e.deltaY)) pan((e.deltaX || e.deltaY) / 1200);
    else zoom(Math.exp(Math.max(-200, Math.min(200, e.deltaY)) / 400), spacetime.timeAt(e.offsetX));
  }, { passive: false });
  canvas.addEventListener('dblclick', e => zoom(0.4, spacetime.timeAt(e.offsetX)));
  canvas.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const does = {
      ArrowLeft: () => pan(-0.2), ArrowRight: () => pan(0.2), '+': () => zoom(0.6), '=': () => zoom(0.6), '-': () => zoom(1 / 0.6),
      0: home, Home: home, n: () => step(1), p: () => step(-1), Escape: clear,
    }[e.key];
    if (does) { does(); e.preventDefault(); }
  });

  let drag = null;
  canvas.addEventListener('pointerdown', e => {
    drag = { x: e.offsetX, from: state.from, to: state.to, moved: false };
    canvas.setPointerCapture(e.pointerId);
  });
  canvas.addEventListener('pointermove', e => {
    if (!drag) { point(e); return; }
    const moved = (e.offsetX - drag.x) / (state.width - spacetime.LEFT - spacetime.RIGHT) * (drag.to - drag.from);
    if (Math.abs(e.offsetX - drag.x) > 3) drag.moved = true;
    if (drag.moved) { spacetime.look(drag.from - moved, drag.to - moved); $('tip').hidden = true; }
  });
  canvas.addEventListener('pointerup', e => {
    if (drag && !drag.moved) {
      const found = spacetime.at(e.offsetX, e.offsetY);
      if (found) select(...found); else { state.message = state.request = -1; $('detail').replaceChildren(); spacetime.draw(); }
    }
    drag = null;
  });
  canvas.addEventListener('pointercancel', () => { drag = null; });
  canvas.addEventListener('pointerleave', () => { $('tip').hidden = true; });

  let grip = false;
  function jump(e) {
    const at = (e.offsetX - spacetime.LEFT) / (state.width - spacetime.LEFT - spacetime.RIGHT) * spacetime.whole.to;
    spacetime.look(at - (state.to - state.from) / 2, at + (state.to - state.from) / 2);
  }
  overview.addEventListener('pointerdown', e => { grip = true; overview.setPointerCapture(e.pointerId); jump(e); });
  overview.addEventListener('pointermove', e => { if (grip) jump(e); });
  overview.addEventListener('pointerup', () => { grip = false; });

  // ---- One message or operation

  function point(e) {
    const found = spacetime.at(e.offsetX, e.offsetY);
    canvas.style.cursor = found ? 'pointer' : 'grab';
    const tip = $('tip');
    tip.hidden = !found;
    if (found) {
      tip.textContent = found[0] === 'message' ? run.message(found[1]) : run.request(found[1]);
      tip.style.left = Math.max(4, Math.min(e.offsetX + 14, state.width - 330)) + 'px';
      tip.style.top = e.offsetY + 18 + 'px';
    }
  }

  function select(what, i) {
    state.message = what === 'message' ? i : -1;
    state.request = what === 'request' ? i : -1;
    const title = document.createElement('p');
    title.textContent = what === 'message' ? run.message(i) : run.request(i);
    const before = button('← previous', () => step(-1));
    const after = button('next →', () => step(1));
    const panel = [title, before, after];
    if (what === 'message') {
      if (m.values[i].length) panel.push(button('only ' + m.values[i][0].slice(0, 24), () => { $('find').value = m.values[i][0]; filter(); }));
      const body = document.createElement('pre');
      body.tabIndex = 0;
      body.textContent = pretty(m.body[i]);
      panel.push(body);
    }
    $('detail').replaceChildren(...panel);
    spacetime.draw();
  }

  function button(text, does) {
    const b = document.createElement('button');
    b.type = 'button';
    b.textContent = text;
    b.addEventListener('click', does);
    return b;
  }

  function pretty(body) {
    try {
      const parsed = JSON.parse(body);
      if (Array.isArray(parsed.m)) return parsed.m.map(frame => JSON.stringify(frame)).join('\n');
      return JSON.stringify(parsed, null, 1);
    } catch {
      return body; // cut, or no JSON
    }
  }

  /** To the next message that is drawn; of those that are looked for, when something is. */
  function step(by) {
    const some = looking || $('find').value.trim() ? state.marked : state.keep;
    const start = state.message >= 0 ? state.message + by
      : Math.max(0, run.first(m.sent, state.request >= 0 ? r.from[state.request] : state.from) - (by < 0 ? 1 : 0));
    for (let i = start; i >= 0 && i < m.sent.length; i += by) {
      if (state.keep[i] && some[i]) {
        if (m.sent[i] < state.from || m.end[i] > state.to) {
          const span = state.to - state.from;
          spacetime.look(m.sent[i] - span / 2, m.sent[i] + span / 2);
        }
        select('message', i);
        return;
      }
    }
    say('There is no ' + (by < 0 ? 'earlier' : 'later') + ' message like this.');
  }

  // ---- In words

  function say(text) { $('status').textContent = text; }

  canvas.addEventListener('painted', () => {
    const span = state.to - state.from;
    $('range').textContent = run.time(state.from, span / 100) + ' to ' + run.time(state.to, span / 100);
    const marked = state.visible.reduce((n, i) => n + state.marked[i], 0);
    stage.dataset.marked = marked;
    say(run.count(state.visible.length) + (state.visible.length === 1 ? ' message' : ' messages') + ' and '
      + run.count(state.visibleRequests.length) + (state.visibleRequests.length === 1 ? ' operation' : ' operations') + ' in view'
      + (marked ? ', ' + run.count(marked) + ' of them what you look for' : '')
      + (state.mode === 'density' ? ': too many to draw one by one, so bars show how many each node sends. Zoom in to see messages.' : '.'));
    if ($('inview').open) list();
  });

  function list() {
    const items = [...state.visible.slice(0, LISTED).map(i => [m.sent[i], 'message', i]),
      ...state.visibleRequests.slice(0, LISTED).map(i => [r.from[i], 'request', i])].sort((a, b) => a[0] - b[0]);
    $('inview').querySelector('ol').replaceChildren(...items.map(([, what, i]) => {
      const li = document.createElement('li');
      li.append(button(what === 'message' ? run.message(i) : run.request(i), () => select(what, i)));
      return li;
    }));
  }
  $('inview').addEventListener('toggle', () => { if ($('inview').open) list(); });

  document.querySelectorAll('.copy').forEach(b => b.addEventListener('click', () => {
    const text = b.parentElement.querySelector('pre');
    getSelection().selectAllChildren(text);
    if (navigator.clipboard) navigator.clipboard.writeText(text.textContent).catch(() => {});
    b.textContent = 'copied';
    setTimeout(() => { b.textContent = 'copy'; }, 1500);
  }));

  addEventListener('resize', spacetime.resize);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', spacetime.resize);
  filter();
  spacetime.resize();
})();
