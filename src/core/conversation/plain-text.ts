import { memoize } from '../model/bounded-map.ts';
import type { Card, Link, Tile } from '../model/card.ts';

/** Returns Markdown with links as `words (address)` and without emphasis marks, for screen readers. */
export const withoutMarkup = memoize((text) =>
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
    `• ${title}${subtitle ? ` (${subtitle})` : ''}${text ? `: ${text.replaceAll('\n', '\n  ')}` : ''}`,
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
const spoken = memoize((text) => withoutMarkup(text.replace(/\[([^\]]*)\]\((?:https?:\/\/|mailto:)[^)\s]*\)/g, '$1')));

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
  return hostsOnly(joined([...first, subtitle, quote && `“${quote}”`, ...lines(card, 'left out')]));
}

/** Returns text in which each address is reduced to its host, as people say it: `library.nhs.uk`. */
const hostsOnly = (text: string): string =>
  text.replace(
    /(?:\bhttps?:\/\/(?:www\.)?|\bwww\.)([^\s/?#|<>()“”"]+)(?:[/?#][^\s|<>()“”"]*[^\s|<>()“”".,;:!?])?\/?/gi,
    '$1'
  );

/**
 * Matches the end of a sentence: a stop before a capital, a quotation mark or markup, or at the end of the paragraph.
 */
const sentenceEnd = /[.!?](?=\s+[A-Z“"‘'*[]|\s*$)/g;
/** Minimum length of a sentence, in characters; anything shorter is taken for an abbreviation. */
const shortest = 20;

/** Returns true if all emphasis, code and links that begin in a piece of Markdown also end in it. */
function isWhole(markdown: string): boolean {
  const count = (sign: RegExp): number => markdown.match(sign)?.length ?? 0;
  return (
    count(/\*\*/g) % 2 === 0 && count(/`/g) % 2 === 0 && count(/\[/g) === count(/\]/g) && count(/\(/g) === count(/\)/g)
  );
}

/**
 * Splits the body of an entry into the sentence that answers and the rest.
 *
 * @param body Markdown
 * @returns `lead`, the first sentence, or the first paragraph where no sentence ends without cutting markup in two;
 * `rest`, the remaining text, which may be empty
 */
export function splitLead(body: string): { lead: string; rest: string } {
  const whole = body.trim();
  const end = whole.search(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)/);
  const paragraph = end < 0 ? whole : whole.slice(0, end);
  const stop = [...paragraph.matchAll(sentenceEnd)]
    .map(({ index }) => index + 1)
    .find((length) => length > shortest && isWhole(paragraph.slice(0, length)));
  const lead = paragraph.slice(0, stop ?? paragraph.length);
  return { lead, rest: whole.slice(lead.length).trim() };
}
