// How far to trust this page: what contradicts itself, what could not be read, what isn't in the figures yet.

import { h, show } from './dom.js';
import { moment, text } from './figures.js';
import { bar, table } from './parts.js';
import { named, spoken, word } from './words.js';

export function quality(root, page) {
  const answer = page.quality;
  if (!answer) return;
  const reasons = Object.entries(answer.deadLettersByReason).sort((one, other) => other[1] - one[1]);
  show(
    root,
    h(
      'div.pane',
      null,
      h('h3', null, word('anomalies')),
      h('p.count', null, text(answer.openAnomalies, 'transitions')),
      h('p.note', null, answer.openAnomalies ? word('anomaliesNote') : word('noAnomalies')),
      anomalies(page),
    ),
    h(
      'div.pane',
      null,
      h('h3', null, word('letters')),
      h('p.count', null, text(answer.deadLetters, 'transitions')),
      h('p.note', null, answer.deadLettersComplete === false ? word('counting') : answer.deadLetters ? word('lettersNote') : word('noLetters')),
      reasons.length ? table(word('letters'), reasonColumns(reasons), reasons, 'ranked') : null,
    ),
    h(
      'div.pane',
      null,
      h('h3', null, word('lag')),
      h('p.count', null, text(answer.recordsBehind ?? 0, 'transitions'), h('span.unit', null, word('records'))),
      h('p.note', null, word('lagNote')),
      table(word('lag'), topicColumns(), topics(answer.lag), 'ranked'),
      h('p.cutline', null, word('lastCut'), ' ', h('b', null, String(answer.cut?.number ?? '–')), ', ', moment(answer.cut?.publishedAt, page.zone.timeZone)),
    ),
  );
}

function anomalies(page) {
  const list = page.anomalies?.anomalies ?? [];
  if (!list.length) return null;
  return [
    h(
      'ul.anomalies',
      null,
      list.map((anomaly) =>
        h(
          'li',
          null,
          h('button.code', { type: 'button', 'data-enterprise': anomaly.enterpriseId, 'aria-haspopup': 'dialog' }, anomaly.enterpriseId),
          ' ',
          h('span.note', null, anomaly.subject),
          anomaly.findings.map((finding) => h('p', null, named(finding, 'text'))),
        ),
      ),
    ),
    page.anomalies.next ? h('p', null, h('button.plain', { type: 'button', 'data-anomalies': '' }, word('more'))) : null,
  ];
}

function reasonColumns(reasons) {
  const most = reasons[0][1];
  return [
    { title: word('reason'), cell: ([reason]) => reasonText(reason) },
    { title: '', plot: true, cell: ([, count]) => bar(count / most, 'warn') },
    { title: word('count'), number: true, cell: ([, count]) => text(count, 'transitions') },
  ];
}

const REASONS = {
  UNDECODABLE: ['No record in the wire format', '无法解码'],
  UNKNOWN_SCHEMA: ['Unknown schema', '未知模式'],
  INCOMPATIBLE_SCHEMA: ['Schema of another sort', '模式不兼容'],
  MALFORMED: ['Malformed', '格式错误'],
  INVALID_FIELD: ['A field is wrong', '字段有误'],
  INVALID_CREDIT_CODE: ['Wrong enterprise code', '企业代码有误'],
  UNKNOWN_PARK: ['Unknown park', '未知园区'],
  UNKNOWN_LOAN_PRODUCT: ['Unknown loan product', '未知贷款产品'],
  INVALID_AMOUNT: ['Wrong amount', '金额有误'],
  FOREIGN_CURRENCY: ['Another currency', '外币'],
  INVALID_DATE: ['Wrong date', '日期有误'],
  WRONG_STREAM: ['Belongs to another topic', '主题不符'],
  FOREIGN_SOURCE: ['Speaks as another source', '冒用来源'],
  TOO_LARGE: ['Too large', '过大'],
};

const reasonText = (reason) => REASONS[reason]?.[spoken() === 'zh' ? 1 : 0] ?? reason;

const topicColumns = () => [
  { title: word('topic'), cell: ([topic]) => h('code', null, topic) },
  { title: word('read'), number: true, cell: ([, sum]) => text(sum.read, 'transitions') },
  { title: word('behind'), number: true, cell: ([, sum]) => text(sum.behind, 'transitions') },
];

function topics(lag) {
  const sums = new Map();
  for (const partition of lag) {
    const sum = sums.get(partition.topic) ?? { read: 0, behind: 0 };
    sum.read += partition.nextOffset;
    sum.behind += partition.endOffset - partition.nextOffset;
    sums.set(partition.topic, sum);
  }
  return [...sums];
}

export function qualityRows(page) {
  const answer = page.quality;
  if (!answer) return [];
  return [
    ['what', 'which', 'count'],
    ['open anomalies', '', answer.openAnomalies],
    ...Object.entries(answer.anomaliesByCode).map(([code, count]) => ['open anomalies', code, count]),
    ['dead letters', '', answer.deadLetters],
    ...Object.entries(answer.deadLettersByReason).map(([reason, count]) => ['dead letters', reason, count]),
    ...topics(answer.lag).map(([topic, sum]) => ['records behind', topic, sum.behind]),
    ['last cut', answer.cut?.publishedAt ?? '', answer.cut?.number ?? ''],
  ];
}
