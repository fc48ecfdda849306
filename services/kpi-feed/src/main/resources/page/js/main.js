// The page: asks for one consistent set of figures, shows it, and keeps it current.

import { address, ask } from './api.js';
import { Detail } from './detail.js';
import { h, show } from './dom.js';
import { saveCsv, savePicture } from './exports.js';
import { fairs, fairsRows } from './fairs.js';
import { day, isoOf, numberOf, text } from './figures.js';
import { growth, growthRows } from './growth.js';
import { headline, headlineRows, HISTORIES } from './headline.js';
import { Live } from './live.js';
import { loanHistories, loans, loansRows } from './loans.js';
import { places, placesRows } from './places.js';
import { quality, qualityRows } from './quality.js';
import { idOf, key, kindOf, Store } from './store.js';
import { time, timeHistories, timeRows } from './time.js';
import { label, named, speak, spoken, word } from './words.js';

const SHOWN = ['zone', 'city', 'park', 'industry', 'product', 'bank', 'fair'];
const LENSES = [
  'high-tech-enterprises',
  'registered-enterprises',
  'technology-smes',
  'little-giants',
  'enterprises-with-national-rd-institution',
  'loan-balance',
  'enterprises-with-loan',
  'intended-orders',
  'fair-participants',
];
const FLOWS = ['new-registrations', 'loan-disbursed'];
const QUALITY_EVERY = 5_000;
const SLIDER_REST = 70;
const SEEN_FOR = 4_000;

const SECTIONS = {
  figures: [headline, headlineRows],
  places: [places, placesRows],
  time: [time, timeRows],
  loans: [loans, loansRows],
  growth: [growth, growthRows],
  fairs: [fairs, fairsRows],
  quality: [quality, qualityRows],
};

const one = (selector, root = document) => root.querySelector(selector);

/** Banks say who they are by an identifier only. */
const capitals = (id) => (/^[a-z-]+$/.test(id) ? id.replaceAll('-', ' ').replace(/\b[a-z]/g, (letter) => letter.toUpperCase()) : id);

const page = {
  store: new Store(),
  histories: new Map(),
  prior: new Map(),
  measures: new Map(),
  lens: LENSES[0],
  by: 'level',
  zone: null,
  growth: null,
  quality: null,
  anomalies: null,
  newest: null,
  oldest: null,

  /** The day that is shown. */
  day: () => page.store.asOf ?? page.newest,
  name: (measure) => named(page.measures.get(measure)) || measure,
  unit: (measure) => page.measures.get(measure)?.unit,
  history: (measure, scope = 'zone') => page.histories.get(key(measure, scope)) ?? [],
  open: (measure, scope) => detail.figure(measure, scope),

  /** What a scope is called. */
  place(scope) {
    const id = idOf(scope);
    switch (kindOf(scope)) {
      case 'zone':
        return word('entire');
      case 'city':
        return named(page.zone.city);
      case 'park':
        return named(page.zone.parks.find((park) => park.id === id)) || id;
      case 'industry':
        return named(page.zone.industries.find((industry) => industry.id === id)) || id;
      case 'park-industry': {
        const [park, industry] = id.split('/industry:');
        return page.place('park:' + park) + ', ' + page.place('industry:' + industry);
      }
      case 'product':
        return named(page.zone.loanProducts.find((product) => product.id === id)) || id;
      case 'transition':
        return id.split('>').map((stage) => named(page.growth?.stages.find((each) => each.stage === stage)) || stage).join(' → ');
      case 'bank':
        return capitals(id);
      default:
        return id;
    }
  },

  /** The industry that an enterprise's own, finer code is reported under. */
  industryOf(code) {
    const found = page.zone.industries.filter((industry) => code?.startsWith(industry.id)).sort((a, b) => b.id.length - a.id.length)[0];
    return found ? named(found) : code ?? '';
  },
};

const detail = new Detail(one('#detail'), page);
let loading = new AbortController();
let reloading = null;
let newestCut = 0; // as the live feed tells it

// ---- Showing ----

function render(...ids) {
  if (!page.zone) return;
  const empty = page.store.isEmpty();
  document.documentElement.classList.toggle('empty', empty);
  if (empty) ids = ['quality'];
  for (const id of ids.length ? ids : Object.keys(SECTIONS)) SECTIONS[id][0](one(`#${id} .body`), page);
}

