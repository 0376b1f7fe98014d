'use strict';
/* The tree, a step at a time. */
(() => {
  const slider = document.getElementById('tree-step');
  const steps = run.data.trees;
  if (!slider || !steps.length) return;
  const svg = document.getElementById('tree-picture');
  const nodes = run.data.nodes;
  const LEVEL = 58;
  const SLOT = 62;
  slider.max = steps.length - 1;

  function make(name, attributes, text) {
    const e = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
    if (text !== undefined) e.textContent = text;
    svg.append(e);
  }

  /** Leaves side by side, parents above the middle of their children. */
  function layout(parents) {
    const at = parents.map(() => null);
    let next = 0;
    let deepest = 0;
    function place(n, depth) {
      deepest = Math.max(deepest, depth);
      const children = parents.flatMap((p, i) => (p === n ? [i] : []));
      children.forEach(i => place(i, depth + 1));
      const px = children.length ? (at[children[0]].x + at[children[children.length - 1]].x) / 2 : (next++ + 0.5) * SLOT;
      at[n] = { x: px, y: 30 + depth * LEVEL };
    }
    parents.forEach((p, i) => { if (p < 0) place(i, 0); });
    return { at, width: Math.max(next, 1) * SLOT, height: 60 + deepest * LEVEL };
  }

  function words(step) {
    if (step === 0) return 'at the beginning: everybody is alone';
    const before = steps[step - 1].parents;
    const now = steps[step].parents;
    const changed = now.flatMap((p, i) => (p === before[i] ? []
      : [p < 0 ? nodes[i] + ' is no longer ' + nodes[before[i]] + '’s child' : nodes[i] + ' becomes the child of ' + nodes[p]
        + (before[i] < 0 ? '' : ' instead of ' + nodes[before[i]])]));
    const roots = now.filter(p => p < 0).length;
    return 'at ' + run.time(steps[step].at, 1000) + ': ' + changed.join(', ') + '; ' + (roots === 1 ? 'one tree' : roots + ' fragments');
  }

  function show() {
    const step = Number(slider.value);
    const { at, width, height } = layout(steps[step].parents);
    svg.replaceChildren();
    svg.setAttribute('viewBox', '0 0 ' + width + ' ' + height);
    svg.setAttribute('width', width);
    svg.setAttribute('height', height);
    steps[step].parents.forEach((p, i) => {
      if (p >= 0) make('path', { class: step && steps[step - 1].parents[i] !== p ? 'edge new' : 'edge', d: 'M' + at[p].x + ' ' + at[p].y + 'L' + at[i].x + ' ' + at[i].y });
    });
    steps[step].parents.forEach((p, i) => {
      make('circle', { class: p < 0 ? 'bubble root' : 'bubble', cx: at[i].x, cy: at[i].y, r: 17 });
      make('text', { class: 'node', x: at[i].x, y: at[i].y + 5, 'text-anchor': 'middle' }, nodes[i]);
    });
    document.getElementById('tree-text').textContent = 'Step ' + (step + 1) + ' of ' + steps.length + ', ' + words(step) + '.';
  }

  function move(by) { slider.value = Number(slider.value) + by; show(); }
  slider.addEventListener('input', show);
  document.getElementById('tree-before').addEventListener('click', () => move(-1));
  document.getElementById('tree-after').addEventListener('click', () => move(1));
  document.getElementById('tree-show').addEventListener('click', () => {
    const middle = steps[Number(slider.value)].at;
    spacetime.look(middle - 100000, middle + 100000);
    document.getElementById('diagram').scrollIntoView();
  });
  const whole = steps.findIndex(s => s.parents.filter(p => p < 0).length === 1);
  slider.value = whole < 0 ? steps.length - 1 : whole;
  show();
})();
