// How charts look: hairlines, the page's own type, labels where the lines end instead of legends.

const observed = new WeakMap();

/** A colour of the page by its name in the style sheet. */
export const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

export const HUES = ['blue', 'ochre', 'ink', 'green', 'plum'];

/** Draws into an element, which has a size by the style sheet. Tooltips are drawn, since policy forbids inline styles. */
export function draw(element, option, clicked) {
  if (!globalThis.echarts) {
    addEventListener('load', () => draw(element, option, clicked), { once: true });
    return;
  }
  let chart = echarts.getInstanceByDom(element);
  if (!chart) {
    chart = echarts.init(element, null, { renderer: 'canvas' });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(element);
    observed.set(element, observer);
  }
  chart.off('click');
  if (clicked) chart.on('click', clicked);
  chart.setOption({ ...common(), ...option }, { notMerge: true });
}

/** Pixels of a chart, for a picture of what is seen. */
export function pixels(element) {
  return globalThis.echarts?.getInstanceByDom(element)?.getDataURL({ pixelRatio: 2, backgroundColor: ink('paper') });
}

function common() {
  return {
    animation: !calm(),
    animationDuration: 300,
    animationDurationUpdate: 300,
    textStyle: { fontFamily: ink('sans'), color: ink('ink'), fontSize: 12 },
    aria: { enabled: false },
  };
}

export function tooltip(formatter, trigger = 'axis') {
  return {
    trigger,
    renderMode: 'richText',
    formatter,
    confine: true,
    backgroundColor: ink('ink'),
    borderWidth: 0,
    padding: [8, 10],
    textStyle: { color: ink('paper'), fontSize: 12, lineHeight: 18, fontFamily: ink('sans') },
    axisPointer: { type: 'line', lineStyle: { color: ink('muted'), width: 1, type: 'solid' } },
  };
}

/** Only where a year begins: the first tick stands where the data do. */
function yearOf(time) {
  const date = new Date(time);
  return date.getMonth() === 0 && date.getDate() === 1 ? String(date.getFullYear()) : '';
}

/** Time along the foot: years only, and no line but the ticks. */
export function timeAxis(from, to) {
  return {
    type: 'time',
    min: from,
    max: to,
    minInterval: 365 * 86_400_000,
    axisLine: { show: true, lineStyle: { color: ink('rule'), width: 1 } },
    axisTick: { show: true, length: 4, lineStyle: { color: ink('rule') } },
    splitLine: { show: false },
    axisLabel: { color: ink('muted'), fontSize: 11, hideOverlap: true, formatter: yearOf },
  };
}

/** Values up the side: hairlines, numbers above them, nothing else. */
export function valueAxis(formatter, more = {}) {
  return {
    type: 'value',
    splitNumber: 3,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: ink('hair'), width: 1 } },
    axisLabel: { color: ink('muted'), fontSize: 11, formatter, margin: 8 },
    ...more,
  };
}

/**
 * How far labels at the ends of lines have to move, in pixels downwards, so as not to lie on each other.
 *
 * @param ends where the lines end, as values
 * @param height of the chart
 * @param room that a label takes
 */
export function spread(ends, height, room) {
  const most = Math.max(1, ...ends);
  const places = ends.map((end, i) => ({ i, home: -(end / most) * (height - 60), at: 0 })).sort((one, other) => one.home - other.home);
  places.forEach((place, rank) => {
    place.at = rank ? Math.max(place.home, places[rank - 1].at + room) : place.home;
  });
  const moved = [];
  for (const place of places) moved[place.i] = Math.round(place.at - place.home);
  return moved;
}

/** The day that the page shows, as a line through a chart. */
export function dayLine(iso) {
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    label: { show: false },
    lineStyle: { color: ink('red'), width: 1, type: 'solid' },
    data: [{ xAxis: iso }],
  };
}
