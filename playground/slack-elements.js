import { el, hidden, icon, isSafeAddress, outside } from './element.js';
import { drawEmoji, drawMrkdwn } from './slack-mrkdwn.js';

/**
 * @typedef {Record<string, any>} Json
 * @typedef {(data: Json, button: HTMLElement) => void} Press gets what Slack would send for the pressed element
 */

/** @param {Json} block */
export function unknown(block) {
  return el('p', { class: 'slack-unknown' }, `A “${block.type}” block, which this page does not draw.`);
}

/** @param {Json} text a plain_text or mrkdwn object */
export function drawText({ type, text, emoji }) {
  if (type === 'mrkdwn') return drawMrkdwn(text);
  return document.createTextNode(emoji === false ? text : drawEmoji(text));
}

/** @param {Json[]} elements @param {Press} press */
export function drawActions(elements, press) {
  return el('div', { class: 'slack-actions' }, ...elements.map((each) => drawElement(each, press)));
}

/** @param {Json} element @param {Press} press @returns {Node} */
export function drawElement(element, press) {
  switch (element.type) {
    case 'button':
      return drawButton(element, press);
    case 'overflow':
      return drawOverflow(element, press);
    case 'feedback_buttons':
      return drawThumbs(element, press);
    default:
      return unknown(element);
  }
}

/** @param {Json} button @param {Press} press */
function drawButton(button, press) {
  const label = drawText(button.text);
  const spoken = button.accessibility_label;
  const name = { 'aria-label': spoken?.includes(label.textContent) && spoken };
  const look = `slack-button${button.style ? ` slack-${button.style}` : ''}`;
  if (button.url && isSafeAddress(button.url)) {
    return el('a', { class: look, href: button.url, title: button.url, ...outside, ...name }, label);
  }
  const { type, action_id, value } = button;
  return el(
    'button',
    { type: 'button', class: look, ...name, onclick: pressed(press, { type, action_id, value }) },
    label
  );
}

/** Draws a menu behind three dots. @param {Json} element @param {Press} press */
function drawOverflow({ type, action_id, options }, press) {
  const menu = el(
    'ul',
    { class: 'slack-menu', hidden: true },
    ...options.map((/** @type {Json} */ option) => {
      const click = pressed(press, { type, action_id, selected_option: option });
      return el('li', {}, el('button', { type: 'button', onclick: click }, drawText(option.text)));
    })
  );
  const dots = el(
    'button',
    { type: 'button', class: 'slack-button slack-dots', 'aria-expanded': 'false' },
    icon('dots')
  );
  dots.append(hidden('More'));
  const open = (/** @type {boolean} */ wanted) => {
    menu.hidden = !wanted;
    dots.setAttribute('aria-expanded', String(wanted));
  };
  dots.addEventListener('click', () => open(menu.hidden === true));
  const box = el('div', { class: 'slack-overflow' }, dots, menu);
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || menu.hidden) return;
    open(false);
    dots.focus();
  });
  box.addEventListener('focusout', (event) => {
    if (!box.contains(/** @type {Node | null} */ (event.relatedTarget))) open(false);
  });
  return box;
}

/** @param {Json} element @param {Press} press */
function drawThumbs({ type, action_id, positive_button, negative_button }, press) {
  const thumbs = [positive_button, negative_button].map(({ text, value, accessibility_label }, index) => {
    const thumb = el('button', {
      type: 'button',
      class: `slack-thumb${index ? ' down' : ''}`,
      title: text.text,
      'aria-label': accessibility_label ?? text.text,
      'aria-pressed': 'false'
    });
    thumb.append(icon('thumb'));
    thumb.addEventListener('click', () => {
      for (const each of thumbs) each.setAttribute('aria-pressed', String(each === thumb));
      press({ type, action_id, value }, thumb);
    });
    return thumb;
  });
  return el('div', { class: 'slack-thumbs', role: 'group', 'aria-label': 'Was this helpful?' }, ...thumbs);
}

/** @param {Press} press @param {Json} data */
function pressed(press, data) {
  return (/** @type {Event} */ event) => press(data, /** @type {HTMLElement} */ (event.currentTarget));
}
