// The zone in figures: one that leads, eight that follow, and some in a line.

import { draw, dayLine, ink, timeAxis, tooltip, valueAxis } from './charts.js';
import { h, show } from './dom.js';
import { change, changeText, day, short, text } from './figures.js';
import { changed, number, plot, spark } from './parts.js';
import { word } from './words.js';

const LEAD = 'high-tech-enterprises';
const SHARE = 'high-tech-enterprise-share-of-city';
const FOLLOW = [
  'loan-balance',
  'enterprises-with-loan',
  'intended-orders',
  'technology-smes',
  'registered-enterprises',
  'little-giants',
  'enterprises-with-national-rd-institution',
  SHARE,
];
const ALSO = ['new-registrations', 'loan-disbursed', 'single-champions', 'certificates-expiring-within-90-days', 'fair-participants'];

/** What this section wants the history of. */
export const HISTORIES = [LEAD, ...FOLLOW];

export function headline(root, page) {
  const { store } = page;
  const lead = store.get(LEAD);
  show(
    root,
    h(
      'div.lead',
      null,
      h(
        'div.words',
        null,
        h('h3', null, page.name(LEAD)),
        number(lead, { big: true, name: page.name(LEAD) }),
        h('p', null, changed(lead)),
        ofCity(page),
      ),
      plot('lead', page.name(LEAD) + ', ' + text(lead?.amount, lead?.unit)),
    ),
    h('ul.follow', null, FOLLOW.map((measure) => follow(page, measure))),
    h('p.also', null, h('b', null, word('also')), ALSO.map((measure) => also(page, measure))),
  );
  trend(root.querySelector('[data-keep=lead]'), page);
}

function ofCity(page) {
  const share = page.store.get(SHARE);
  const city = page.store.get(LEAD, 'city');
  if (!share || share.amount === null || !city) return null;
  return h('p.aside', null, word('cityShare', { share: text(share.amount, 'ratio'), total: text(city.amount, city.unit) }));
}

function follow(page, measure) {
  const value = page.store.get(measure);
  return h(
    'li',
    null,
    h('h3', null, page.name(measure)),
    number(value, { big: true, precise: true, name: page.name(measure) }),
    h('p', null, changed(value)),
    spark(page.history(measure), page.day()),
  );
}

/** What happens in a period is told of twelve months: its sum since the beginning says little. */
function also(page, measure) {
  const value = page.store.get(measure);
  if (!value) return null;
  const flow = value.kind === 'flow';
  const shown = flow && change(value) ? { ...value, amount: String(change(value).difference) } : value;
  const prior = flow ? page.prior.get(measure) : null;
  const said = flow ? (prior ? changeText(change({ ...shown, before: prior }), value.unit) : '') : changeText(change(value), value.unit);
  return h('span.item', null, page.name(measure) + ' ', number(shown, { name: page.name(measure) }), flow ? ' ' + word('twelve') : null, said ? h('span.change', null, ' ' + said) : null);
}

function trend(element, page) {
  const points = page.history(LEAD);
  if (points.length < 2) return;
  const now = page.day();
  const unit = 'enterprises';
  const line = (data, more) => ({ type: 'line', showSymbol: false, data, ...more });
  const pairs = points.map((point) => [point.date, Number(point.amount)]);
  const here = Number(page.store.get(LEAD)?.amount ?? 0);
  const until = pairs.filter(([date]) => date <= now);
  if (!until.length || until.at(-1)[0] !== now) until.push([now, here]);
  else until[until.length - 1] = [now, here];
  draw(element, {
    grid: { left: 44, right: 18, top: 16, bottom: 24 },
    xAxis: timeAxis(points[0].date, page.newest),
    yAxis: valueAxis((amount) => short(amount, unit)),
    tooltip: tooltip((all) => day(all[0].value[0].slice?.(0, 10) ?? all[0].value[0]) + '\n' + text(all[0].value[1], unit)),
    series: [
      line(pairs, { lineStyle: { color: ink('hair2'), width: 1.5 }, itemStyle: { color: ink('muted') } }),
      line(until, {
        lineStyle: { color: ink('blue'), width: 2.5 },
        itemStyle: { color: ink('blue') },
        areaStyle: { color: ink('blue'), opacity: 0.1 },
        markLine: dayLine(now),
        markPoint: { symbol: 'circle', symbolSize: 9, itemStyle: { color: ink('red') }, label: { show: false }, data: [{ coord: [now, here] }], silent: true },
      }),
    ],
  });
}

/** What is seen, as a table. */
export function headlineRows(page) {
  return [
    ['measure', 'name', 'asOf', 'amount', 'unit', 'before'],
    ...[LEAD, ...FOLLOW, ...ALSO].map((measure) => {
      const value = page.store.get(measure);
      return [measure, page.name(measure), page.day(), value?.amount, value?.unit, value?.before];
    }),
  ];
}

