// What sections are made of.

import { h, s } from './dom.js';
import { change, changeText, parts, text } from './figures.js';
import { key } from './store.js';
import { word } from './words.js';

/** A number that can be chosen, to see how it came about. */
export function number(value, { precise = false, big = false, name } = {}) {
  if (!value) return h('span.n.none', null, '–');
  const shown = big ? parts(value.amount, value.unit, precise) : { figure: text(value.amount, value.unit, precise), unit: '' };
  return h(
    big ? 'button.n.big' : 'button.n',
    {
      type: 'button',
      'data-key': key(value.measure, value.scope),
      'data-measure': value.measure,
      'data-scope': value.scope,
      'aria-haspopup': 'dialog',
      'aria-label': name ? name + ': ' + text(value.amount, value.unit, precise) : null,
    },
    h('span.figure', null, shown.figure),
    shown.unit ? h('span.unit', null, shown.unit) : null,
  );
}

/** How it changed on the year before. */
export function changed(value, tail = true) {
  const difference = change(value);
  const said = changeText(difference, value?.unit);
  if (!said) return h('span.change.none', null, tail ? word('noYearBefore') : '–');
  return h('span.change', null, said, tail ? h('span.tail', null, ' ' + word('yearBefore')) : null);
}

/** A park's name where there is little room. */
export const shorter = (name) => name.replace(/ Park$/, '');

/** A bar as wide as a share of its column. */
export function bar(share, kind = '') {
  return s(
    'svg.bar' + (kind ? '.' + kind : ''),
    { viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
    s('rect', { x: 0, y: 0, width: Math.max(0, Math.min(100, 100 * share)).toFixed(2), height: 8 }),
  );
}

/** A line as small as a word. What comes after the day is faint. */
export function spark(points, asOf, field = 'amount') {
  const known = points.filter((point) => point[field] !== null);
  if (known.length < 2) return s('svg.spark', { viewBox: '0 0 200 44', 'aria-hidden': 'true' });
  const times = known.map((point) => Date.parse(point.date));
  const amounts = known.map((point) => Number(point[field]));
  const low = Math.min(0, ...amounts);
  const span = Math.max(...amounts) - low || 1;
  const x = (time) => (196 * (time - times[0])) / (times.at(-1) - times[0] || 1) + 2;
  const y = (amount) => 41 - (38 * (amount - low)) / span;
  const at = known.map((_, i) => x(times[i]).toFixed(1) + ' ' + y(amounts[i]).toFixed(1));
  const now = Date.parse(asOf);
  let last = times.findLastIndex((time) => time <= now);
  if (last < 0) last = 0;
  const here = at[last].split(' ');
  return s(
    'svg.spark',
    { viewBox: '0 0 200 44', preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
    s('path.area', { d: 'M' + at.slice(0, last + 1).join('L') + 'L' + here[0] + ' 43L2 43Z' }),
    s('path.later', { d: 'M' + at.slice(last).join('L') }),
    s('path.line', { d: 'M' + at.slice(0, last + 1).join('L') }),
    s('path.dot', { d: 'M' + at[last] + 'l0 0' }),
  );
}

/** A table: columns are {title, number, cell(row)}; the first cell heads its row. */
export function table(caption, columns, rows, kind = '') {
  return h(
    'div.scroll',
    { tabindex: '0', role: 'group', 'aria-label': caption },
    h(
      'table' + (kind ? '.' + kind : ''),
      null,
      h('caption.unseen', null, caption),
      h('thead', null, h('tr', null, columns.map((column) => (column.plot ? h('td.plot') : h(column.number ? 'th.number' : 'th', { scope: 'col' }, column.title))))),
      h(
        'tbody',
        null,
        rows.map((row) =>
          h(
            'tr',
            null,
            columns.map((column, i) =>
              i === 0
                ? h('th', { scope: 'row' }, column.cell(row))
                : h(column.number ? 'td.number' : column.plot ? 'td.plot' : 'td', null, column.cell(row)),
            ),
          ),
        ),
      ),
    ),
  );
}

/** Where a chart is drawn: what it shows is said in words, and the numbers are in the CSV. */
export const plot = (name, label, kind = '') =>
  h('div.chart' + (kind ? '.' + kind : ''), { 'data-keep': name, role: 'img', 'aria-label': label });
