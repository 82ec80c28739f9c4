import { lexer, type Token, type Tokens } from 'marked';
import { memoize } from '../../../core/model/bounded-map.ts';
import { escapeMarkdown, isWebAddress, plain } from './text.ts';

/**
 * Turns the Markdown subset of `Card.text` into what a Teams TextBlock draws: bold, italic, links and flat lists
 * (msteams-docs, cards-format.md). Headings become bold lines, code becomes plain text, tables become lines; HTML and
 * images are drawn as the text they are.
 *
 * @param text Markdown of the knowledge editors, never a person's own words
 * @returns one string a block, in order: each is drawn by a TextBlock of its own, since Teams on phones joins a list to
 * the paragraph before it
 */
export function toTeamsMarkdown(text: string, max: number): readonly string[] {
  return blocks(plain(text, max));
}

const blocks = memoize((text): readonly string[] =>
  lexer(text, { gfm: true })
    .flatMap((token) => block(token))
    .map((each) => each.trim())
    .filter((each) => each !== '')
);

function block(token: Token): string[] {
  switch (token.type) {
    case 'space':
    case 'hr':
    case 'def':
      return [];
    case 'heading':
      return [`**${inline(token.tokens).replaceAll('**', '')}**`];
    case 'list':
      return [listLines(token as Tokens.List).join('\n')];
    case 'blockquote':
      return (token.tokens ?? []).flatMap((each) => block(each));
    case 'code':
      return [escapeMarkdown(token.text).replaceAll('\n', '\n\n')];
    case 'table':
      return tableLines(token as Tokens.Table);
    case 'paragraph':
    case 'text':
      return [inline(token.tokens ?? [token])];
    default:
      return [escapeMarkdown(token.raw)];
  }
}

/** Draws nested lists flat: indenting differs between desktop and phone. */
function listLines(list: Tokens.List): string[] {
  const first = typeof list.start === 'number' ? list.start : 1;
  return list.items.flatMap((item, index) => {
    const inner: string[] = [];
    const words = item.tokens.map((token) => {
      if (token.type !== 'list')
        return token.type === 'space'
          ? ''
          : block(token)
              .join(' ')
              .replace(/\s*\n\s*/g, ' ');
      inner.push(...listLines(token as Tokens.List));
      return '';
    });
    const mark = list.ordered ? `${first + index}.` : '-';
    return [`${mark} ${words.filter(Boolean).join(' ')}`, ...inner];
  });
}

function tableLines(table: Tokens.Table): string[] {
  return [table.header, ...table.rows].map((row) => row.map((cell) => inline(cell.tokens)).join(' · '));
}

function inline(tokens: readonly Token[] = []): string {
  return tokens.map((token) => run(token)).join('');
}

function run(token: Token): string {
  switch (token.type) {
    case 'strong':
      return mark('**', inline(token.tokens));
    case 'em':
      return mark('_', inline(token.tokens));
    case 'del':
      return inline(token.tokens);
    case 'br':
      return '\n\n';
    case 'codespan':
      return escapeMarkdown(token.text);
    case 'link':
      return link(inline(token.tokens), token.href);
    case 'image':
      return escapeMarkdown(token.text);
    case 'text':
      return token.tokens ? inline(token.tokens) : escapeMarkdown(token.text).replace(/\n/g, ' ');
    default:
      return escapeMarkdown(token.type === 'escape' ? token.text : token.raw);
  }
}

function mark(sign: string, text: string): string {
  return text.trim() === '' ? text : `${sign}${text.trim()}${sign}`;
}

/** Returns a Markdown link, or its bare label where the address is not allowed. */
export function link(label: string, url: string): string {
  if (!isWebAddress(url) && !/^mailto:/i.test(url)) return label;
  const target = url.replace(/[()<>\s\\]/g, (each) => encodeURIComponent(each).replace(/[()]/g, parenthesis));
  return `[${label}](${target})`;
}

function parenthesis(sign: string): string {
  return sign === '(' ? '%28' : '%29';
}
