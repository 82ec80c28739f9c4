import { el, hidden, icon, isSafeAddress, outside } from './element.js';
import { drawEmoji, drawMrkdwn } from './slack-mrkdwn.js';

/**
 * Draws Block Kit blocks much as Slack does: the types that our cards use. A type unknown here is named, not hidden.
 * Reference: https://docs.slack.dev/reference/block-kit/
 *
 * @typedef {Record<string, any>} Json
 * @typedef {(data: Json, button: HTMLElement) => void} Press gets what Slack would send for the pressed element
 * @param {readonly Json[]} blocks
 * @param {Press} press
 */
export function drawBlocks(blocks, press) {
  const drawn = el('div', { class: 'slack-blocks' });
  for (const block of blocks) drawn.append((draw[block.type] ?? unknown)(block, press));
  return drawn;
}

/** @type {Record<string, (block: Json, press: Press) => Node>} */
const draw = {
  header: ({ text }) => el('h4', { class: 'slack-header', dir: 'auto' }, drawText(text)),
  divider: () => el('hr', { class: 'slack-divider' }),
  section: drawSection,
  context: ({ elements }) =>
    el(
      'div',
      { class: 'slack-context' },
      ...elements.map((/** @type {Json} */ each) => el('span', { dir: 'auto' }, drawText(each)))
    ),
  actions: ({ elements }, press) => drawActions(elements, press),
  rich_text: ({ elements }) => el('div', { class: 'slack-rich' }, ...elements.map(drawRich)),
  card: drawCard,
  carousel: drawCarousel,
  context_actions: ({ elements }, press) =>
    el('div', { class: 'slack-actions' }, ...elements.map((/** @type {Json} */ each) => drawElement(each, press)))
};

/** @param {Json} block */
function unknown(block) {
  return el('p', { class: 'slack-unknown' }, `A “${block.type}” block, which this page does not draw.`);
}

/** @param {Json} text a plain_text or mrkdwn object */
function drawText({ type, text, emoji }) {
  if (type === 'mrkdwn') return drawMrkdwn(text);
  return document.createTextNode(emoji === false ? text : drawEmoji(text));
}

/** @param {Json} section @param {Press} press */
function drawSection({ text, fields, accessory }, press) {
  const body = el('div', { class: 'slack-section-body' });
  if (text) body.append(el('div', { class: 'slack-text', dir: 'auto' }, drawText(text)));
  if (fields) {
    const each = fields.map((/** @type {Json} */ field) =>
      el('div', { class: 'slack-text', dir: 'auto' }, drawText(field))
    );
    body.append(el('div', { class: 'slack-fields' }, ...each));
  }
  return el('div', { class: 'slack-section' }, body, accessory && drawElement(accessory, press));
}

/** @param {Json} part */
function drawRich(part) {
  const runs = part.elements.map((/** @type {Json} */ run) => {
    if (run.type === 'link' && isSafeAddress(run.url))
      return el('a', { href: run.url, ...outside }, run.text ?? run.url);
    return run.style?.bold ? el('strong', {}, run.text) : document.createTextNode(run.text ?? run.url ?? '');
  });
  return el(part.type === 'rich_text_quote' ? 'blockquote' : 'div', { class: 'slack-text', dir: 'auto' }, ...runs);
}

/** @param {Json[]} elements @param {Press} press */
function drawActions(elements, press) {
  return el('div', { class: 'slack-actions' }, ...elements.map((each) => drawElement(each, press)));
}

/** @param {Json} element @param {Press} press @returns {Node} */
function drawElement(element, press) {
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

/** A menu behind three dots. @param {Json} element @param {Press} press */
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

/** @param {Json} card @param {Press} press */
function drawCard({ title, subtitle, body, actions }, press) {
  return el(
    'div',
    { class: 'slack-card' },
    title && el('div', { class: 'slack-card-title', dir: 'auto' }, drawText(title)),
    subtitle && el('div', { class: 'slack-card-subtitle', dir: 'auto' }, drawText(subtitle)),
    body && el('div', { class: 'slack-text', dir: 'auto' }, drawText(body)),
    actions && drawActions(actions, press)
  );
}

/** @param {Json} block @param {Press} press */
function drawCarousel({ elements }, press) {
  const cards = elements.map((/** @type {Json} */ card) => el('li', {}, drawCard(card, press)));
  const strip = el(
    'ul',
    { class: 'slack-carousel', tabindex: 0, 'aria-label': `${elements.length} cards, side by side` },
    ...cards
  );
  const turn = (/** @type {number} */ way) => strip.scrollBy({ left: way * strip.clientWidth * 0.8 });
  const arrow = (/** @type {string} */ side, /** @type {number} */ way) => {
    const button = el(
      'button',
      { type: 'button', class: `slack-arrow ${side}`, tabindex: -1, 'aria-hidden': 'true' },
      icon(side)
    );
    button.addEventListener('click', () => turn(way));
    return button;
  };
  return el('div', { class: 'slack-carousel-box' }, strip, arrow('left', -1), arrow('right', 1));
}

/** @param {Press} press @param {Json} data */
function pressed(press, data) {
  return (/** @type {Event} */ event) => press(data, /** @type {HTMLElement} */ (event.currentTarget));
}
