import { el, icon, isSafeAddress, outside } from './element.js';
import { drawActions, drawElement, drawText, unknown } from './slack-elements.js';

/**
 * Draws Block Kit blocks much as Slack does: the types that our cards use. A type unknown here is named, not hidden.
 * Reference: https://docs.slack.dev/reference/block-kit/
 *
 * @typedef {import('./slack-elements.js').Json} Json
 * @typedef {import('./slack-elements.js').Press} Press
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
  container: ({ title, child_blocks, is_collapsible, default_collapsed }, press) =>
    el(
      is_collapsible ? 'details' : 'div',
      { class: 'slack-container', open: is_collapsible && !default_collapsed },
      el(is_collapsible ? 'summary' : 'div', { class: 'slack-container-title' }, drawText(title)),
      drawBlocks(child_blocks, press)
    ),
  context_actions: ({ elements }, press) =>
    el('div', { class: 'slack-actions' }, ...elements.map((/** @type {Json} */ each) => drawElement(each, press))),
  data_visualization: drawChart
};

/** Draws grouped bars over the axis, as tall as the highest; every number also stands in its bar's name. @param {Json} block */
function drawChart({ title, chart: { series, axis_config } }) {
  const highest = Math.max(
    1,
    ...series.flatMap((/** @type {Json} */ { data }) => data.map((/** @type {Json} */ { value }) => value))
  );
  const groups = axis_config.categories.map((/** @type {string} */ category, /** @type {number} */ at) =>
    el(
      'li',
      { class: 'slack-chart-group' },
      el(
        'div',
        { class: 'slack-chart-bars' },
        ...series.map((/** @type {Json} */ { name, data }, /** @type {number} */ one) => {
          const { value } = data[at];
          const bar = el('span', {
            class: `slack-chart-bar series-${one}`,
            role: 'img',
            'aria-label': `${name}: ${value}`
          });
          bar.style.height = `${(value / highest) * 100}%`;
          return bar;
        })
      ),
      el('span', { class: 'slack-chart-label', dir: 'auto' }, category)
    )
  );
  const legend = series.map((/** @type {Json} */ { name }, /** @type {number} */ one) =>
    el('span', {}, el('i', { class: `slack-chart-key series-${one}` }), name)
  );
  return el(
    'figure',
    { class: 'slack-chart' },
    el('figcaption', { dir: 'auto' }, title),
    el('span', { class: 'slack-chart-axis' }, `${axis_config.y_label ?? ''}, up to ${highest}`),
    el('ul', { class: 'slack-chart-groups' }, ...groups),
    el('div', { class: 'slack-chart-legend' }, ...legend)
  );
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
  const arrow = (/** @type {'left' | 'right'} */ side, /** @type {1 | -1} */ way) => {
    const button = el(
      'button',
      { type: 'button', class: `slack-arrow ${side}`, tabindex: -1, 'aria-hidden': 'true' },
      icon(side)
    );
    button.addEventListener('click', () => strip.scrollBy({ left: way * strip.clientWidth * 0.8 }));
    return button;
  };
  const [back, on] = [arrow('left', -1), arrow('right', 1)];
  const atEnds = () => {
    back.hidden = strip.scrollLeft < 4;
    on.hidden = strip.scrollLeft + strip.clientWidth > strip.scrollWidth - 4;
  };
  strip.addEventListener('scroll', atEnds);
  strip.addEventListener('pointerenter', atEnds);
  return el('div', { class: 'slack-carousel-box' }, strip, back, on);
}
