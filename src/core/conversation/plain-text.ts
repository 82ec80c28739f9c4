import type { Card, Link } from '../model/card.ts';
import { remembering } from './memoize.ts';

/** Markdown links as `words (address)` and emphasis without its marks: enough of the subset for a reading voice. */
const unmark = remembering((text) =>
  text
    .replace(/\[([^\]]*)\]\(((?:https?:\/\/|mailto:)[^)\s]*)\)/g, '$1 ($2)')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/^(\s*)[-*]\s+/gm, '$1• ')
);

const linkLine = ({ label, url }: Link): string => `${label}: ${url.replace(/^mailto:/, '')}`;

/**
 * A card as plain text: the fallback for notifications, terminals, logs and screen readers. Never empty.
 *
 * @param card any card
 * @returns lines in the order in which the slots are drawn
 */
export function toPlainText(card: Card): string {
  const tiles = (card.tiles ?? []).flatMap(({ title, subtitle, text, links }) => [
    `• ${title}${subtitle ? ` (${subtitle})` : ''}${text ? `: ${text}` : ''}`,
    ...(links ?? []).map((link) => `  ${linkLine(link)}`)
  ]);
  return [
    card.title,
    card.subtitle,
    card.quote && `“${card.quote}”`,
    card.note,
    unmark(card.text),
    ...(card.facts ?? []).map(({ label, value }) => `${label}: ${value}`),
    ...(card.links ?? []).map(linkLine),
    ...tiles,
    card.footer
  ]
    .filter((part) => part)
    .join('\n');
}
