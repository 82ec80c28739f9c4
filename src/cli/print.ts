import { marked, type Token, type Tokens } from 'marked';
import picocolors from 'picocolors';
import type { Action, Card, Link } from '../core/model/card.ts';

/** How the terminal draws. */
export interface PrintOptions {
  /** Characters a line; text is wrapped at it. */
  width: number;
  colour: boolean;
  /** Whether the terminal makes links clickable (OSC 8). */
  hyperlinks: boolean;
}

const esc = String.fromCharCode(27);
/** Control characters, which a terminal would obey, and marks that turn the reading direction. */
const controls = /(?![\n\t])\p{Cc}|\p{Bidi_Control}/gu;

/** Text that came from outside, safe to write to a terminal. */
export function harmless(text: string): string {
  return text.replace(controls, '');
}

const invisible = new RegExp(`${esc}(?:\\[[0-9;]*m|\\]8;;[^${esc}]*${esc}\\\\)`, 'g');
const visibleLength = (text: string): number => text.replace(invisible, '').length;

function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line && visibleLength(line) + 1 + visibleLength(word) > width - indent.length) {
        lines.push(line);
        line = word;
      } else line = line ? `${line} ${word}` : word;
    }
    lines.push(line);
  }
  return lines.map((line, index) => (index === 0 ? line : indent + line)).join('\n');
}

/** Draws a card for the terminal. Buttons are numbered, so that a number can be typed to press one. */
export function createPrinter({ width, colour, hyperlinks }: PrintOptions) {
  const colours = picocolors.createColors(colour);
  const link = ({ label, url }: Link): string => {
    const shown = url.replace(/^mailto:/, '');
    if (hyperlinks) return `${esc}]8;;${url}${esc}\\${colours.underline(label)}${esc}]8;;${esc}\\`;
    return label === shown ? shown : `${label}: ${colours.cyan(shown)}`;
  };
  const inline = (tokens: readonly Token[] | undefined): string =>
    (tokens ?? [])
      .map((token): string => {
        switch (token.type) {
          case 'strong':
            return colours.bold(inline(token.tokens));
          case 'em':
            return colours.italic(inline(token.tokens));
          case 'codespan':
            return colours.cyan(token.text);
          case 'link':
            return link({ label: inline(token.tokens), url: (token as Tokens.Link).href });
          case 'br':
            return '\n';
          default:
            return 'tokens' in token && token.tokens ? inline(token.tokens) : 'text' in token ? String(token.text) : '';
        }
      })
      .join('');
  const markdown = (text: string): string[] =>
    marked.lexer(text).flatMap((token): string[] => {
      if (token.type === 'space') return [];
      if (token.type !== 'list')
        return [wrap('tokens' in token && token.tokens ? inline(token.tokens) : token.raw, width)];
      const { items, ordered, start } = token as Tokens.List;
      return items.map((item, index) => {
        const bullet = ordered ? `${Number(start) + index}. ` : '• ';
        return wrap(bullet + inline(item.tokens), width, ' '.repeat(bullet.length));
      });
    });

  /** @returns the card as lines, and its buttons in the order of their numbers */
  return (card: Card): { text: string; buttons: Action[] } => {
    const buttons: Action[] = [];
    const button = (action: Action): string => {
      buttons.push(action);
      return `${colours.cyan(`[${buttons.length}]`)} ${action.label}`;
    };
    const parts: string[] = [
      colours.bold(wrap(card.title, width)),
      ...(card.subtitle ? [colours.dim(wrap(card.subtitle, width))] : []),
      ...(card.quote ? [colours.dim(wrap(`“${harmless(card.quote)}”`, width))] : []),
      ...(card.note ? [colours.yellow(wrap(`! ${card.note}`, width, '  '))] : []),
      '',
      ...markdown(card.text),
      ...(card.facts ?? []).map(({ label, value }) =>
        wrap(`${colours.bold(`${label}:`)} ${harmless(value)}`, width, '  ')
      ),
      ...(card.links?.length ? ['', ...card.links.map((one) => `→ ${link(one)}`)] : []),
      ...(card.tiles ?? []).flatMap(({ title, subtitle, text, links, actions }) => [
        '',
        wrap(`${colours.bold(title)}${subtitle ? colours.dim(` · ${subtitle}`) : ''}`, width),
        ...(text ? [wrap(text, width)] : []),
        ...(links ?? []).map((one) => `→ ${link(one)}`),
        ...(actions ?? []).map(button)
      ]),
      ...(card.actions?.length ? ['', ...card.actions.map(button)] : []),
      ...(card.feedback
        ? [
            '',
            `Was this helpful? ${button({ id: 'helpful', label: 'Yes', value: card.feedback.about })}  ${button({ id: 'unhelpful', label: 'No', value: card.feedback.about })}`
          ]
        : []),
      ...(card.footer ? ['', colours.dim(wrap(card.footer, width))] : [])
    ];
    return { text: `${parts.join('\n')}\n`, buttons };
  };
}
