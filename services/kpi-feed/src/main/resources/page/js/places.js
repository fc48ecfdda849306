// Where it happens: the five parks as a map of circles, the industries as a list, and both against each other.

import { draw, ink, tooltip } from './charts.js';
import { h, s, show } from './dom.js';
import { change, changeText, text } from './figures.js';
import { bar, changed, number, plot, shorter, table } from './parts.js';
import { idOf, key } from './store.js';
import { word } from './words.js';

/** Where Foshan's districts lie, by division code: to the east, and to the north. Parks of elsewhere stand in a ring. */
const LIES = { 440604: [0.5, 0.2], 440605: [0.35, 0.75], 440606: [0.95, -0.75], 440607: [-0.75, 0.95], 440608: [-0.95, -0.4] };
const WIDTH = 440;
const HEIGHT = 380;
const SMALLEST = 12;

export function places(root, page) {
  const { store } = page;
  const measure = page.lens;
  const parks = store.all(measure, 'park');
  const industries = store.all(measure, 'industry');
  show(
    root,
    h(
      'div.where',
      null,
      h('figure.map', null, map(page, parks), h('figcaption', null, word('mapNote'))),
      table(page.name(measure) + ', ' + word('park'), parkColumns(page, parks), [...parks, store.get(measure)].filter(Boolean), 'parks'),
    ),
    h(
      'div.industries',
      null,
      h('h3', null, page.name(measure), ', ', word('industry')),
      table(page.name(measure) + ', ' + word('industry'), industryColumns(page, industries), industries, 'ranked'),
    ),
    h(
      'div.matrix',
      null,
      h('h3', null, word('matrix')),
      h('p.note', null, word('matrixNote')),
      plot('matrix', word('matrix') + ', ' + page.name(measure)),
    ),
  );
  matrix(root.querySelector('[data-keep=matrix]'), page, parks, industries);
}

function parkColumns(page, parks) {
  const total = Number(page.store.get(page.lens)?.amount) || parks.reduce((sum, park) => sum + Number(park.amount), 0);
  return [
    { title: word('park'), cell: (value) => (value.scope === 'zone' ? word('total') : page.place(value.scope)) },
    { title: word('value'), number: true, cell: (value) => number(value, { name: page.place(value.scope) }) },
    { title: word('share'), number: true, cell: (value) => (total ? text(Number(value.amount) / total, 'ratio') : '–') },
    { title: word('year'), number: true, cell: (value) => changed(value, false) },
  ];
}

function industryColumns(page, industries) {
  const most = Number(industries[0]?.amount ?? 1);
  return [
    { title: word('industry'), cell: (value) => page.place(value.scope) },
    { title: '', plot: true, cell: (value) => bar(Number(value.amount) / most) },
    { title: word('value'), number: true, cell: (value) => number(value, { name: page.place(value.scope) }) },
    { title: word('year'), number: true, cell: (value) => changed(value, false) },
  ];
}

/** Circles whose area is the figure, as near to where the parks lie as they can be without touching (Dorling, 1996). */
function map(page, parks) {
  const circles = settle(page, parks);
  return s(
    'svg.dorling',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'group', 'aria-label': page.name(page.lens) + ', ' + word('park') },
    s('g.compass', { transform: `translate(${WIDTH - 20} 30)`, 'aria-hidden': 'true' }, s('path', { d: 'M0 16V-8M-4 -2L0 -9L4 -2' }), s('text', { y: -14, 'text-anchor': 'middle' }, word('north'))),
    circles.map((circle, rank) => {
      const value = circle.value;
      const name = page.place(value.scope);
      const amount = text(value.amount, value.unit);
      const size = Math.min(21, (1.75 * circle.r) / width(amount));
      const inside = size > SMALLEST;
      const said = changeText(change(value), value.unit);
      return s(
        'g.park.rank' + rank,
        {
          transform: `translate(${circle.x.toFixed(1)} ${circle.y.toFixed(1)})`,
          tabindex: '0',
          role: 'button',
          'aria-haspopup': 'dialog',
          'aria-label': `${name}: ${text(value.amount, value.unit)} ${said}`,
          'data-key': 'map ' + key(value.measure, value.scope),
          'data-measure': value.measure,
          'data-scope': value.scope,
        },
        s('circle', { r: circle.r.toFixed(1) }),
        inside
          ? [
              s('text.name', { y: -6, 'text-anchor': 'middle' }, shorter(name)),
              s('text.amount', { y: 16, 'text-anchor': 'middle', 'font-size': size.toFixed(1) }, amount),
            ]
          : [
              s('text.name.out', { y: circle.r + 16, 'text-anchor': 'middle' }, shorter(name)),
              s('text.amount.out', { y: circle.r + 34, 'text-anchor': 'middle', 'font-size': 17 }, amount),
            ],
      );
    }),
  );
}