function renderFrame() {
  label(document);
  const name = page.zone ? named(page.zone) : '';
  one('#zone').textContent = name;
  document.title = name ? name + ' · Zonepulse' : 'Zonepulse';
  const language = one('#language');
  language.textContent = word('other');
  language.setAttribute('aria-label', word('otherLabel'));
  language.lang = spoken() === 'zh' ? 'en' : 'zh-Hans';
  one('#mode').textContent = word(document.documentElement.dataset.mode === 'dark' ? 'light' : 'dark');
  show(
    one('#lens'),
    LENSES.filter((measure) => page.measures.has(measure)).map((measure) => h('option', { value: measure, selected: measure === page.lens }, page.name(measure))),
  );
  for (const id of Object.keys(SECTIONS)) {
    const title = one(`#${id}-title`).textContent;
    show(
      one(`#${id} .tools`),
      ['csv', 'png'].map((kind) =>
        h('button.plain', { type: 'button', 'data-save': kind, 'data-of': id, 'aria-label': word(kind === 'csv' ? 'exportCsv' : 'exportPng') + ': ' + title }, word(kind)),
      ),
    );
  }
  renderDay();
  renderConnection();
}

function renderDay() {
  if (!page.newest) return;
  const shown = page.day();
  one('#as-of').textContent = day(shown);
  const slider = one('#slider');
  slider.min = numberOf(page.oldest);
  slider.max = numberOf(page.newest);
  if (document.activeElement !== slider || page.store.asOf === null) slider.value = numberOf(shown);
  slider.setAttribute('aria-valuetext', day(shown));
  one('#today').disabled = page.store.asOf === null;
  document.documentElement.classList.toggle('past', page.store.asOf !== null);
  ticks();
}

/** The years under the slider. */
function ticks() {
  const [from, to] = [numberOf(page.oldest), numberOf(page.newest)];
  const first = Number(page.oldest.slice(0, 4)) + 1;
  const last = Number(page.newest.slice(0, 4));
  const every = Math.max(1, Math.ceil((last - first) / (one('#ticks').clientWidth / 52 || 10)));
  const marks = [];
  // The last has room for its name, or none.
  const room = (44 / (one('#ticks').clientWidth || 440)) * (to - from);
  for (let year = last; year >= first; year -= every) {
    if (numberOf(year + '-01-01') + room < to) marks.push(year);
  }
  show(one('#ticks'), marks.map((year) => h('span', { 'data-year': year }, String(year))));
  for (const mark of one('#ticks').children) {
    mark.style.left = (100 * (numberOf(mark.dataset.year + '-01-01') - from)) / (to - from) + '%';
  }
}

let connection = 'connecting';

function renderConnection() {
  const element = one('#connection');
  element.dataset.state = connection;
  const cut = page.store.cut ? ` · ${word('cut')} ${page.store.cut.number}` : '';
  one('span', element).textContent = word(connection) + (connection === 'live' ? cut : '');
}

function notice(words) {
  const element = one('#notice');
  element.hidden = !words;
  element.textContent = words ?? '';
}

/** A changed figure is seen to change, and said once. */
function point(changed) {
  for (const element of document.querySelectorAll('[data-key]')) {
    if (!changed.has(element.dataset.key.replace(/^map /, ''))) continue;
    element.classList.remove('changed');
    void element.getBoundingClientRect();
    element.classList.add('changed');
    clearTimeout(element.fading);
    element.fading = setTimeout(() => element.classList.remove('changed'), SEEN_FOR);
  }
  const said = [...changed]
    .map((id) => id.split('|'))
    .filter(([measure, scope]) => scope === 'zone' && HISTORIES.includes(measure))
    .map(([measure]) => page.name(measure) + ' ' + text(page.store.get(measure)?.amount, page.unit(measure), true));
  if (said.length) one('#spoken').textContent = word('changed', { n: page.store.cut.number, what: said.join(', ') });
}

// ---- Asking ----

/** Everything as of a day; null is today, and current from then on. */
async function load(asOf) {
  loading.abort();
  loading = new AbortController();
  const { signal } = loading;
  document.documentElement.classList.add('loading');
  try {
    const [values, stages] = await Promise.all([ask('/kpis', { scope: SHOWN, asOf, compare: 'year' }, signal), ask('/growth', { asOf }, signal)]);
    page.store.replace(values, asOf);
    page.growth = stages;
    // A cut came while the answer of the one before was on its way.
    if (asOf === null && newestCut > (values.cut?.number ?? 0)) {
      setTimeout(() => page.store.asOf === null && load(null), 0);
    }
    if (asOf === null) {
      page.newest = values.cut?.businessDay ?? page.newest;
      for (const [id, points] of page.histories) {
        moveTo(points, page.newest);
        moveEnd(points, page.store.values.get(id)?.amount ?? null);
      }
    }
    await Promise.all([matrix(signal), prior(signal)]);
    notice(null);
    renderDay();
    renderConnection();
    render();
  } catch (error) {
    if (error.name !== 'AbortError') notice(word('failed', { why: error.message }));
  } finally {
    if (loading.signal === signal) document.documentElement.classList.remove('loading');
  }
}

/** Parks by industry are many, and asked for only of the measure that is shown. */
async function matrix(signal) {
  page.store.add(await ask('/kpis', { measure: page.lens, scope: 'park-industry', asOf: page.store.asOf, compare: 'year' }, signal));
}

