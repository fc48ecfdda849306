// Numbers and days as people read them.

import { spoken, word } from './words.js';

const locale = () => (spoken() === 'zh' ? 'zh-CN' : 'en-GB');

const UNITS = {
  enterprises: ['enterprises', '家'],
  certificates: ['certificates', '件'],
  clients: ['clients', '位'],
  products: ['products', '个'],
  transitions: ['steps', '次'],
  months: ['months', '个月'],
};

function plain(number, most, least = 0) {
  return number.toLocaleString(locale(), { maximumFractionDigits: most, minimumFractionDigits: least });
}

/** Money in steps of the language: billion and million, or 亿 and 万. */
function money(number, precise) {
  const size = Math.abs(number);
  const zh = spoken() === 'zh';
  const [step, unit] = zh
    ? size >= 1e8 ? [1e8, '亿'] : size >= 1e4 ? [1e4, '万'] : [1, '']
    : size >= 1e9 ? [1e9, 'billion'] : size >= 1e6 ? [1e6, 'million'] : [1, ''];
  const scaled = number / step;
  const most = step === 1 ? 0 : Math.abs(scaled) >= 100 ? (zh && precise ? 2 : 1) : precise ? 3 : 2;
  return { figure: plain(scaled, most, precise || step === 1 ? 0 : most), unit };
}

/**
 * An amount in two parts, for setting them in different sizes.
 *
 * @param amount exact decimal text, or a number; null for none
 * @param precise whether there is room for more digits
 */
export function parts(amount, unit, precise = false) {
  if (amount === null || amount === undefined) return { figure: '–', unit: '' };
  const number = Number(amount);
  switch (unit) {
    case 'money': {
      const { figure, unit: step } = money(number, precise);
      return spoken() === 'zh' ? { figure, unit: step + '元' } : { figure: '¥' + figure, unit: step };
    }
    case 'ratio':
      return { figure: plain(number * 100, 1, 1) + '%', unit: '' };
    default:
      return { figure: plain(number, 1), unit: UNITS[unit]?.[spoken() === 'zh' ? 1 : 0] ?? '' };
  }
}

/** The same in one piece, without the unit of what is only counted. */
export function text(amount, unit, precise = false) {
  const { figure, unit: name } = parts(amount, unit, precise);
  if (unit !== 'money') return figure;
  return spoken() === 'zh' || !name ? figure + name : figure + ' ' + name;
}

/** As short as an axis needs it. */
export function short(number, unit) {
  if (unit === 'ratio') return plain(number * 100, 0) + '%';
  if (unit !== 'money') return plain(number, 0);
  const { figure, unit: step } = money(number, true);
  return figure + ({ billion: ' bn', million: ' m' }[step] ?? step);
}

/** What a value changed by: null where it can't be told. */
export function change(value) {
  const now = value?.amount === null || value?.amount === undefined ? null : Number(value.amount);
  const before = value?.before === null || value?.before === undefined ? null : Number(value.before);
  if (now === null || before === null) return null;
  const difference = now - before;
  return {
    difference,
    direction: Math.sign(difference),
    percent: value.unit === 'ratio' || before === 0 ? null : (100 * difference) / Math.abs(before),
    points: value.unit === 'ratio' ? 100 * difference : null,
  };
}

/** A change in words and signs: never by colour, which means opposite things in China and elsewhere. */
export function changeText(changed, unit) {
  if (!changed) return '';
  if (changed.direction === 0) return word('unchanged');
  const arrow = (said) => (said.startsWith('±') ? '' : changed.direction > 0 ? '▲ ' : '▼ ') + said;
  if (changed.points !== null) {
    return arrow(signed(changed.points, 1)) + (spoken() === 'zh' ? '' : ' ') + word('points');
  }
  return changed.percent === null || Math.abs(changed.percent) >= 1000
    ? arrow((changed.difference > 0 ? '+' : '') + text(changed.difference, unit).replace('-', '−'))
    : arrow(signed(changed.percent, 1)) + '%';
}

function signed(number, digits) {
  if (Math.abs(number) < 0.5 / 10 ** digits) return '±' + plain(0, digits, digits);
  return (number > 0 ? '+' : '−') + plain(Math.abs(number), digits, digits);
}

const dayOf = (iso) => new Date(iso + 'T00:00:00Z');

export function day(iso, month = 'long') {
  return iso ? dayOf(iso).toLocaleDateString(locale(), { timeZone: 'UTC', year: 'numeric', month, day: 'numeric' }) : '–';
}

export function moment(iso, timeZone) {
  return iso ? new Date(iso).toLocaleString(locale(), { timeZone, dateStyle: 'medium', timeStyle: 'medium' }) : '–';
}

/** Days since 1970: what the slider counts in. */
export const numberOf = (iso) => Math.round(dayOf(iso).getTime() / 86_400_000);
export const isoOf = (number) => new Date(number * 86_400_000).toISOString().slice(0, 10);
