/**
 * Makes an element. Text becomes text nodes, never markup.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] `onclick` and the like take functions; false and undefined are left out
 * @param {...(Node | string | undefined | false)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** Link attributes for an address outside: a new tab that learns nothing of this page. */
export const outside = { target: '_blank', rel: 'noopener noreferrer' };

/** Returns true for the addresses that may be opened: http, https and mailto. @param {string} url */
export function isSafeAddress(url) {
  return /^(?:https?:\/\/|mailto:)\S+$/i.test(url) && URL.canParse(url);
}

/** Shapes of 24 by 24, drawn with a line. @type {Record<string, string>} */
const shapes = {
  thumb: 'M4 11h3v9H4zM7 11l4-7.6c1.5 0 2.3 1 2.1 2.4L12.5 10H18a2 2 0 0 1 2 2.4l-1.2 6A2 2 0 0 1 16.9 20H7',
  dots: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  out: 'M13 5h6v6M19 5l-9 9M17 14v5H5V7h5',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  eye: 'M3 12c3-5 6-7 9-7s6 2 9 7c-3 5-6 7-9 7s-6-2-9-7zM12 9.500a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z',
  cross: 'M6 6l12 12M18 6 6 18',
  left: 'M14 6l-6 6 6 6',
  right: 'M10 6l6 6-6 6'
};

/** Creates a drawing that says nothing to a screen reader: the label stands beside it. @param {string} name */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [key, value] of [
    ['viewBox', '0 0 24 24'],
    ['class', `icon icon-${name}`],
    ['aria-hidden', 'true'],
    ['focusable', 'false']
  ]) {
    svg.setAttribute(/** @type {string} */ (key), /** @type {string} */ (value));
  }
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', shapes[name] ?? '');
  svg.append(path);
  return svg;
}

/** Creates words for screen readers only. @param {string} text */
export function hidden(text) {
  return el('span', { class: 'hidden' }, text);
}

/** Creates the cross in the corner of either window. @param {() => void} close */
export function closeButton(close) {
  const button = el('button', { type: 'button', class: 'form-close', 'aria-label': 'Close', onclick: close });
  button.append(icon('cross'));
  return button;
}
