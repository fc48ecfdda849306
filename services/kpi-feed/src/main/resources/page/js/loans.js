// Loans: what is outstanding by product, what was paid out and paid back, and the banks.

import { draw, dayLine, HUES, ink, spread, timeAxis, tooltip, valueAxis } from './charts.js';
import { h, show } from './dom.js';
import { day, short, text } from './figures.js';
import { bar, changed, number, plot, table } from './parts.js';
import { word } from './words.js';

const BALANCE = 'loan-balance';
const OUT = 'loan-disbursed';
const BACK = 'loan-repaid';
const LABELS = 164;

const products = (page) => page.zone.loanProducts.map((product) => 'product:' + product.id);

export const loanHistories = (page) => [...products(page).map((scope) => [BALANCE, scope]), [OUT, 'zone'], [BACK, 'zone']];

export function loans(root, page) {
  const { store } = page;
  const banks = store.all(BALANCE, 'bank');
  const shownProducts = store.all(BALANCE, 'product');
  show(
    root,
    h('div.pane', null, h('h3', null, word('balance')), plot('products', word('balance'))),
    h('div.pane', null, h('h3', null, word('inAndOut')), plot('money', word('inAndOut'))),
    h(
      'div.pane',
      null,
      table(word('product'), columns(page, 'product', shownProducts), shownProducts, 'ranked.first'),
      table(word('banks'), columns(page, 'bank', banks), banks, 'ranked'),
    ),
  );
  byProduct(root.querySelector('[data-keep=products]'), page);
  inAndOut(root.querySelector('[data-keep=money]'), page);
}

function columns(page, kind, rows) {
  const most = Number(rows[0]?.amount ?? 1);
  return [
    { title: word(kind), cell: (value) => page.place(value.scope) },
    { title: '', plot: true, cell: (value) => bar(Number(value.amount) / most) },
    { title: page.name(BALANCE), number: true, cell: (value) => number(value, { name: page.place(value.scope) }) },
    { title: word('year'), number: true, cell: (value) => changed(value, false) },
    { title: word('borrowers'), number: true, cell: (value) => number(page.store.get('enterprises-with-current-loan', value.scope), { name: page.place(value.scope) }) },
  ];
}

const isoOf = (value) => (typeof value === 'number' ? new Date(value).toISOString().slice(0, 10) : value.slice(0, 10));

function byProduct(element, page) {
  const all = products(page).map((scope) => ({ scope, points: page.history(BALANCE, scope) })).filter(({ points }) => points.length > 1);
  if (!all.length) return;
  const moved = spread(all.map(({ points }) => Number(points.at(-1).amount)), element.clientHeight, 46);
  const hue = (i) => ink(HUES[i % HUES.length]);
  draw(element, {
    grid: { left: 58, right: element.clientWidth < 500 ? 118 : LABELS, top: 16, bottom: 26 },
    xAxis: timeAxis(all.map(({ points }) => points[0].date).sort()[0], page.newest),
    yAxis: valueAxis((amount) => short(amount, 'money')),
    tooltip: tooltip((hits) => [day(isoOf(hits[0].value[0])), ...hits.map((hit) => hit.seriesName + '  ' + text(hit.value[1], 'money'))].join('\n')),
    series: all.map(({ scope, points }, i) => ({
      name: page.place(scope),
      type: 'line',
      showSymbol: false,
      data: points.map((point) => [point.date, Number(point.amount)]),
      lineStyle: { color: hue(i), width: 2 },
      itemStyle: { color: hue(i) },
      areaStyle: { color: hue(i), opacity: 0.08 },
      endLabel: { show: true, formatter: '{a}', color: hue(i), fontFamily: ink('serif'), fontSize: 13, width: (element.clientWidth < 500 ? 118 : LABELS) - 12, overflow: 'break', distance: 6, offset: [0, moved[i]] },
      markLine: i === 0 ? dayLine(page.day()) : undefined,
    })),
  });
}

function inAndOut(element, page) {
  const out = quarters(page.history(OUT));
  const back = quarters(page.history(BACK));
  if (out.size < 2) return;
  const names = [...out.keys()];
  const dated = (map, sign) => names.map((name) => [name, sign * (map.get(name) ?? 0)]);
  const label = (name, at) => ({
    symbol: 'circle',
    symbolSize: 1,
    silent: true,
    label: { show: true, position: 'right', distance: 0, formatter: name, color: ink(at > 0 ? 'blue' : 'ochre'), fontFamily: ink('serif'), fontSize: 13 },
    data: [{ x: 64, y: at > 0 ? 22 : '84%' }],
  });
  const now = quarterEnd(page.day());
  const series = (name, map, sign, hue) => ({
    name,
    type: 'bar',
    stack: 'money',
    data: dated(map, sign).map((value) => ({ value, itemStyle: { opacity: value[0] > now ? 0.3 : 1 } })),
    barMaxWidth: 18,
    barCategoryGap: '20%',
    itemStyle: { color: ink(hue) },
    markPoint: label(name, sign),
  });
  draw(element, {
    grid: { left: 58, right: 12, top: 16, bottom: 26 },
    xAxis: {
      type: 'category',
      data: names,
      axisLine: { onZero: true, lineStyle: { color: ink('ink'), width: 1 } },
      axisTick: { show: false },
      axisLabel: { show: false },
    },
    yAxis: valueAxis((amount) => short(Math.abs(amount), 'money')),
    tooltip: tooltip((hits) => [quarterName(hits[0].name), ...hits.map((hit) => hit.seriesName + '  ' + text(Math.abs(hit.value[1]), 'money'))].join('\n')),
    series: [series(word('paidOut'), out, 1, 'blue'), series(word('paidBack'), back, -1, 'ochre')],
  });
  axisYears(element, names);
}

/** The quarters' years, at the foot, since the axis itself lies in the middle. */
function axisYears(element, names) {
  const chart = globalThis.echarts?.getInstanceByDom(element);
  if (!chart) return;
  const every = names.length > 40 ? 2 : 1;
  const at = (name) => chart.convertToPixel({ xAxisIndex: 0 }, name);
  const room = chart.getWidth() - 28;
  const shown = names.filter((name) => name.slice(5, 7) === '03' && Number(name.slice(0, 4)) % every === 0 && at(name) < room);
  chart.setOption({
    graphic: shown.map((name) => ({
      type: 'text',
      silent: true,
      x: at(name),
      y: chart.getHeight() - 18,
      style: { text: name.slice(0, 4), fill: ink('muted'), font: '11px ' + ink('sans') },
    })),
  });
}

const quarterEnd = (iso) => {
  const month = Math.ceil(Number(iso.slice(5, 7)) / 3) * 3;
  return iso.slice(0, 5) + String(month).padStart(2, '0');
};

const quarterName = (name) => name.slice(0, 4) + ' Q' + Number(name.slice(5)) / 3;

function quarters(points) {
  const sums = new Map();
  for (const point of points) {
    const name = quarterEnd(point.date);
    sums.set(name, (sums.get(name) ?? 0) + Number(point.flow ?? 0));
  }
  return sums;
}

export function loansRows(page) {
  const rows = ['product', 'bank'].flatMap((kind) => [BALANCE, 'enterprises-with-current-loan', OUT, BACK].flatMap((measure) => page.store.all(measure, kind)));
  return [
    ['measure', 'scope', 'name', 'asOf', 'amount', 'unit', 'before'],
    ...rows.map((value) => [value.measure, value.scope, page.place(value.scope), page.day(), value.amount, value.unit, value.before]),
  ];
}
