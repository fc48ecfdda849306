// Trade fairs: a row each, the largest first.

import { h, show } from './dom.js';
import { bar, number, table } from './parts.js';
import { idOf } from './store.js';
import { word } from './words.js';

const FIRST = 10;
const MEASURES = [
  ['fair-participants', 'participants'],
  ['intended-clients', 'clients'],
  ['intended-orders-signed', 'signed'],
  ['intended-orders', 'standing'],
  ['intended-orders-converted', 'converted'],
];

export function fairs(root, page) {
  const rows = ranked(page);
  const shown = page.allFairs ? rows : rows.slice(0, FIRST);
  show(
    root,
    table(word('fairs'), columns(page, rows), shown, 'fairs'),
    rows.length > FIRST
      ? h('p', null, h('button.plain', { type: 'button', 'data-fairs': '', 'aria-expanded': String(Boolean(page.allFairs)) }, page.allFairs ? word('fewer') : word('all', { n: rows.length })))
      : null,
  );
}

/** By what was signed, and then by who came. */
function ranked(page) {
  const scopes = new Set(MEASURES.flatMap(([measure]) => page.store.all(measure, 'fair').map((value) => value.scope)));
  const amount = (measure, scope) => Number(page.store.get(measure, scope)?.amount ?? 0);
  return [...scopes].sort(
    (one, other) =>
      amount('intended-orders-signed', other) - amount('intended-orders-signed', one) ||
      amount('fair-participants', other) - amount('fair-participants', one) ||
      one.localeCompare(other),
  );
}

function columns(page, rows) {
  const most = Math.max(1, ...rows.map((scope) => Number(page.store.get('intended-orders-signed', scope)?.amount ?? 0)));
  return [
    { title: word('fair'), cell: idOf },
    { title: '', plot: true, cell: (scope) => bar(Number(page.store.get('intended-orders-signed', scope)?.amount ?? 0) / most) },
    ...MEASURES.map(([measure, title]) => ({
      title: word(title),
      number: true,
      cell: (scope) => {
        const value = page.store.get(measure, scope);
        return value && Number(value.amount) ? number(value, { name: idOf(scope) }) : h('span.none', null, '–');
      },
    })),
  ];
}

export function fairsRows(page) {
  return [
    ['fair', 'asOf', ...MEASURES.map(([measure]) => measure)],
    ...ranked(page).map((scope) => [idOf(scope), page.day(), ...MEASURES.map(([measure]) => page.store.get(measure, scope)?.amount)]),
  ];
}
