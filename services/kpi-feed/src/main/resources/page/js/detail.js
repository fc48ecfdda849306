// Behind a number: what it means, how it went, what it was computed from, and the enterprises that make it up; and an
// enterprise's story. One sheet, in which one can go back.

import { ask, address } from './api.js';
import { draw, dayLine, ink, timeAxis, tooltip, valueAxis } from './charts.js';
import { h, show } from './dom.js';
import { day, moment, short, text } from './figures.js';
import { bar, changed, plot, table } from './parts.js';
import { enterpriseName, named, word } from './words.js';

const LISTED = 20;
const SHORT_DIGEST = 16;

export class Detail {
  constructor(dialog, page) {
    this.dialog = dialog;
    this.page = page;
    this.way = [];
    this.running = null;
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog || event.target.closest('[data-close]')) dialog.close();
      if (event.target.closest('[data-back]')) this.back();
    });
    dialog.addEventListener('close', () => {
      if (dialog.open) return; // told late, after it was opened again
      this.way = [];
      this.running?.abort();
    });
  }

  figure(measure, scope) {
    this.go(() => this.showFigure(measure, scope));
  }

  enterprise(code) {
    this.go(() => this.showEnterprise(code));
  }

  go(step) {
    this.way.push(step);
    if (!this.dialog.open) this.dialog.showModal();
    this.render();
  }

  back() {
    this.way.pop();
    this.render();
  }

  /** Anew, as after a change of language. */
  render() {
    if (!this.way.length) return;
    this.running?.abort();
    this.running = new AbortController();
    this.dialog.scrollTop = 0;
    this.way.at(-1)().catch((error) => {
      if (error.name !== 'AbortError') this.sheet('', h('p.notice', null, word('failed', { why: error.message })));
    });
  }

  sheet(title, ...content) {
    show(
      this.dialog,
      h(
        'div.sheet',
        null,
        h(
          'nav',
          null,
          this.way.length > 1 ? h('button.plain', { type: 'button', 'data-back': '' }, '← ' + word('back')) : h('span'),
          h('button.plain', { type: 'button', 'data-close': '' }, word('close')),
        ),
        h('h2', { id: 'detail-title' }, title),
        content,
      ),
    );
  }

  async showFigure(measure, scope) {
    const { page } = this;
    const { signal } = this.running;
    const asOf = page.store.asOf;
    const title = page.name(measure) + (scope === 'zone' ? '' : ', ' + page.place(scope));
    this.sheet(title, h('p.note', null, word('loading')));
    const path = '/kpis/' + encodeURIComponent(measure);
    const [answer, history, behind] = await Promise.all([
      ask(path, { scope, asOf, compare: 'year', inputs: true }, signal),
      ask(path + '/history', { scope, by: 'month' }, signal).catch(() => null),
      ask(path + '/enterprises', { scope, asOf, limit: LISTED }, signal).catch((error) => {
        if (error.name === 'AbortError') throw error;
        return null;
      }),
    ]);
    const value = answer.value ?? answer.values?.[0];
    const definition = answer.definition ?? page.measures.get(measure);
    this.sheet(
      title,
      h('p.value', null, h('span.amount', null, text(value.amount, value.unit, true)), ' ', changed(value)),
      exact(value),
      history && history.points.length > 1 ? plot('detail', title) : null,
      h('h3', null, word('definition')),
      h('p.definition', null, named(definition, 'definition')),
      h('h3', null, word('behindIt')),
      behindIt(page, behind, value),
      h('h3', null, word('inputs')),
      h(
        'p',
        null,
        h('b', null, word('cut') + ' ' + (answer.cut?.number ?? '–')),
        ', ',
        word('publishedAt', { t: moment(answer.cut?.publishedAt, page.zone.timeZone) }),
        '. ',
        word('inputsNote'),
      ),
      inputs(answer.inputs ?? []),
      h('p', null, h('a', { href: address(path + '/history', { scope, by: 'month', format: 'csv' }), download: measure + '.csv' }, word('exportCsv'))),
    );
    if (history) course(this.dialog.querySelector('[data-keep=detail]'), page, history);
  }

  async showEnterprise(code) {
    const { page } = this;
    this.sheet(code, h('p.note', null, word('loading')));
    let story;
    try {
      story = await ask('/enterprises/' + encodeURIComponent(code), {}, this.running.signal);
    } catch (error) {
      if (error.status !== 404 && error.status !== 400) throw error;
      this.sheet(code, h('p', null, word('notFound')));
      return;
    }
    const places = [story.places ?? story.place ?? []].flat();
    const certificates = (story.certificates ?? []).toSorted((one, other) => one.from.localeCompare(other.from));
    this.sheet(
      story.name ? enterpriseName(story.name) : code,
      h('p.note', null, h('code', null, code)),
      h(
        'dl.facts',
        null,
        places.map((place) => [h('dt', null, span(place)), h('dd', null, page.place('park:' + place.park), ', ', page.industryOf(place.industry))]),
        certificates.map((term) => [h('dt', null, span(term)), h('dd', null, named(term, 'kind') || term.kind)]),
      ),
      story.anomalies?.length ? [h('h3', null, word('contradicts')), story.anomalies.flatMap((anomaly) => anomaly.findings.map((finding) => h('p', null, named(finding, 'text'), ' ', h('code', null, anomaly.subject))))] : null,
      h('h3', null, word('story')),
      timeline(story.timeline ?? []),
    );
  }
}

