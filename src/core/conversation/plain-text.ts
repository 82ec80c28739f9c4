import type { Card, Link, Tile } from '../model/card.ts';
import { remembering } from './memoize.ts';

/** Returns Markdown with links as `words (address)` and without emphasis marks, for screen readers. */
export const withoutMarkup = remembering((text) =>
  text
    .replace(/\[([^\]]*)\]\(((?:https?:\/\/|mailto:)[^)\s]*)\)/g, '$1 ($2)')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/^(\s*)[-*]\s+/gm, '$1• ')
);

const linkLine = ({ label, url }: Link): string => `${label}: ${url.replace(/^mailto:/, '')}`;

/** Treatment of the addresses in a card's text. */
type Addresses = 'written' | 'left out';

function linkLines(links: readonly Link[] = [], addresses: Addresses): string[] {
  return links.map((link) => (addresses === 'written' ? linkLine(link) : link.label));
}

function tileLines(tiles: readonly Tile[] = [], addresses: Addresses): string[] {
  return tiles.flatMap(({ title, subtitle, text, links }) => [
    `• ${title}${subtitle ? ` (${subtitle})` : ''}${text ? `: ${text}` : ''}`,
    ...linkLines(links, addresses).map((line) => `  ${line}`)
  ]);
}

function moreLines(more: Card['more'], addresses: Addresses): string[] {
  if (!more) return [];
  const text = more.text ? [marked(more.text, addresses)] : [];
  return [...text, ...linkLines(more.links, addresses), ...tileLines(more.tiles, addresses)];
}

const marked = (text: string, addresses: Addresses): string =>
  addresses === 'written' ? withoutMarkup(text) : spoken(text);

/** Returns Markdown with links reduced to their words. */
const spoken = remembering((text) =>
  withoutMarkup(text.replace(/\[([^\]]*)\]\((?:https?:\/\/|mailto:)[^)\s]*\)/g, '$1'))
);

function lines(card: Card, addresses: Addresses): (string | undefined)[] {
  return [
    ...(card.facts ?? []).map(({ label, value }) => `${label}: ${value}`),
    ...linkLines(card.links, addresses),
    ...tileLines(card.tiles, addresses),
    ...moreLines(card.more, addresses),
    card.footer
  ];
}

const joined = (parts: readonly (string | undefined)[]): string => parts.filter((part) => part).join('\n');

/**
 * Returns a card as plain text, for terminals and logs, in the order in which the slots are drawn. Never empty.
 *
 * @param card any card
 */
export function toPlainText(card: Card): string {
  const { title, subtitle, quote, note, text } = card;
  return joined([title, subtitle, quote && `“${quote}”`, note, withoutMarkup(text), ...lines(card, 'written')]);
}

/**
 * Returns a card as text for notifications and for screen readers that get it in place of the card: the main text
 * first, so that a notification shows the answer and not its title, without addresses. Never empty.
 *
 * @param card any card
 */
export function toNotification(card: Card): string {
  const { title, subtitle, quote, note, text } = card;
  const said = text ? spoken(text) : '';
  const first = said ? [said, note, title] : [title, note];
  return joined([...first, subtitle, quote && `“${quote}”`, ...lines(card, 'left out')]);
}
