// What is seen, to take away: as CSV, and as a picture of the very section.

import { pixels } from './charts.js';
import { day } from './figures.js';
import { word } from './words.js';

const SCALE = 2;
const MARGIN = 32;

export function saveCsv(name, rows) {
  const quoted = (cell) => {
    const text = cell === null || cell === undefined ? '' : String(cell);
    return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  };
  // The mark of UTF-8 is for spreadsheets, which otherwise garble Chinese.
  const text = '\ufeff' + rows.map((row) => row.map(quoted).join(',')).join('\r\n') + '\r\n';
  save(new Blob([text], { type: 'text/csv' }), name + '.csv');
}

/** Draws a section as the browser shows it: its elements inside a drawing, its charts as pictures. */
export async function savePicture(section, name, page) {
  const styles = await (await fetch('/page.css')).text();
  const { width, height } = section.getBoundingClientRect();
  const copy = section.cloneNode(true);
  copy.querySelector('.tools')?.remove();
  for (const element of copy.querySelectorAll('.changed')) element.classList.remove('changed');
  const charts = [...section.querySelectorAll('[data-keep]')];
  [...copy.querySelectorAll('[data-keep]')].forEach((chart, i) => {
    const image = document.createElement('img');
    const source = pixels(charts[i]);
    if (source) image.src = source;
    image.width = charts[i].clientWidth;
    image.height = charts[i].clientHeight;
    chart.replaceChildren(image);
  });
  const lens = copy.querySelector('select');
  if (lens) lens.replaceWith(document.createTextNode(section.querySelector('select').selectedOptions[0]?.textContent ?? ''));
  const source = document.createElement('p');
  source.className = 'source';
  source.textContent = `${word('picture')} · ${word('asOf')} ${day(page.day())} · ${word('cut')} ${page.store.cut?.number ?? '–'}`;
  copy.append(source);

  const root = document.documentElement;
  const [wide, high] = [Math.ceil(width) + 2 * MARGIN, Math.ceil(height) + 2 * MARGIN + 32];
  const content = new XMLSerializer().serializeToString(copy);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" lang="${root.lang}" data-mode="${root.dataset.mode}"><style>${styles
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')}</style><foreignObject width="100%" height="100%"><div xmlns="http://www.w3.org/1999/xhtml" class="picture">${content}</div></foreignObject></svg>`;
  const image = new Image();
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svg);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = wide * SCALE;
  canvas.height = high * SCALE;
  const context = canvas.getContext('2d');
  context.scale(SCALE, SCALE);
  context.drawImage(image, 0, 0);
  save(await new Promise((resolve) => canvas.toBlob(resolve, 'image/png')), name + '.png');
}

function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