const span = (spell) => (spell.until ? day(spell.from ?? spell.date, 'short') + ' – ' + day(spell.until, 'short') : word('since') + ' ' + day(spell.from ?? spell.date, 'short'));

/** The amount to the last digit, and for a ratio what it is made of. */
function exact(value) {
  if (value.numerator) return h('p.exact', null, `${text(value.numerator, '')} ÷ ${text(value.denominator, '')}`);
  if (value.unit !== 'money' || value.amount === null) return null;
  return h('p.exact', null, '¥' + value.amount.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ','));
}

const STANDINGS = { reversed: 'reversed', contradicted: 'contradicted', 'set-aside': 'setAside' };

/** What is told of the city as a whole is of no enterprise. */
const who = (page, { enterpriseId, name }) =>
  /^\d{6}$/.test(enterpriseId)
    ? named(page.zone.city)
    : h('button.link', { type: 'button', 'data-enterprise': enterpriseId }, name ? enterpriseName(name) : enterpriseId);

function behindIt(page, behind, value) {
  if (!behind) return h('p.note', null, word('behindNone'));
  const list = behind.enterprises;
  if (!list.length) return h('p.note', null, word('nobody'));
  const unit = behind.unit ?? value.unit;
  const most = Number(list[0].contribution) || 1;
  const all = list.length >= behind.count;
  // A bar each of the same length says nothing.
  const same = list.every((one) => one.contribution === list[0].contribution);
  const told = same || all ? ['behindAll', 'behindFirst'][all ? 0 : 1] : 'behindOf';
  return [
    behind.incomplete ? h('p.note.warned', null, word('behindMissing')) : null,
    h('p.note', null, word(told, { n: list.length, count: text(behind.count, ''), total: text(behind.total, unit) })),
    table(
      word('behindIt'),
      [
        {
          title: word('enterprise'),
          cell: (one) => who(page, one),
        },
        ...(same
          ? []
          : [
              { title: '', plot: true, cell: (one) => bar(Number(one.contribution) / most) },
              { title: word('value'), number: true, cell: (one) => text(one.contribution, unit) },
            ]),
      ],
      list,
      'ranked',
    ),
  ];
}

const inputs = (list) =>
  table(
    word('inputs'),
    [
      { title: word('topic'), cell: (input) => h('code', null, input.topic) },
      { title: word('partition'), number: true, cell: (input) => String(input.partition) },
      { title: word('offset'), number: true, cell: (input) => text(input.nextOffset, '') },
      { title: word('digest'), cell: (input) => h('code', { title: input.digest }, (input.digest ?? '').slice(0, SHORT_DIGEST) + '…') },
    ],
    list,
    'inputs',
  );

function timeline(events) {
  return h(
    'ol.timeline',
    null,
    events.map((event) =>
      h(
        'li' + (event.standing && event.standing !== 'counts' ? '.aside' : ''),
        { 'data-type': event.type },
        h('time', { datetime: event.date }, day(event.date, 'short')),
        h('p', null, named(event, 'text'), event.amount ? h('span.amount', null, ' ' + text(event.amount, 'money', true)) : null),
        h('p.note', null, STANDINGS[event.standing] ? h('b', null, word(STANDINGS[event.standing]), ' · ') : null, event.source, ' · ', h('code', null, event.eventId)),
      ),
    ),
  );
}

function course(element, page, history) {
  if (!element) return;
  const { unit, points } = history;
  draw(element, {
    grid: { left: 60, right: 18, top: 14, bottom: 24 },
    xAxis: timeAxis(points[0].date, points.at(-1).date),
    yAxis: valueAxis((amount) => short(amount, unit)),
    tooltip: tooltip((hits) => day(String(hits[0].value[0]).slice(0, 10)) + '\n' + text(hits[0].value[1], unit)),
    series: [
      {
        type: 'line',
        showSymbol: false,
        data: points.filter((point) => point.amount !== null).map((point) => [point.date, Number(point.amount)]),
        lineStyle: { color: ink('blue'), width: 2 },
        itemStyle: { color: ink('blue') },
        areaStyle: { color: ink('blue'), opacity: 0.1 },
        markLine: dayLine(page.day()),
      },
    ],
  });
}

