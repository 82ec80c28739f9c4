import { memoize } from '../model/bounded-map.ts';
import type { Card, Link } from '../model/card.ts';

/** Returns Markdown with links as `words (address)` and without emphasis marks, for screen readers. */
export const withoutMarkup = memoize((text) =>
  text
    .replace(/\[([^\]]*)\]\(((?:https?:\/\/|mailto:)[^)\s]*)\)/g, '$1 ($2)')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/^(\s*)[-*]\s+/gm, '$1• ')
);

/** Returns Markdown with links reduced to their words. */
const spoken = memoize((text) => withoutMarkup(text.replace(/\[([^\]]*)\]\((?:https?:\/\/|mailto:)[^)\s]*\)/g, '$1')));

/** Returns a text as words in lower case between single spaces, with a space at either end. */
export function spacedWords(text: string): string {
  const plain = text.normalize('NFKD').toLowerCase();
  return ` ${plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}

/** Treatment of the addresses in a card's text. */
type Addresses = 'written' | 'left out';

/** Returns the lines of the links and tiles of a card, or of its folded part. */
function lines({ links = [], tiles = [] }: Pick<Card, 'links' | 'tiles'>, addresses: Addresses): string[] {
  const linkLine = ({ label, url }: Link): string =>
    addresses === 'written' ? `${label}: ${url.replace(/^mailto:/, '')}` : label;
  const all = links.map(linkLine);
  for (const { title, subtitle, text, links: own = [] } of tiles) {
    all.push(`• ${title}${subtitle ? ` (${subtitle})` : ''}${text ? `: ${text.replaceAll('\n', '\n  ')}` : ''}`);
    for (const link of own) all.push(`  ${linkLine(link)}`);
  }
  return all;
}

/** Returns the lines of what stands below a card's text, in the order in which the slots are drawn. */
function below({ facts = [], more, footer, ...card }: Card, addresses: Addresses): (string | undefined)[] {
  const all: (string | undefined)[] = facts.map(({ label, value }) => `${label}: ${value}`);
  all.push(...lines(card, addresses));
  if (more?.text) all.push(addresses === 'written' ? withoutMarkup(more.text) : spoken(more.text));
  if (more) all.push(...lines(more, addresses));
  all.push(footer);
  return all;
}

/**
 * Returns a card as plain text, for terminals and logs, in the order in which the slots are drawn. Never empty.
 *
 * @param card any card
 */
export function toPlainText(card: Card): string {
  const { title, subtitle, quote, note, text } = card;
  const first = [title, subtitle, quote && `“${quote}”`, note, withoutMarkup(text)];
  return [...first, ...below(card, 'written')].filter(Boolean).join('\n');
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
  const all = [...first, subtitle, quote && `“${quote}”`, ...below(card, 'left out')];
  return all.filter(Boolean).join('\n').replace(address, '$1');
}

/** Matches an address; its first group is the host, as people say it: `library.nhs.uk`. */
const address =
  /(?:\bhttps?:\/\/(?:www\.)?|\bwww\.)([^\s/?#|<>()“”"]+)(?:[/?#][^\s|<>()“”"]*[^\s|<>()“”".,;:!?])?\/?/gi;

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
export const splitLead = memoize((body): { lead: string; rest: string } => {
  const whole = body.trim();
  const end = whole.search(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)/);
  const paragraph = end < 0 ? whole : whole.slice(0, end);
  const stop = [...paragraph.matchAll(sentenceEnd)]
    .map(({ index }) => index + 1)
    .find((length) => length > shortest && isWhole(paragraph.slice(0, length)));
  const lead = paragraph.slice(0, stop ?? paragraph.length);
  return { lead, rest: whole.slice(lead.length).trim() };
});
