'use strict';
/* Latency and throughput over time. */
(() => {
  const { data, r } = run;
  const SHAPES = ['data', 'tree', 'muted', 'shade'];
  const plots = [];

  function bands(u) {
    u.ctx.save();
    u.ctx.fillStyle = run.style('shade');
    u.ctx.globalAlpha = 0.15;
    for (const b of data.bands) {
      const from = Math.max(u.valToPos(b.from / 1e6, 'x', true), u.bbox.left);
      const to = Math.min(u.valToPos(b.to / 1e6, 'x', true), u.bbox.left + u.bbox.width);
      if (to > from) u.ctx.fillRect(from, u.bbox.top, Math.max(1, to - from), u.bbox.height);
    }
    u.ctx.restore();
  }

  function axis(label, more) {
    return { label, labelSize: 22, size: 58, stroke: run.style('muted'), grid: { stroke: run.style('line'), width: 1 },
      ticks: { stroke: run.style('line'), width: 1 }, font: '12px system-ui, sans-serif', labelFont: '12px system-ui, sans-serif', ...more };
  }
  const seconds = () => axis(data.unit === 's' ? 'seconds' : data.unit, { size: 34, values: (u, at) => at.map(v => String(+v.toFixed(6))) });

  function options(id, series, axes, scales) {
    return { width: document.getElementById(id).clientWidth || 600, height: 240, series, axes, scales,
      padding: [12, axes.length > 2 ? 0 : 58, 0, 0],
      cursor: { sync: { key: 'run' }, drag: { x: true, y: false } }, hooks: { drawClear: [bands] } };
  }

  /** With the ends of the run, so that all charts have the same time. */
  const framed = ([times, ...rows]) => [[0, ...times, data.end / 1e6], ...rows.map(row => [null, ...row, null])];

  function none(id, text) {
    const p = document.createElement('p');
    p.className = 'note';
    p.textContent = text;
    document.getElementById(id).replaceChildren(p);
  }

  function latency() {
    const some = [...r.from.keys()].filter(i => r.to[i] > r.from[i]).sort((a, b) => r.from[a] - r.from[b]);
    if (!some.length) { none('latency', 'No operation was answered, so there is no latency to show.'); return; }
    const names = [...new Set(some.map(i => r.f[i]))].slice(0, 4);
    const columns = [some.map(i => r.from[i] / 1e6),
      ...names.map(f => some.map(i => (r.f[i] === f && r.outcome[i] === 'ok' ? (r.to[i] - r.from[i]) / 1000 : null))),
      some.map(i => (r.outcome[i] !== 'ok' ? (r.to[i] - r.from[i]) / 1000 : null))];
    const value = (u, v) => (v === null || v === undefined ? '–' : v.toFixed(2) + ' ms');
    const series = [{ label: 'time', value: (u, v) => (v === null || v === undefined ? '–' : v.toFixed(3) + ' s') },
      ...names.map((f, k) => ({ label: f, value, stroke: run.style(SHAPES[k]), paths: () => null,
        points: { show: true, size: k % 2 ? 6 : 4, fill: k % 2 ? run.style('paper') : run.style(SHAPES[k]), width: 1.2 } })),
      { label: 'failed or unknown', value, stroke: run.style('follow'), paths: () => null, points: { show: true, size: 8, width: 2, fill: run.style('paper') } }];
    plots.push(['latency', new uPlot(options('latency', series, [seconds(), axis('latency, ms (log)', { values: (u, at) => at.map(v => (v === null || Math.abs(Math.log10(v) % 1) > 1e-6 ? '' : String(v))) })],
      { x: { time: false }, y: { distr: 3 } }), framed(columns), document.getElementById('latency'))]);
  }

  function throughput() {
    const steps = Math.max(10, Math.min(120, Math.round(data.end / 250000)));
    const wide = Math.max(1, data.end) / steps;
    const ok = new Array(steps).fill(0);
    const sent = new Array(steps).fill(0);
    for (let i = 0; i < r.from.length; i++) {
      if (r.outcome[i] === 'ok' && r.to[i] >= 0) ok[Math.min(steps - 1, Math.floor(r.to[i] / wide))]++;
    }
    data.rates.forEach((n, i) => { sent[Math.min(steps - 1, Math.floor(i / data.rates.length * steps))] += n; });
    const rate = n => n / (wide / 1e6);
    const value = (u, v) => (v === null || v === undefined ? '–' : v.toFixed(0) + '/s');
    const series = [{ label: 'time', value: (u, v) => (v === null || v === undefined ? '–' : v.toFixed(2) + ' s') },
      { label: 'operations answered ok', value, stroke: run.style('data'), width: 2, points: { show: false } },
      { label: 'messages sent between nodes', value, scale: 'messages', stroke: run.style('tree'), width: 1.6, dash: [6, 4], points: { show: false } }];
    plots.push(['throughput', new uPlot(options('throughput', series, [seconds(), axis('operations/s'), axis('messages/s', { scale: 'messages', side: 1, grid: { show: false } })],
      { x: { time: false }, y: { range: (u, a, b) => [0, Math.max(1, b * 1.08)] }, messages: { range: (u, a, b) => [0, Math.max(1, b * 1.08)] } }),
    framed([ok.map((n, i) => (i + 0.5) * wide / 1e6), ok.map(rate), sent.map(rate)]), document.getElementById('throughput'))]);
  }

  function draw() {
    plots.splice(0).forEach(([, plot]) => plot.destroy());
    latency();
    throughput();
    document.getElementById('charts').dataset.ready = 'true';
  }

  /* After what is looked at first. */
  requestAnimationFrame(() => setTimeout(draw, 0));
  addEventListener('resize', () => plots.forEach(([id, plot]) => plot.setSize({ width: document.getElementById(id).clientWidth, height: 240 })));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
})();
