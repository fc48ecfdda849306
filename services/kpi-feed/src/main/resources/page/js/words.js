// The page's own words. Names of measures, parks and so on come from the service, in both languages.

const WORDS = {
  skip: ['Skip to the figures', '跳到指标'],
  strap: ['A statistical page of the zone, kept by its events', '由事件实时推算的园区统计页'],
  asOf: ['As of', '截至'],
  today: ['Today', '今天'],
  nothing: ['Nothing has been told of this zone up to this day. Figures appear as soon as its registries publish events.', '截至此日尚无本区的任何事件。各登记机关发布事件后，指标将立即显示。'],
  figures: ['The zone in figures', '全区概览'],
  places: ['Where it happens', '园区与行业'],
  time: ['Over the years', '历年走势'],
  loans: ['Loans and banks', '贷款产品与银行'],
  growth: ['How enterprises grow', '企业成长阶梯'],
  fairs: ['Trade fairs', '展会'],
  quality: ['How far to trust this page', '数据质量'],
  lens: ['Showing', '指标'],
  level: ['Level', '存量'],
  yearly: ['Change by year', '年度增量'],
  colophon: [
    'Every figure is a sum over enterprises, computed from the events that registries published, and names the exact input it was computed from. Choose any number to see how it came about.',
    '每个数字都由各登记机关发布的事件按企业汇总而成，并注明其所依据的全部输入。点击任一数字即可查看其来历。',
  ],
  api: ['The same figures for programs', '供程序使用的接口'],
  live: ['Live', '实时'],
  connecting: ['Connecting', '连接中'],
  lost: ['Connection lost, trying again', '连接中断，正在重连'],
  cut: ['cut', '切面'],
  dark: ['Dark', '深色'],
  light: ['Light', '浅色'],
  other: ['中文', 'English'],
  otherLabel: ['切换到中文', 'Switch to English'],
  yearBefore: ['on the year before', '较上年同日'],
  noYearBefore: ['no figure a year before', '上年同日无数据'],
  unchanged: ['unchanged', '持平'],
  points: ['points', '个百分点'],
  twelve: ['in twelve months', '近12个月'],
  cityShare: ['{share} of the {total} in the city', '占全市 {total} 家的 {share}'],
  also: ['Also', '另有'],
  share: ['Share', '占比'],
  year: ['On the year', '同比'],
  park: ['Park', '园区'],
  industry: ['Industry', '行业'],
  value: ['Value', '数值'],
  matrix: ['Parks by industry', '园区 × 行业'],
  matrixNote: ['The area of a dot is its figure; choose one to see what is behind it.', '圆点面积表示数值；点击查看来历。'],
  mapNote: ['Circles lie as the parks do; their area is the figure.', '圆的位置示意园区方位，面积表示数值。'],
  north: ['N', '北'],
  balance: ['Loan balance by product', '分产品贷款余额'],
  inAndOut: ['Paid out and paid back, by quarter', '每季度发放与偿还'],
  paidOut: ['paid out', '发放'],
  paidBack: ['paid back', '偿还'],
  banks: ['Banks', '银行'],
  bank: ['Bank', '银行'],
  product: ['Product', '产品'],
  borrowers: ['Enterprises', '企业'],
  fair: ['Fair', '展会'],
  participants: ['Exhibitors', '参展企业'],
  clients: ['Clients', '意向客户'],
  signed: ['Orders signed', '签署订单'],
  standing: ['Standing', '在手'],
  converted: ['Contracts', '转化合同'],
  all: ['Show all {n}', '显示全部 {n} 项'],
  fewer: ['Show fewer', '收起'],
  median: ['half within {n} months', '半数在 {n} 个月内'],
  medianShort: ['median', '中位数'],
  p90: ['nine of ten within {n}', '九成在 {n} 个月内'],
  stairsNote: ['Each enterprise stands on the highest stage it holds. Below the stages: how long the step up to it took.', '每家企业只计入其所处的最高阶段。各阶段下方为升至该阶段所用时间。'],
  step: ['from {from}', '自{from}'],
  steps: ['{n} steps up', '{n} 次跃升'],
  monthsTaken: ['months taken', '用时（月）'],
  anomalies: ['Histories that contradict themselves', '自相矛盾的记录'],
  anomaliesNote: ['They count nowhere until they make sense.', '在理清之前不计入任何指标。'],
  noAnomalies: ['None. Every history makes sense.', '没有。所有记录均自洽。'],
  letters: ['Records that could not be read', '无法读取的记录'],
  lettersNote: ['Kept with their bytes, to be corrected and sent again.', '保留原始内容，待更正后重投。'],
  noLetters: ['None. Every record could be read.', '没有。所有记录均可读取。'],
  counting: ['Still counting those from before the start.', '仍在统计启动前的记录。'],
  lag: ['Not yet in the figures', '尚未计入'],
  lagNote: ['Records that have arrived but that the last cut does not include.', '已到达但最近切面尚未包含的记录。'],
  lastCut: ['Last cut', '最近切面'],
  count: ['Records', '条数'],
  records: ['records', '条记录'],
  topic: ['Topic', '主题'],
  partition: ['Partition', '分区'],
  behind: ['Behind', '滞后'],
  read: ['Included', '已计入'],
  more: ['More', '更多'],
  reason: ['Reason', '原因'],
  enterprise: ['Enterprise', '企业'],
  close: ['Close', '关闭'],
  back: ['Back', '返回'],
  definition: ['What it means', '口径'],
  behindIt: ['The enterprises behind it', '背后的企业'],
  behindAll: ['All {count}', '共 {count} 家'],
  behindFirst: ['{n} of {count}', '共 {count} 家，列出 {n} 家'],
  behindMissing: ['Some of the service is away: these are not all.', '部分服务不可用，名单不完整。'],
  behindOf: ['The {n} largest of {count}; all {count} together {total}', '最大的 {n} 家（共 {count} 家，合计 {total}）'],
  behindNone: ["Which enterprises are behind it can't be told now.", '暂时无法查询背后的企业。'],
  nobody: ['No enterprise is behind it.', '没有企业。'],
  inputs: ['What it was computed from', '计算所依据的输入'],
  inputsNote: ['All records before these offsets are included; the digest is SHA-256 chained over them.', '包含各偏移量之前的全部记录；摘要为其链式 SHA-256。'],
  offset: ['Next offset', '下一偏移量'],
  digest: ['Digest', '摘要'],
  publishedAt: ['published {t}', '发布于 {t}'],
  setAside: ['set aside', '暂不计入'],
  reversed: ['reversed', '已冲正'],
  contradicted: ['contradicted', '互相矛盾'],
  contradicts: ['Contradicts itself', '自相矛盾'],
  story: ['Its story', '历程'],
  certificates: ['Certificates', '资质'],
  since: ['since', '自'],
  notFound: ['Nothing is known of it.', '没有相关记录。'],
  failed: ["The service can't be asked now: {why}", '暂时无法查询：{why}'],
  csv: ['CSV', 'CSV'],
  png: ['PNG', 'PNG'],
  exportCsv: ['Save as CSV', '导出 CSV'],
  exportPng: ['Save as picture', '导出图片'],
  changed: ['Cut {n}: {what}', '切面 {n}：{what}'],
  entire: ['the zone', '全区'],
  city: ['the city', '全市'],
  none: ['no value', '无值'],
  total: ['All parks', '全区合计'],
  loading: ['Reading the figures', '正在读取'],
  picture: ['Source: Zonepulse', '来源：Zonepulse'],
};

let language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';

export const spoken = () => language;

export function speak(next) {
  language = next;
  document.documentElement.lang = next === 'zh' ? 'zh-Hans' : 'en';
}

/** One of the page's words, with what stands in braces replaced. */
export function word(id, values = {}) {
  const [en, zh] = WORDS[id];
  return (language === 'zh' ? zh : en).replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** The name, definition or text of something that the service answers in both languages. */
export function named(thing, field = 'name') {
  return thing?.[field + (language === 'zh' ? 'Zh' : 'En')] ?? '';
}

/** An enterprise's name in the reader's language, where its register keeps both: "Name (名称)". */
export function enterpriseName(name) {
  const [, latin, chinese] = /^(.*\S) \((.*[\u3400-\u9fff].*)\)$/.exec(name) ?? [];
  if (!latin) return name;
  return language === 'zh' ? chinese : latin;
}

/** Puts the words into the parts of the document that stay. */
export function label(root) {
  for (const element of root.querySelectorAll('[data-word]')) element.textContent = word(element.dataset.word);
}