/** What flows came to in the twelve months before the last twelve. */
async function prior(signal) {
  const shown = page.day();
  const before = Number(shown.slice(0, 4)) - 1 + (shown.endsWith('-02-29') ? '-02-28' : shown.slice(4));
  try {
    const answer = await ask('/kpis', { measure: FLOWS, scope: 'zone', asOf: before, compare: 'year' }, signal);
    page.prior = new Map(answer.values.map((value) => [value.measure, value.difference]));
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    page.prior = new Map();
  }
}

/** The course of what charts show, once; a cut only moves its end. */
async function history(series, again = false) {
  await Promise.all(
    series.map(async ([measure, scope]) => {
      const id = key(measure, scope);
      if (page.histories.has(id) && !again) return;
      try {
        const answer = await ask(`/kpis/${measure}/history`, { scope, by: 'month' });
        page.histories.set(id, answer.points);
      } catch {
        page.histories.set(id, []);
      }
    }),
  );
}

/** All whose course the page shows. */
const courses = () => [...HISTORIES.map((measure) => [measure, 'zone']), ...timeHistories(page), ...loanHistories(page)];

async function loadQuality() {
  try {
    [page.quality, page.anomalies] = await Promise.all([ask('/quality'), ask('/anomalies', { limit: 8 })]);
    render('quality');
  } catch {
    // The connection's state says it already.
  }
}

// ---- Live ----

let figuresOf = ''; // whose cuts these are, as the ids of events name it; empty before the first

/** Everything anew. Where it is of other data, or of another edition of the figures, nothing that was shown can stay. */
function begun(event, id) {
  const whose = id.slice(id.indexOf('.') + 1);
  const isFirst = figuresOf === '';
  const isOther = !isFirst && whose !== figuresOf;
  const isLater = !isFirst && (event.cut?.businessDay ?? page.newest) !== page.newest;
  figuresOf = whose;
  if (!isOther) {
    received(event);
    // Several days may have gone by, and a month's end: the courses can't be moved along as from one day to the next.
    if (isLater) history(courses(), true).then(() => render());
    return;
  }
  newestCut = event.cut?.number ?? 0;
  page.newest = event.cut?.businessDay ?? page.newest;
  page.histories.clear();
  load(page.store.asOf)
    .then(() => history(courses(), true))
    .then(() => {
      render();
      loadQuality();
    });
}

function received(event) {
  newestCut = event.cut?.number ?? newestCut;
  const opened = event.cut?.businessDay;
  if (opened && opened !== page.newest) {
    // A new day is open: every comparison moves.
    page.newest = opened;
    for (const points of page.histories.values()) moveTo(points, opened);
    if (page.store.asOf === null) load(null);
    else renderDay();
    return;
  }
  if (page.store.asOf !== null) return; // The past is shown; today is asked for on return.
  const changed = page.store.change(event);
  renderConnection();
  if (!changed.size) return;
  for (const id of changed) {
    moveEnd(page.histories.get(id), page.store.values.get(id).amount);
    // What had no course until now may have begun one.
    if (page.histories.get(id)?.length < 2) page.histories.delete(id);
  }
  render('figures', 'places', 'time', 'loans', 'growth', 'fairs');
  point(changed);
  clearTimeout(reloading);
  reloading = setTimeout(async () => {
    if (page.store.asOf !== null) return;
    await history(courses());
    page.growth = await ask('/growth').catch(() => page.growth);
    render();
    loadQuality();
  }, 1_000);
}

/** The current month's point moves along with the day; in a new month there is a new one, at the same level so far. */
function moveTo(points, opened) {
  const last = points.at(-1);
  if (!last || last.date >= opened) return;
  if (last.date.slice(0, 7) === opened.slice(0, 7)) last.date = opened;
  else points.push({ date: opened, amount: last.amount, flow: last.flow === null ? null : '0' });
}

function moveEnd(points, amount) {
  const last = points?.at(-1);
  if (!last || last.date !== page.newest || amount === null) return;
  // Flows are only shown rounded.
  if (last.flow !== null && last.amount !== null) last.flow = String(Number(last.flow) + Number(amount) - Number(last.amount));
  last.amount = amount;
}

// ---- Choosing ----

function remember(name, value) {
  try {
    localStorage.setItem('zonepulse.' + name, value);
  } catch {
    // Then it holds for this visit.
  }
}

function reflect() {
  const query = new URLSearchParams(location.search);
  if (page.store.asOf) query.set('asOf', page.store.asOf);
  else query.delete('asOf');
  if (page.lens === LENSES[0]) query.delete('show');
  else query.set('show', page.lens);
  // What has been chosen since is kept elsewhere.
  query.delete('lang');
  query.delete('mode');
  const textual = query.toString();
  window.history.replaceState(null, '', textual ? '?' + textual : location.pathname);
}

