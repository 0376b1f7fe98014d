'use strict';
/* The table of runs: filtered, sorted, a page of rows at a time. What is chosen stays in the address, for the way back. */
(() => {
  const rows = JSON.parse(document.getElementById('data').textContent);
  const $ = id => document.getElementById(id);
  const SIZE = 100;
  const marks = { valid: '✓', invalid: '✕', unknown: '?', unfinished: '…' };
  const tones = { valid: 'good', invalid: 'bad', unknown: 'unknown', unfinished: 'unknown' };
  const columns = [['time', 'time'], ['workload', 'workload'], ['verdict', 'verdict'], ['seed', 'seed', 1], ['nodes', 'nodes', 1],
    ['faults', 'faults'], ['operations', 'operations', 1], ['messages', 'messages', 1], ['p99', '99 %, ms', 1], ['program', 'program']];
  const chosen = new Set();
  const saved = new URLSearchParams(location.hash.slice(1));
  let sort = saved.get('sort') || 'time';
  let down = saved.get('down') !== 'no';
  let page = Number(saved.get('page')) || 0;

  for (const id of ['workload', 'verdict']) {
    [...new Set(rows.map(r => r[id]))].sort().forEach(v => $(id).add(new Option(v, v)));
    $(id).value = saved.get(id) || '';
  }
  $('find').value = saved.get('find') || '';

  const head = $('runs').querySelector('thead tr');
  head.append(document.createElement('th'));
  for (const [key, name, number] of columns) {
    const th = document.createElement('th');
    th.scope = 'col';
    if (number) th.className = 'number';
    const b = document.createElement('button');
    b.type = 'button';
    b.textContent = name;
    b.dataset.sort = key;
    b.addEventListener('click', () => { down = sort === key ? !down : key === 'time'; sort = key; page = 0; show(); });
    th.append(b);
    head.append(th);
  }

  const words = rows.map(r => [r.time, r.workload, r.verdict, r.seed, r.faults, r.program, r.path].join(' ').toLowerCase());

  function found() {
    const text = $('find').value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const some = rows.flatMap((r, i) => ((!$('workload').value || r.workload === $('workload').value)
      && (!$('verdict').value || r.verdict === $('verdict').value) && text.every(w => words[i].includes(w)) ? [r] : []));
    const number = columns.find(c => c[0] === sort)?.[2];
    const sign = down ? -1 : 1;
    return some.sort((a, b) => {
      const p = a[sort] ?? '';
      const q = b[sort] ?? '';
      if (p === '' || q === '') return (p === '') - (q === '');
      return sign * (number ? Number(p) - Number(q) : String(p).localeCompare(String(q)));
    });
  }

  function link(r) {
    const path = r.path.split('/').map(encodeURIComponent).join('/');
    return r.simulated ? '/files/' + path : r.page ? '/files/' + path + '/index.html' : '/run/' + path;
  }

  function show() {
    const some = found();
    const pages = Math.max(1, Math.ceil(some.length / SIZE));
    page = Math.min(Math.max(page, 0), pages - 1);
    $('runs').querySelector('tbody').replaceChildren(...some.slice(page * SIZE, (page + 1) * SIZE).map(line));
    head.querySelectorAll('th').forEach((th, i) => {
      if (columns[i - 1]?.[0] === sort) th.setAttribute('aria-sort', down ? 'descending' : 'ascending'); else th.removeAttribute('aria-sort');
    });
    $('count').textContent = some.length.toLocaleString('en') + ' of ' + rows.length.toLocaleString('en') + ' runs'
      + (some.length ? '' : ': no run is like this') + '. Tick two to compare them.';
    $('page').textContent = 'page ' + (page + 1) + ' of ' + pages;
    $('before').disabled = page === 0;
    $('after').disabled = page === pages - 1;
    const state = new URLSearchParams({ sort, down: down ? 'yes' : 'no', page });
    for (const id of ['find', 'workload', 'verdict']) if ($(id).value) state.set(id, $(id).value);
    history.replaceState(null, '', '#' + state);
  }

  function line(r) {
    const tr = document.createElement('tr');
    tr.dataset.path = r.path;
    const pick = tr.insertCell();
    if (!r.simulated) {
      const box = document.createElement('input');
      box.type = 'checkbox';
      box.checked = chosen.has(r.path);
      box.setAttribute('aria-label', 'compare ' + r.path);
      box.addEventListener('change', () => {
        if (box.checked) chosen.add(r.path); else chosen.delete(r.path);
        tr.className = box.checked ? 'chosen' : '';
        $('compare').disabled = chosen.size !== 2;
        $('compare').textContent = chosen.size > 2 ? 'compare two (now ' + chosen.size + ')' : 'compare two';
      });
      pick.append(box);
      if (box.checked) tr.className = 'chosen';
    }
    for (const [key, , number] of columns) {
      const td = tr.insertCell();
      td.className = number ? 'number' : key;
      const value = r[key] ?? '';
      if (key === 'time') {
        const a = document.createElement('a');
        a.href = link(r);
        a.textContent = value || r.path.split('/').pop();
        td.append(a);
      } else if (key === 'verdict') {
        const mark = document.createElement('span');
        mark.className = 'mark ' + tones[value];
        mark.textContent = marks[value];
        td.append(mark, value);
      } else {
        if (key === 'program') td.title = value;
        td.textContent = number && key !== 'seed' && value !== '' ? Number(value).toLocaleString('en') : value;
      }
    }
    const files = tr.insertCell();
    if (!r.simulated) {
      const a = document.createElement('a');
      a.href = '/run/' + r.path.split('/').map(encodeURIComponent).join('/');
      a.textContent = 'files';
      files.append(a);
    }
    return tr;
  }

  const again = () => { page = 0; show(); };
  $('find').addEventListener('input', again);
  for (const id of ['workload', 'verdict']) $(id).addEventListener('change', again);
  $('filters').addEventListener('submit', e => e.preventDefault());
  $('before').addEventListener('click', () => { page--; show(); });
  $('after').addEventListener('click', () => { page++; show(); });
  $('compare').addEventListener('click', () => {
    const [a, b] = [...chosen];
    location.href = '/compare?' + new URLSearchParams({ a, b });
  });
  head.append(document.createElement('th'));
  show();
})();
