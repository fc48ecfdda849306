// Building and changing the document. Everything is built anew and then morphed into what is there, so that a
// reader keeps focus, selection and place while figures change underneath.

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat(9)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

/** An element: h('p.note', {id: 'x'}, 'text', child). */
export function h(tag, attributes, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(' ');
  return fill(element, attributes, children);
}

/** The same in a drawing. */
export function s(tag, attributes, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElementNS(SVG, name);
  if (classes.length) element.setAttribute('class', classes.join(' '));
  return fill(element, attributes, children);
}

/** Makes what is there look as what is wanted. What is marked data-keep (a chart) is left alone inside. */
export function show(there, ...wanted) {
  const next = document.createDocumentFragment();
  next.append(...wanted.flat(9).filter(Boolean));
  morphChildren(there, next);
}

function morphChildren(there, wanted) {
  const next = [...wanted.childNodes];
  next.forEach((node, index) => {
    const old = there.childNodes[index];
    if (!old) there.append(node);
    else if (!alike(old, node)) old.replaceWith(node);
    else morph(old, node);
  });
  while (there.childNodes.length > next.length) there.lastChild.remove();
}

function alike(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName && one.dataset?.keep === other.dataset?.keep
    && one.dataset?.key === other.dataset?.key;
}

function morph(old, node) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== node.data) old.data = node.data;
    return;
  }
  const pointedAt = old.classList.contains('changed');
  for (const { name } of [...old.attributes]) {
    // A chart's element has attributes of the chart's own.
    if (!node.hasAttribute(name) && !old.dataset.keep) old.removeAttribute(name);
  }
  for (const { name, value } of [...node.attributes]) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  if (pointedAt) old.classList.add('changed');
  if (!old.dataset.keep) morphChildren(old, node);
}
