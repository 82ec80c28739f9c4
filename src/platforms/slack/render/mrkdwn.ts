import { lexer, type Token, type Tokens } from 'marked';
import { commands, parseCommand } from '../../../core/conversation/commands.ts';
import { memoize } from '../../../core/model/bounded-map.ts';

/** Characters that {@link clean} may have to remove; few texts have any. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const suspect = /[\u0000-\u0008\u000B-\u001F\u007F\u202A-\u202E\u2066-\u2069\uD800-\uDFFF]/;

/**
 * Makes any text safe to show: no control characters, no lone surrogates (Slack's JSON would be refused), no
 * direction overrides that could disguise a file name or an address.
 */
export function clean(text: string): string {
  if (!suspect.test(text)) return text;
  return (
    text
      .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
      .replace(/[\u0000-\u0008\u000B-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g, '')
  );
}

/** Marks of mrkdwn, which knows no escape for them, and characters that look the same and mean nothing. */
const lookalikes: Readonly<Record<string, string>> = { '*': '\u2217', _: '\u02CD', '~': '\u223C', '`': '\u02CB' };
/** Matches a mark that may begin bold, italic, struck or code text: Slack sees it at the edge of a word only. */
const openingMark = /(?<![\p{L}\p{N}])[*_~`](?=\S|$)/gu;

/** Returns plain text as mrkdwn in which nothing is markup: of the marks that a person typed none takes effect. */
export function literal(text: string): string {
  return escaped(text).replace(openingMark, (mark) => lookalikes[mark]!);
}

/** Returns such mrkdwn with the addresses in it as they were: a character that only looks the same opens no page. */
export function withAddresses(mrkdwn: string): string {
  return mrkdwn.replace(/\bhttps?:\/\/\S+/g, (address) =>
    Object.entries(lookalikes).reduce((kept, [mark, like]) => kept.replaceAll(like, mark), address)
  );
}

/**
 * Returns plain text as mrkdwn. Only these three characters have a meaning to Slack here and need escaping: without
 * them no mention, channel link or hidden address takes effect.
 * Source: https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escaped(text: string): string {
  return clean(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Cuts to at most `limit` UTF-16 units, at a space where one is near, never inside a character, and marks the cut. */
export function shorten(text: string, limit: number): string {
  const whole = clean(text).trim();
  if (whole.length <= limit) return whole;
  const room = whole.slice(0, limit - 1);
  const space = room.lastIndexOf(' ');
  const cut = space > limit * 0.6 ? room.slice(0, space) : room.replace(/[\uD800-\uDBFF\u200D]+$/, '');
  return `${cut.trimEnd()}…`;
}

/** Returns plain text as mrkdwn without markup, of at most `limit` units: shortened first, so that no `&amp;` is cut in two. */
export function escapedWithin(text: string, limit: number): string {
  let room = limit;
  let out = literal(shorten(text, room));
  while (out.length > limit && room > 1) {
    room -= Math.max(1, out.length - limit);
    out = literal(shorten(text, Math.max(room, 1)));
  }
  return out;
}

/** Returns true for allowed addresses: http, https and, where `mail` is set, mailto. */
export function isAddress(url: string, mail = true): boolean {
  return /^https?:\/\/[^\s]+$/i.test(url) || (mail && /^mailto:[^\s]+$/i.test(url));
}

/** Returns a link in mrkdwn. Anything but http, https and mailto is drawn as its label alone. */
export function mrkdwnLink(url: string, label: string): string {
  if (!isAddress(url)) return literal(label);
  const safe = clean(url).replaceAll('&', '&amp;').replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll('|', '%7C');
  return label && label !== url ? `<${safe}|${literal(label.replaceAll('|', '/'))}>` : `<${safe}>`;
}

/**
 * Converts our Markdown subset to mrkdwn.
 *
 * @returns one string for each paragraph, list or code block, so that the renderer can spread them over sections
 */
export const toMrkdwn = memoize((markdown): readonly string[] =>
  lexer(clean(markdown)).flatMap((token) => {
    const drawn = block(token).replace(needlessJoin, '').trim();
    return drawn ? [drawn] : [];
  })
);

/**
 * Returns the same text without markup or addresses, one string a paragraph: for notifications and for text to be cut.
 */
export function toPlain(markdown: string): string[] {
  return lexer(clean(markdown)).flatMap((token) => {
    const drawn = block(token, plain).trim();
    return drawn ? [drawn] : [];
  });
}

/** Style of a run of text. */
interface Pen {
  text(text: string): string;
  strong(inner: string): string;
  em(inner: string): string;
  code(text: string): string;
  link(url: string, label: string): string;
}

/** Slack sees a mark only at the edge of a word; next to a letter a zero-width space makes that edge. */
const needlessJoin = /(?<![\p{L}\p{N}])\u200B(?=[*_`])|(?<=[*_`])\u200B(?![\p{L}\p{N}])/gu;

const pen: Pen = {
  text: literal,
  strong: (inner) => `\u200B*${inner}*\u200B`,
  em: (inner) => `\u200B_${inner}_\u200B`,
  code: (text) => `\u200B\`${escaped(writtenCommand(text))}\`\u200B`,
  link: mrkdwnLink
};

const plain: Pen = {
  text: (text) => text,
  strong: (inner) => inner,
  em: (inner) => inner,
  code: writtenCommand,
  link: (_url, label) => label
};

function block(token: Token, by: Pen = pen): string {
  switch (token.type) {
    case 'heading':
      return by.strong(inline((token as Tokens.Heading).tokens, by));
    case 'list':
      return list(token as Tokens.List, by, '');
    case 'code':
      return by === pen ? `\`\`\`\n${escaped((token as Tokens.Code).text)}\n\`\`\`` : (token as Tokens.Code).text;
    case 'blockquote':
      return ((token as Tokens.Blockquote).tokens ?? []).map((inner) => block(inner, by)).join('\n');
    case 'space':
    case 'hr':
    case 'def':
      return '';
    default:
      return 'tokens' in token && token.tokens ? inline(token.tokens, by) : by.text(unescaped(token));
  }
}

function list(token: Tokens.List, by: Pen, indent: string): string {
  return token.items
    .map((item, index) => {
      const mark = token.ordered ? `${Number(token.start || 1) + index}.` : '•';
      const lines = item.tokens.map((inner) =>
        inner.type === 'list' ? `\n${list(inner as Tokens.List, by, `${indent}    `)}` : block(inner, by)
      );
      return `${indent}${mark} ${lines.join('').trim()}`;
    })
    .join('\n');
}

function inline(tokens: readonly Token[], by: Pen): string {
  return tokens
    .map((token) => {
      switch (token.type) {
        case 'strong':
          return by.strong(inline((token as Tokens.Strong).tokens, by));
        case 'em':
          return by.em(inline((token as Tokens.Em).tokens, by));
        case 'del':
          return inline((token as Tokens.Del).tokens, by);
        case 'codespan':
          return by.code((token as Tokens.Codespan).text);
        case 'br':
          return '\n';
        case 'link': {
          const { href, tokens: label } = token as Tokens.Link;
          return by.link(href, inline(label, plain));
        }
        case 'image':
          return by.text((token as Tokens.Image).text);
        default:
          return 'tokens' in token && token.tokens ? inline(token.tokens, by) : by.text(unescaped(token));
      }
    })
    .join('');
}

/** Returns the text of a leaf, with Markdown's own backslashes resolved. */
function unescaped(token: Token): string {
  return token.type === 'escape' ? (token as Tokens.Escape).text : ((token as Tokens.Text).text ?? token.raw ?? '');
}

/** The slash command, in the manifest and in instructions to people. */
export const slashCommand = '/spread';

const inCode = new RegExp(`^(?:${commands.map(({ name }) => name).join('|')})(?=$|\\s)`);

/** Returns a message without the slash command at its start: in a thread, where Slack takes none, people type it out. */
export function withoutSlashCommand(text: string): string {
  return text.startsWith(`${slashCommand} `) ? text.slice(slashCommand.length).trim() : text;
}

/** Returns a text set as code; one that begins with a command's word gets the slash command before it. */
export function writtenCommand(code: string): string {
  return inCode.test(code) ? `${slashCommand} ${code}` : code;
}

/** Returns plain text in which commands in curly quotes have the slash command before them: “/spread tips pause”. */
export function writtenCommands(text: string): string {
  return text.replace(/“([a-z][^”]*)”/g, (whole, quoted: string) =>
    parseCommand({ text: quoted, typed: true }) ? `“${slashCommand} ${quoted}”` : whole
  );
}
