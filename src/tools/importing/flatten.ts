import { marked, type Token, type Tokens } from 'marked';
import { countWords as countPlainWords } from '../../knowledge/count-words.ts';
import { plainText } from '../../knowledge/markup.ts';
import type { FoundLink } from './document.ts';
import { realAddress } from './real-address.ts';

/** A paragraph or a list item, in Markdown that cards support. */
export interface Block {
  /** List marker before it: "- " or "3. "; empty for a paragraph. */
  marker: string;
  markdown: string;
  words: number;
}

/** Result of flattening Markdown. */
export interface Flat {
  blocks: Block[];
  links: FoundLink[];
  /** Words of links without a usable target: to "#", to a script, or to a file whose folder is not known. */
  deadEnds: { text: string; url: string }[];
}

/** Counts words as the knowledge compiler does. */
export function countWords(markdown: string): number {
  return countPlainWords(plainText(markdown));
}

/**
 * Reduces Markdown to what cards support: paragraphs, lists, bold, italic, code and links. Tables become lists,
 * quotations and code become paragraphs, HTML and pictures are removed.
 *
 * @param address base of relative links
 */
export function flatten(tokens: readonly Token[], address: string | undefined): Flat {
  const flat: Flat = { blocks: [], links: [], deadEnds: [] };
  const push = (marker: string, markdown: string): void => {
    const trimmed = markdown
      .replace(/[ \t]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .trim();
    if (/[\p{L}\p{N}]/u.test(trimmed)) flat.blocks.push({ marker, markdown: trimmed, words: countWords(trimmed) });
  };

  const link = ({ href, tokens: inner }: Tokens.Link): string => {
    const words = inline(inner).trim() || described(inner);
    const number = /^(?:tel|sms):(?<number>[^?;]{1,40})/i.exec(href.trim())?.groups?.number;
    if (number) return /\d{3}/.test(words) ? words : `${words} (${escaped(number)})`;
    const url = resolve(href, address);
    if (!url) {
      const within = /^#./.test(href);
      if (!within) flat.deadEnds.push({ text: unmarked(words), url: href });
      // Footnote marks and the arrows back from them are meaningless without their targets.
      return within && !/\p{L}/u.test(words) ? '' : words;
    }
    const label = words === href.trim() ? url : words || new URL(url).hostname || url;
    flat.links.push({ text: unmarked(label), url });
    return label === url ? `<${url}>` : `[${label}](${/[()\s]/.test(url) ? `<${url}>` : url})`;
  };

  const inline = (parts: readonly Token[] | undefined): string =>
    (parts ?? [])
      .map((token): string => {
        switch (token.type) {
          case 'strong':
            return emphasised('**', inline(token.tokens));
          case 'em':
            return emphasised('*', inline(token.tokens));
          case 'link':
            return link(token as Tokens.Link);
          case 'br':
            return ' ';
          case 'html':
            return /^<br\b/i.test(token.raw) ? ' ' : '';
          case 'image':
          case 'checkbox':
            return '';
          case 'escape':
          case 'codespan':
            return token.raw;
          default:
            return 'tokens' in token && token.tokens ? inline(token.tokens) : token.raw.replace(/\n/g, ' ');
        }
      })
      .join('');

  const item = (parts: readonly Token[]): string =>
    parts
      .map((token) =>
        token.type === 'list'
          ? `: ${(token as Tokens.List).items
              .map(({ tokens }) => item(tokens).trim())
              .map(withoutStop)
              .join('; ')}`
          : plainBlock(token).trim()
      )
      .filter(Boolean)
      .join(' ')
      .replace(/[:.;]? : /g, ': ')
      .replace(/^: /, '');

  const plainBlock = (token: Token): string =>
    token.type === 'html' || token.type === 'hr' || token.type === 'space'
      ? ''
      : 'tokens' in token && token.tokens
        ? inline(token.tokens)
        : token.type === 'code'
          ? escaped(String((token as Tokens.Code).text))
          : '';

  const block = (token: Token): void => {
    switch (token.type) {
      case 'list': {
        const { items, ordered, start } = token as Tokens.List;
        for (const [index, { tokens }] of items.entries())
          push(ordered ? `${Number(start) + index}. ` : '- ', item(tokens));
        break;
      }
      case 'table': {
        const { header, rows } = token as Tokens.Table;
        const named = rows.length > 0;
        for (const row of named ? rows : [header]) {
          const cells = row.map((cell, column) => ({
            name: named ? unmarked(inline(header[column]?.tokens)) : '',
            text: inline(cell.tokens)
              .trim()
              .replace(/ {1,20};/g, ';')
          }));
          const filled = cells.filter(({ text }) => text);
          const line = filled.map(({ name, text }) => (name ? `${name}: ${text}` : text)).join('; ');
          push('- ', line.replace(/:(\*{0,3}); /, ':$1 '));
        }
        break;
      }
      case 'blockquote':
        for (const inner of token.tokens ?? []) block(inner);
        break;
      default:
        push('', plainBlock(token));
    }
  };
  for (const token of tokens) block(token);
  return flat;
}

/** Returns one of several items on a line: without its own full stop, except for the last one. */
const withoutStop = (text: string, index: number, { length }: { length: number }): string =>
  index < length - 1 ? text.replace(/(?<!\.)[.;,]$/, '') : text;

/** Returns the descriptions of the pictures in a link. */
const described = (tokens: readonly Token[]): string =>
  tokens
    .filter(({ type }) => type === 'image')
    .map((image) => escaped(String((image as Tokens.Image).text)))
    .join(' ')
    .trim();

/** Wraps words in emphasis marks, which must touch the words, or Markdown shows them literally. */
function emphasised(mark: string, words: string): string {
  const inner = words.trim();
  if (!inner || inner.startsWith('*')) return words;
  return `${/^\s/.test(words) ? ' ' : ''}${mark}${inner}${mark}${/\s$/.test(words) ? ' ' : ''}`;
}

const escaped = (text: string): string => text.replace(/[\\`*_[\]<>#~|]/g, '\\$&').replace(/\s+/g, ' ');

/** Returns inline Markdown as plain text. */
export function unmarked(markdown: string): string {
  return plainText(markdown.replace(/^(\s*\d*)(#|[-+*] |[.)] )/, '$1\\$2'))
    .replace(/\s+/g, ' ')
    .trim();
}

function resolve(href: string, address: string | undefined): string | undefined {
  const trimmed = href.trim();
  if (!trimmed || trimmed.startsWith('#')) return undefined;
  if (/^mailto:/i.test(trimmed)) {
    const mailbox = /^mailto:([^?\s]{1,254}@[^?\s]{1,254})/i.exec(trimmed)?.[1];
    return mailbox && `mailto:${mailbox}`;
  }
  try {
    const url = new URL(trimmed.startsWith('//') && !address ? `https:${trimmed}` : trimmed, address);
    if (!/^https?:$/.test(url.protocol) || !url.hostname) return undefined;
    const { href: real } = realAddress(url);
    return real.length <= 2000 ? real : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the tokens of Markdown. */
export function tokensOf(markdown: string): Token[] {
  return marked.lexer(markdown);
}