/** About how wide a text is, in its own size: Chinese characters are square. */
const width = (text) => [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 1 : 0.56), 0);

function settle(page, parks) {
  const most = Math.max(1, ...parks.map((park) => Number(park.amount)));
  const circles = parks.map((value, i) => {
    const code = page.zone.parks.find((park) => park.id === idOf(value.scope))?.divisionCode;
    const around = (2 * Math.PI * i) / parks.length;
    const [east, north] = LIES[code] ?? [Math.cos(around), Math.sin(around)];
    const home = [WIDTH / 2 + 125 * east, HEIGHT / 2 - 105 * north];
    return { value, r: Math.max(9, 92 * Math.sqrt(Number(value.amount) / most)), home, x: home[0], y: home[1] };
  });
  for (let turn = 0; turn < 300; turn++) {
    for (const circle of circles) {
      circle.x += 0.02 * (circle.home[0] - circle.x);
      circle.y += 0.02 * (circle.home[1] - circle.y);
    }
    circles.forEach((one, i) => circles.slice(i + 1).forEach((other) => part(one, other)));
    for (const circle of circles) {
      const below = circle.r > 34 ? 2 : 38;
      circle.x = Math.min(WIDTH - circle.r - 2, Math.max(circle.r + 2, circle.x));
      circle.y = Math.min(HEIGHT - circle.r - below, Math.max(circle.r + 2, circle.y));
    }
  }
  return circles;
}

function part(one, other) {
  const [dx, dy] = [other.x - one.x || 0.1, other.y - one.y || 0.1];
  const distance = Math.hypot(dx, dy);
  const labels = Math.min(one.r, other.r) > 34 ? 0 : 22;
  const overlap = one.r + other.r + 6 + labels - distance;
  if (overlap <= 0) return;
  const [mx, my] = [(dx / distance) * overlap * 0.5, (dy / distance) * overlap * 0.5];
  one.x -= mx;
  one.y -= my;
  other.x += mx;
  other.y += my;
}

function matrix(element, page, parks, industries) {
  const both = page.store.all(page.lens, 'park-industry');
  const rows = parks.map((park) => idOf(park.scope)).reverse();
  const columns = industries.map((industry) => idOf(industry.scope));
  const most = Math.max(1, ...both.map((value) => Number(value.amount)));
  const narrow = element.clientWidth < 600;
  const largest = narrow ? 26 : 44;
  const across = narrow ? columns : rows;
  const up = narrow ? [...rows].reverse() : columns;
  const place = (value) => {
    const [park, industry] = idOf(value.scope).split('/industry:');
    return narrow ? [park, industry] : [industry, park];
  };
  element.classList.toggle('tall', narrow);
  const name = (id) => page.place((rows.includes(id) ? 'park:' : 'industry:') + id);
  const axis = (data, side) => ({
    type: 'category',
    data,
    position: side,
    inverse: narrow && data === across,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: true, lineStyle: { color: ink('hair') } },
    axisLabel: {
      color: ink('ink'),
      fontSize: narrow ? 10 : 11,
      lineHeight: 11,
      interval: 0,
      ...(side === 'top' && !narrow ? { rotate: -38, align: 'left', verticalAlign: 'middle' } : {}),
      width: side === 'top' ? (narrow ? 60 : 208) : 108,
      overflow: side === 'left' ? 'break' : 'truncate',
      formatter: (id) => shorter(name(id)),
    },
  });
  draw(
    element,
    {
      grid: narrow ? { left: 118, right: 4, top: 28, bottom: 4 } : { left: 100, right: 144, top: 150, bottom: 12 },
      xAxis: axis(up, 'top'),
      yAxis: axis(across, 'left'),
      tooltip: tooltip(({ data }) => data.name + '\n' + text(data.amount, data.unit), 'item'),
      series: [
        {
          type: 'scatter',
          symbolSize: (_, { data }) => largest * Math.sqrt(Number(data.amount) / most),
          itemStyle: { color: ink('blue'), opacity: 0.85 },
          emphasis: { scale: false, itemStyle: { color: ink('red') } },
          data: both.map((value) => ({ value: place(value), amount: value.amount, unit: value.unit, scope: value.scope, name: page.place(value.scope) })),
        },
      ],
    },
    ({ data }) => page.open(page.lens, data.scope),
  );
}

export function placesRows(page) {
  const rows = [...page.store.all(page.lens, 'park'), ...page.store.all(page.lens, 'industry'), ...page.store.all(page.lens, 'park-industry')];
  return [
    ['measure', 'scope', 'name', 'asOf', 'amount', 'unit', 'before'],
    ...rows.map((value) => [value.measure, value.scope, page.place(value.scope), page.day(), value.amount, value.unit, value.before]),
  ];
}
