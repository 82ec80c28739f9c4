import { marked, type Token, type Tokens } from 'marked';

const drawn = new Set([
  'paragraph',
  'text',
  'list',
  'list_item',
  'strong',
  'em',
  'codespan',
  'link',
  'space',
  'br',
  'escape'
]);

const names: Readonly<Record<string, string>> = {
  heading: 'a heading',
  table: 'a table',
  html: 'HTML',
  image: 'an image',
  code: 'a code block or a line indented by four spaces',
  blockquote: 'a quotation',
  hr: 'a rule',
  del: 'struck-through text',
  checkbox: 'a tick box',
  def: 'a link definition'
};

/** Maximum number of levels of nested quotations and lists in a text; every Markdown reader recurses once for each. */
const mostNested = 20;
const opener = /^(?:[ \t]{0,200}(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))/;

/** Returns the first line (1 for the first) whose marks nest too deeply; undefined if none does. */
function deepLine(body: string): number | undefined {
  const at = body.split('\n').findIndex((line) => {
    let rest = line;
    for (let depth = 0; depth <= mostNested; depth++) {
      const found = opener.exec(rest);
      if (!found) return /^[ \t]{80}/.test(rest) && /^[ \t]*(?:>|[-+*] |\d+[.)] )/.test(rest);
      rest = rest.slice(found[0].length);
    }
    return true;
  });
  return at < 0 ? undefined : at + 1;
}

/**
 * Maximum number of characters of a body, as it is written: the time that Markdown readers take for marks of emphasis that
 * match no other grows with the square of their number and faster. The longest shipped body has 2,200.
 */
export const bodyCharacters = 10_000;

/** Returns the tokens of the body of an entry; undefined if it is too long, or nests too deeply, to be read. */
export function tokensOf(body: string): Token[] | undefined {
  return body.length > bodyCharacters ? undefined : readMarkdown(body);
}

function readMarkdown(body: string): Token[] | undefined {
  if (deepLine(body) !== undefined) return undefined;
  try {
    return marked.lexer(body);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Fault in the markup of a body: the line within the body (1 for its first) and a sentence. */
export interface MarkupFault {
  line: number;
  message: string;
}

/**
 * Finds markup that cards cannot show, links without words, and links that are neither http(s) nor mailto.
 *
 * @param body Markdown
 */
export function markupFaults(body: string): MarkupFault[] {
  const tokens = tokensOf(body);
  if (!tokens) {
    const line = deepLine(body);
    const message =
      line === undefined && body.length > bodyCharacters
        ? `The body has ${body.length} characters; allowed: at most ${bodyCharacters}. Shorten it.`
        : `Quotations or lists nest more than ${mostNested} deep, which cannot be read. Write plain paragraphs.`;
    return [{ line: line ?? 1, message }];
  }
  const faults: MarkupFault[] = [];
  const lineOf = (raw: string): number => {
    const position = body.indexOf(raw.trim().split('\n')[0] ?? '');
    return position < 0 ? 1 : body.slice(0, position).split('\n').length;
  };
  const walk = (token: Token): void => {
    if (!drawn.has(token.type)) {
      const advice =
        token.type === 'image'
          ? 'Pictures are not drawn, so say in words what it shows.'
          : 'Write it as a paragraph or a list.';
      const message = `Found ${names[token.type] ?? token.type}; allowed: paragraphs, lists, bold, italic, code and links. ${advice}`;
      faults.push({ line: lineOf(token.raw), message });
      return;
    }
    if (token.type === 'link') {
      const { href, text, raw } = token as Tokens.Link;
      if (!text.trim())
        faults.push({ line: lineOf(raw), message: `The link to ${href} has no words. Say where it leads.` });
      if (!/^(https?:\/\/|mailto:)[^\s]/i.test(href)) {
        const message = `Found a link to "${href}"; allowed: http://, https:// and mailto:. Write the whole address.`;
        faults.push({ line: lineOf(raw), message });
      }
    }
    if (token.type === 'list') {
      for (const item of (token as Tokens.List).items) {
        if (item.task) faults.push({ line: lineOf(item.raw), message: 'Found a tick box; write a plain list item.' });
        for (const child of item.tokens) walk(child);
      }
    } else if ('tokens' in token && token.tokens) for (const child of token.tokens) walk(child);
  };
  for (const token of tokens) walk(token);
  return faults;
}

/**
 * Returns Markdown as plain text, one line a block; list items begin with a bullet. Text that nests too deeply is
 * unchanged.
 */
export function plainText(body: string): string {
  const inline = (tokens: readonly Token[]): string =>
    tokens
      .map((token) =>
        'tokens' in token && token.tokens ? inline(token.tokens) : 'text' in token ? String(token.text) : ''
      )
      .join('');
  const block = (token: Token): string[] => {
    if (token.type === 'space') return [];
    if (token.type === 'list') return (token as Tokens.List).items.map((item) => `• ${inline(item.tokens)}`);
    return ['tokens' in token && token.tokens ? inline(token.tokens) : token.raw];
  };
  return readMarkdown(body)?.flatMap(block).join('\n') ?? body;
}

/** Returns the first sentence of a body, as plain text. */
export function firstSentence(body: string): string {
  const [first = ''] = plainText(body).split('\n');
  return /^.{20,}?[.!?](?=\s+[A-Z“"‘']|$)/.exec(first)?.[0] ?? first;
}
