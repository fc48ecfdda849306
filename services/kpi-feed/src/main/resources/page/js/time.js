// Over the years: the measure that is shown by park, as lines that say themselves what they are.

import { draw, dayLine, HUES, ink, spread, timeAxis, tooltip, valueAxis } from './charts.js';
import { show } from './dom.js';
import { day, short, text } from './figures.js';
import { plot, shorter } from './parts.js';
import { word } from './words.js';

const scopes = (page) => page.zone.parks.map((park) => 'park:' + park.id);

export function time(root, page) {
  show(root, plot('time', word('time') + ', ' + page.name(page.lens), 'wide'));
  const element = root.querySelector('[data-keep=time]');
  const all = scopes(page).map((scope) => ({ scope, points: page.history(page.lens, scope) }));
  if (all.every(({ points }) => points.length < 2)) return;
  (page.by === 'flow' ? years : lines)(element, page, all);
}

function lines(element, page, all) {
  const unit = page.unit(page.lens);
  const narrow = element.clientWidth < 600;
  const from = all.flatMap(({ points }) => points.slice(0, 1)).map((point) => point.date).sort()[0];
  const now = page.day();
  const moved = spread(all.map(({ points }) => Number(points.at(-1)?.amount ?? 0)), element.clientHeight, 18);
  draw(element, {
    grid: { left: 56, right: narrow ? 74 : 120, top: 16, bottom: 28 },
    xAxis: timeAxis(from, page.newest),
    yAxis: valueAxis((amount) => short(amount, unit)),
    tooltip: tooltip((hits) => [day(isoOf(hits[0].value[0])), ...hits.map((hit) => hit.seriesName + '  ' + text(hit.value[1], unit))].join('\n')),
    series: all.map(({ scope, points }, i) => ({
      name: page.place(scope),
      type: 'line',
      showSymbol: false,
      data: points.map((point) => [point.date, Number(point.amount)]),
      lineStyle: { color: ink(HUES[i % HUES.length]), width: 2 },
      itemStyle: { color: ink(HUES[i % HUES.length]) },
      emphasis: { focus: 'series' },
      endLabel: { show: true, formatter: narrow ? ({ seriesName }) => shorter(seriesName) : '{a}', color: ink(HUES[i % HUES.length]), fontSize: narrow ? 11 : 13, fontFamily: ink('serif'), distance: 6, offset: [0, moved[i]] },
      markLine: i === 0 ? dayLine(now) : undefined,
    })),
  });
}

const isoOf = (value) => (typeof value === 'number' ? new Date(value).toISOString().slice(0, 10) : value.slice(0, 10));

/** What each year added, park by park: bars beside each other would be a comb, so they are rows of their own. */
function years(element, page, all) {
  const unit = page.unit(page.lens);
  const names = [...new Set(all.flatMap(({ points }) => points.map((point) => point.date.slice(0, 4))))].sort();
  const narrow = element.clientWidth < 600;
  const top = (i) => 4 + (i * 94) / all.length + '%';
  const flows = all.map(({ points }) => names.map((year) => points.filter((point) => point.date.startsWith(year)).reduce((sum, point) => sum + Number(point.flow ?? 0), 0)));
  const most = Math.max(1, ...flows.flat());
  const least = Math.min(0, ...flows.flat());
  draw(element, {
    grid: all.map((_, i) => ({ left: narrow ? 74 : 120, right: 12, top: top(i), height: 94 / all.length - 5 + '%' })),
    xAxis: all.map((_, i) => ({
      type: 'category',
      gridIndex: i,
      data: names,
      axisLine: { onZero: true, lineStyle: { color: ink('rule') } },
      axisTick: { show: false },
      axisLabel: { show: i === all.length - 1, color: ink('muted'), fontSize: 11, hideOverlap: true },
    })),
    yAxis: all.map(({ scope }, i) => ({
      type: 'value',
      gridIndex: i,
      min: least,
      max: most,
      name: narrow ? shorter(page.place(scope)) : page.place(scope),
      nameLocation: 'middle',
      nameRotate: 0,
      nameGap: 10,
      nameTextStyle: { color: ink('ink'), fontFamily: ink('serif'), fontSize: narrow ? 11 : 13, align: 'right' },
      axisLabel: { show: false },
      splitLine: { show: false },
    })),
    tooltip: tooltip((hit) => hit.seriesName + ', ' + hit.name + '\n' + text(hit.value, unit), 'item'),
    series: flows.map((data, i) => ({
      name: page.place(all[i].scope),
      type: 'bar',
      xAxisIndex: i,
      yAxisIndex: i,
      data: data.map((value, k) => ({ value, itemStyle: { opacity: names[k] > page.day().slice(0, 4) ? 0.3 : 1 } })),
      barCategoryGap: '22%',
      itemStyle: { color: ink('blue') },
      emphasis: { itemStyle: { color: ink('red') } },
      label: { show: !narrow && names.length < 16, position: 'top', color: ink('muted'), fontSize: 10, formatter: ({ value }) => (value ? short(value, unit) : '') },
    })),
  });
}

export const timeHistories = (page) => scopes(page).map((scope) => [page.lens, scope]);

export function timeRows(page) {
  return [
    ['measure', 'scope', 'name', 'date', 'amount', 'flow'],
    ...scopes(page).flatMap((scope) => page.history(page.lens, scope).map((point) => [page.lens, scope, page.place(scope), point.date, point.amount, point.flow])),
  ];
}
