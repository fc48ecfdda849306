// How enterprises grow: the stages as a flight of stairs, and how long each step took.

import { draw, ink, tooltip } from './charts.js';
import { h, s, show } from './dom.js';
import { text } from './figures.js';
import { number, plot } from './parts.js';
import { named, word } from './words.js';

const YEARS_SHOWN = 12;

export function growth(root, page) {
  const answer = page.growth;
  if (!answer) return;
  const { stages } = answer;
  const steps = stages.slice(1).map((stage, i) => answer.transitions.find((step) => step.from === stages[i].stage && step.to === stage.stage) ?? null);
  const most = Math.max(1, ...stages.map((stage) => Number(stage.enterprises)));
  show(
    root,
    h('ol.stairs', null, stages.map((stage, i) => tread(page, stage, i, most))),
    h('ol.steps', null, h('li.note', null, word('stairsNote')), steps.map((step, i) => h('li', null, riser(page, step, stages[i], i)))),
  );
  steps.forEach((step, i) => histogram(root.querySelector(`[data-keep=months${i}]`), step));
}

/** Counts span four orders of magnitude, so the stairs' heights are their square roots: as if seen as areas. */
function tread(page, stage, i, most) {
  const measure = 'enterprises-at-stage-' + stage.stage;
  const value = page.store.get(measure) ?? { measure, scope: 'zone', amount: stage.enterprises, unit: 'enterprises' };
  const height = 100 * Math.sqrt(Number(value.amount) / most);
  return h(
    'li',
    null,
    h('p.name', null, named(stage)),
    number(value, { big: true, name: named(stage) }),
    s('svg.stair', { viewBox: '0 0 100 100', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, s('rect', { x: 0, y: (100 - height).toFixed(1), width: 100, height: height.toFixed(1) })),
  );
}

/** Stands below the stage that it leads up to. */
function riser(page, step, from, i) {
  const title = h('h3', null, word('step', { from: named(from) }));
  if (!step || step.months.median === null) return [title, h('p.note', null, '–'), plot('months' + i, '', 'small.empty')];
  const scope = `transition:${step.from}>${step.to}`;
  const value = { measure: 'median-months-between-stages', scope, unit: 'months', amount: step.months.median };
  return [
    title,
    h('p.months', null, number(value, { big: true, name: word('median', { n: step.months.median }) })),
    h('p.note', null, word('medianShort'), ' · ', word('p90', { n: step.months.p90 })),
    plot('months' + i, word('monthsTaken') + ': ' + word('median', { n: step.months.median }), 'small'),
    h('p.note', null, word('steps', { n: text(step.count, 'transitions') })),
  ];
}

/** Quarters of a year: months alone are too fine for a picture this small. */
function histogram(element, step) {
  if (!element) return;
  if (!step || !step.months.buckets.length) {
    globalThis.echarts?.getInstanceByDom(element)?.clear();
    return;
  }
  const counts = Array.from({ length: YEARS_SHOWN * 4 }, () => 0);
  for (const { months, count } of step.months.buckets) counts[Math.min(counts.length - 1, Math.floor(months / 3))] += Number(count);
  const median = Math.min(counts.length - 1, Math.floor(Number(step.months.median) / 3));
  draw(element, {
    grid: { left: 0, right: 0, top: 4, bottom: 18 },
    xAxis: {
      type: 'category',
      data: counts.map((_, i) => i * 3),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: ink('rule') } },
      axisLabel: { color: ink('muted'), fontSize: 10, interval: (i) => i % 12 === 0, formatter: (months) => String(months), align: 'left' },
    },
    yAxis: { type: 'value', show: false },
    tooltip: tooltip(([hit]) => `${hit.name}–${Number(hit.name) + 2}: ${hit.value}`),
    series: [{ type: 'bar', barCategoryGap: '12%', data: counts.map((value, i) => ({ value, itemStyle: { color: ink(i === median ? 'red' : 'blue') } })) }],
  });
}

export function growthRows(page) {
  const answer = page.growth;
  return [
    ['from', 'to', 'asOf', 'enterprises', 'steps', 'median months', '90% within months'],
    ...(answer?.stages ?? []).map((stage) => ['', stage.stage, page.day(), stage.enterprises]),
    ...(answer?.transitions ?? []).map((step) => [step.from, step.to, page.day(), '', step.count, step.months.median, step.months.p90]),
  ];
}
