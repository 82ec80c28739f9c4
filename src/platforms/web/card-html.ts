import type { Action, Card, Chart, Folded, Link, Tile } from '../../core/model/card.ts';
import { type Html, html, safeAddress } from './html.ts';
import { markdownHtml } from './markdown-html.ts';

/** Place of a card in its page. */
export interface CardPlace {
  /** Level of its heading: 1 on a page of its own, 2 under a heading of the page. */
  level: 1 | 2;
  /** Id of the entry the card is about, where it has an address of its own. */
  entry?: string;
}

/**
 * Draws a card as a piece of a page, in the order of its slots. Works without a script: what opens an entry, a topic or
 * a question is a link; the other buttons have the class `js` and are shown by the script that serves them.
 */
export function cardHtml(card: Card, { level, entry }: CardPlace): Html {
  const { title, subtitle, quote, text, note, facts = [], links = [], tiles = [], actions = [], more } = card;
  const heading = level === 1 ? html`<h1 tabindex="-1">${title}</h1>` : html`<h2 tabindex="-1">${title}</h2>`;
  return html`<article class="card"${entry ? html` data-entry="${entry}"` : ''}>
${heading}
${subtitle && html`<p class="kind">${subtitle}</p>`}
${quote && html`<blockquote dir="auto">${quote}</blockquote>`}
${text && html`<div class="says">${markdownHtml(text)}</div>`}
${note && html`<p class="note">${note}</p>`}
${facts.length > 0 && html`<dl>${facts.map(({ label, value }) => html`<div><dt>${label}</dt><dd dir="auto">${value}</dd></div>`)}</dl>`}
${buttons(links, [])}
${rows(tiles)}
${card.chart && chartHtml(card.chart)}
${buttons([], actions)}
${more && folded(more)}
${card.feedback && thumbs(card.feedback.about)}
${card.footer && html`<p class="foot">${card.footer}</p>`}
${entry && html`<p class="share js"><button type="button" class="plain" data-copy="/entry/${encodeURIComponent(entry)}">Copy link</button></p>`}
</article>`;
}

function buttons(links: readonly Link[], actions: readonly Action[]): Html | undefined {
  const drawn = [...links.flatMap((link) => linkHtml(link) ?? []), ...actions.map((action) => actionHtml(action))];
  return drawn.length > 0 ? html`<p class="buttons">${drawn.map((each) => html`${each} `)}</p>` : undefined;
}

function linkHtml({ label, url, style, name }: Link): Html | undefined {
  const address = safeAddress(url);
  return address === undefined
    ? undefined
    : html`<a class="button${style ? ' main' : ''}" href="${address}"${named(name, label)}>${label}</a>`;
}

const named = (name: string | undefined, label: string): Html | undefined =>
  name !== undefined && name !== label ? html` aria-label="${name}"` : undefined;

/** Returns the address behind a button that only leads somewhere; undefined for one with an effect. */
function addressOf({ id, value }: Action): string | undefined {
  switch (id) {
    case 'open':
    case 'choose':
      return `/entry/${encodeURIComponent(value)}`;
    case 'prompt':
      return `/?q=${encodeURIComponent(value)}`;
    case 'topic':
      return value ? `/topic/${encodeURIComponent(value)}` : '/#topics';
    case 'contacts':
      return `/?q=${encodeURIComponent(`contacts ${value}`.trim())}`;
    default:
      return undefined;
  }
}

function actionHtml(action: Action): Html {
  const { id, label, value, style, name } = action;
  const look = `button${style ? ' main' : ''}`;
  const address = addressOf(action);
  return address === undefined
    ? html`<button type="button" class="${look} js" data-action="${id}" data-value="${value}"${named(name, label)}>${label}</button>`
    : html`<a class="${look}" href="${address}"${named(name, label)}>${label}</a>`;
}

function rows(tiles: readonly Tile[]): Html | undefined {
  return tiles.length > 0 ? html`<ul class="rows">${tiles.map((tile) => row(tile))}</ul>` : undefined;
}

/** Draws a line. Where its only button leads to an address, the title becomes the link instead. */
function row({ title, subtitle, text, links = [], actions = [] }: Tile): Html {
  const [only] = actions;
  const address = links.length === 0 && actions.length === 1 && only ? addressOf(only) : undefined;
  const name =
    address === undefined ? html`<b dir="auto">${title}</b>` : html`<a href="${address}" dir="auto">${title}</a>`;
  return html`<li>${subtitle && html`<span class="kind">${subtitle}</span>`}${name}${text && html`<span dir="auto">${text}</span>`}${address === undefined && buttons(links, actions)}</li>`;
}

/**
 * Draws a chart of steps as a list: a bar beside each row's words, which say the same to those who do not see it. A chart
 * of people is left out, as no team meets on the page.
 */
function chartHtml(chart: Chart): Html | undefined {
  if (chart.kind !== 'steps') return undefined;
  const { title, max, rows: lines } = chart;
  return html`<figure class="chart"><figcaption>${title}</figcaption><ul>${lines.map(({ label, step, says }) => html`<li><span dir="auto">${label}</span>${step !== undefined && bar(step, max)}<span class="chart-says">${says}</span></li>`)}</ul></figure>`;
}

/** Draws `max` boxes, `step` of them filled. */
function bar(step: number, max: number): Html {
  const boxes = Array.from(
    { length: max },
    (_, at) =>
      html`<rect x="${at * 20 + 1}" y="1" width="18" height="12" rx="2" class="${at < step ? 'full' : 'open'}"/>`
  );
  return html`<svg viewBox="0 0 ${max * 20} 14" width="${max * 20}" height="14" aria-hidden="true" focusable="false">${boxes}</svg>`;
}

function folded({ label, text, links = [], tiles = [], actions = [] }: Folded): Html {
  return html`<details><summary>${label}</summary><div class="folded">${text && markdownHtml(text)}${buttons(links, [])}${rows(tiles)}${buttons([], actions)}</div></details>`;
}

function thumbs(about: string): Html {
  return html`<p class="thumbs js"><span>Was this helpful?</span> <button type="button" class="plain" data-vote="yes" data-about="${about}" aria-label="Yes, this was helpful">Yes</button> <button type="button" class="plain" data-vote="no" data-about="${about}" aria-label="No, this was not helpful">No</button></p>`;
}
