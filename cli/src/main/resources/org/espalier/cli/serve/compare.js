'use strict';
/* The latencies of two runs in one chart. */
(() => {
  const [a, b] = JSON.parse(document.getElementById('data').textContent);
  const at = document.getElementById('latency');
  const style = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const seconds = [...new Set([...a.seconds, ...b.seconds])].sort((p, q) => p - q);
  if (!seconds.length) {
    at.textContent = 'Neither run has operations that were answered.';
    return;
  }
  const column = (run, name) => { const by = new Map(run.seconds.map((s, i) => [s, run[name][i]])); return seconds.map(s => by.get(s) ?? null); };
  const value = (u, v) => (v === null || v === undefined ? '–' : v.toFixed(2) + ' ms');
  const line = (label, colour, more) => ({ label, value, stroke: style(colour), width: 2, spanGaps: true, points: { show: false }, ...more });
  const axis = label => ({ label, labelSize: 22, stroke: style('muted'), grid: { stroke: style('line'), width: 1 }, ticks: { stroke: style('line') }, font: '12px system-ui, sans-serif', labelFont: '12px system-ui, sans-serif' });
  const plot = new uPlot({ width: at.clientWidth, height: 260, scales: { x: { time: false }, y: { distr: 3 } },
    axes: [axis('seconds'), { ...axis('ms (log)'), size: 60, values: (u, v) => v.map(n => (n === null || Math.abs(Math.log10(n) % 1) > 1e-6 ? '' : String(n))) }],
    series: [{ label: 'second' }, line('A median', 'data'), line('A longest', 'data', { width: 1, dash: [2, 3] }), line('B median', 'follow', { dash: [8, 4] }), line('B longest', 'follow', { width: 1, dash: [2, 6] })] },
  [seconds, column(a, 'median'), column(a, 'longest'), column(b, 'median'), column(b, 'longest')], at);
  at.dataset.ready = 'true';
  addEventListener('resize', () => plot.setSize({ width: at.clientWidth, height: 260 }));
})();