function choose(iso) {
  const asOf = iso === null || iso >= page.newest ? null : iso;
  page.store.asOf = asOf;
  renderDay();
  reflect();
  return load(asOf);
}

let resting = null;

one('#slider').addEventListener('input', (event) => {
  const iso = isoOf(Number(event.target.value));
  one('#as-of').textContent = day(iso);
  event.target.setAttribute('aria-valuetext', day(iso));
  clearTimeout(resting);
  resting = setTimeout(() => choose(iso), SLIDER_REST);
});

one('#today').addEventListener('click', () => choose(null));

one('#lens').addEventListener('change', async (event) => {
  page.lens = event.target.value;
  reflect();
  await Promise.all([matrix(), history(timeHistories(page))]);
  render('places', 'time');
});

one('#language').addEventListener('click', () => {
  speak(spoken() === 'zh' ? 'en' : 'zh');
  remember('language', spoken());
  reflect();
  renderFrame();
  render();
  detail.render();
});

one('#mode').addEventListener('click', () => {
  const root = document.documentElement;
  root.dataset.mode = root.dataset.mode === 'dark' ? 'light' : 'dark';
  remember('mode', root.dataset.mode);
  reflect();
  renderFrame();
  render();
});

document.addEventListener('click', (event) => {
  const at = (selector) => event.target.closest(selector);
  const figure = at('[data-measure]');
  if (figure) detail.figure(figure.dataset.measure, figure.dataset.scope);
  const enterprise = at('[data-enterprise]');
  if (enterprise) detail.enterprise(enterprise.dataset.enterprise);
  const saved = at('[data-save]');
  if (saved) saveSection(saved.dataset.of, saved.dataset.save);
  const by = at('[data-by]');
  if (by) {
    page.by = by.dataset.by;
    for (const button of document.querySelectorAll('[data-by]')) button.setAttribute('aria-pressed', String(button === by));
    render('time');
  }
  if (at('[data-fairs]')) {
    page.allFairs = !page.allFairs;
    render('fairs');
  }
  if (at('[data-anomalies]')) moreAnomalies();
});

document.addEventListener('keydown', (event) => {
  const drawn = event.target.closest?.('[role=button][data-measure]');
  if (drawn && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault();
    detail.figure(drawn.dataset.measure, drawn.dataset.scope);
  }
});

async function moreAnomalies() {
  const next = await ask('/anomalies', { limit: 50, after: page.anomalies.next });
  page.anomalies = { anomalies: [...page.anomalies.anomalies, ...next.anomalies], next: next.next };
  render('quality');
}

function saveSection(id, kind) {
  const name = `zonepulse-${id}-${page.day()}`;
  if (kind === 'csv') saveCsv(name, SECTIONS[id][1](page));
  else savePicture(one('#' + id), name, page).catch((error) => notice(word('failed', { why: error.message })));
}

let narrow = innerWidth;
addEventListener('resize', () => {
  if (innerWidth === narrow) return;
  narrow = innerWidth;
  clearTimeout(resting);
  resting = setTimeout(() => {
    if (page.newest) renderDay();
    render();
  }, 150);
});

// ---- Beginning ----

async function begin() {
  renderFrame();
  notice(word('loading'));
  const asked = new URLSearchParams(location.search);
  const [catalogue, zone, latest] = await Promise.all([ask('/catalogue'), ask('/zone'), ask('/kpis', { measure: HISTORIES[0], scope: 'zone' })]);
  page.measures = new Map(catalogue.measures.map((measure) => [measure.id, measure]));
  page.zone = zone;
  page.newest = latest.cut?.businessDay ?? new Date().toISOString().slice(0, 10);
  if (LENSES.includes(asked.get('show'))) page.lens = asked.get('show');
  await history([['registered-enterprises', 'zone']]);
  page.oldest = page.history('registered-enterprises')[0]?.date ?? page.newest;
  if (page.oldest >= page.newest) page.oldest = isoOf(numberOf(page.newest) - 365);
  const from = /^\d{4}-\d\d-\d\d$/.test(asked.get('asOf') ?? '') ? asked.get('asOf') : null;
  page.store.asOf = from !== null && from < page.newest ? from : null;
  renderFrame();
  await load(page.store.asOf);
  document.documentElement.classList.add('ready');
  listen();
  await history(courses());
  render();
  document.documentElement.classList.add('complete');
  await loadQuality();
  setInterval(loadQuality, QUALITY_EVERY);
}

function listen() {
  new Live(address('/live', { scope: SHOWN }), {
    snapshot: begun,
    cut: received,
    state(next) {
      connection = next;
      renderConnection();
    },
  });
}

begin().catch((error) => notice(word('failed', { why: error.message })));
