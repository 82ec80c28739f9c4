import { unreadFiles } from '../../../core/conversation/unread-files.ts';
import type { Words } from '../../../core/model/message.ts';
import { clean, escaped } from '../render/mrkdwn.ts';
import { type Fields, fields, list, text } from './payload.ts';

/**
 * Words of a message and a note of its unread parts. The text is plain, its paragraphs separated by a blank line; it is empty where
 * there are no words.
 */
export interface Said extends Words {
  /** Sentence that names the unread parts; absent where everything was read. */
  unread?: string;
}

/** Maximum depth of a message that is read: Slack nests rich text four deep at most. */
const deepest = 8;

/**
 * Matches words that their author quoted or pasted as code, so that they are no command: a quoted line, a block of code,
 * or code beside other words. A message that is one short piece of code and nothing else was copied from an answer such
 * as “type `tips stop`” to be done.
 */
export const quotedOrCode =
  /(?:^|\n)(?:<@\w+>|[ \t])*&gt;|```|^(?!(?:<@\w+>|\s)*`[^`\n]+`(?:<@\w+>|[\s.,!?])*$)[\s\S]*`[^`\n]+`/;

/** Parts of rich text that hold the same. docs.slack.dev/reference/block-kit/blocks/rich-text-block */
const quotedParts: ReadonlySet<unknown> = new Set(['rich_text_preformatted', 'rich_text_quote']);

/**
 * Reads everything a message says: its text, or that of its blocks where the text is empty; messages forwarded in it;
 * and Slack's own transcript of a voice clip. Of a message of its author's own, `typed` is set where that is its text alone, with
 * nothing quoted in it and no code.
 * Sources: docs.slack.dev/reference/events/message, docs.slack.dev/reference/objects/file-object (`transcription`).
 *
 * @param message an event, or the `message` of a shortcut's payload
 */
export function saidIn(message: Fields): Said {
  const own = text(message.text);
  const parts = [own ?? blocksText(message.blocks), ...list(message.attachments).map(forwarded)];
  const unread: Fields[] = [];
  for (const file of list(message.files).map(fields)) {
    const said = transcript(file);
    if (said === '') unread.push(file);
    else parts.push(said);
  }
  const read = new Set<string>();
  for (const part of parts) read.add(readWords(part));
  read.delete('');
  const words = [...read].join('\n\n');
  const holdsQuote = list(message.blocks).some((block) =>
    list(fields(block).elements).some((part) => quotedParts.has(fields(part).type))
  );
  const isTyped = own !== undefined && !holdsQuote && !quotedOrCode.test(own) && words === readWords(own);
  return {
    text: words,
    ...(isTyped && { typed: true }),
    ...(unread.length > 0 && { unread: unreadFiles(unread.map(({ mimetype }) => text(mimetype) ?? '')) })
  };
}

/** Returns the words of a forwarded message; empty for other attachments, such as the preview of a web page. */
function forwarded(value: unknown): string {
  const attachment = fields(value);
  if (attachment.is_share !== true && attachment.is_msg_unfurl !== true) return '';
  const inner = list(attachment.message_blocks).map((part) => fields(fields(part).message).blocks);
  return text(attachment.text) ?? ([...inner, attachment.blocks].map(blocksText).find(Boolean) || fallback(attachment));
}

/** Returns Slack's own summary of an attachment, without the lead it writes before it, such as `[…] Sister: `. */
function fallback(attachment: Fields): string {
  return (text(attachment.fallback) ?? '').replace(/^\[[^\]]*\]\s*[^:\n]{0,80}:\s*/, '');
}

/** Returns Slack's transcript of a voice clip or video. */
function transcript(file: Fields): string {
  const { status, preview } = fields(file.transcription);
  return status === 'complete' || status === undefined ? (text(fields(preview).content) ?? '') : '';
}

/** Elements of rich text that run on within a line; everything else is a line of its own. */
const inline: ReadonlySet<unknown> = new Set([
  'broadcast',
  'channel',
  'date',
  'emoji',
  'link',
  'text',
  'user',
  'usergroup'
]);

/** Types of elements that hold no words of a message. */
const wordless: ReadonlySet<unknown> = new Set(['actions', 'button', 'context_actions', 'image', 'input', 'overflow']);

/** Returns the words of Block Kit, a line for each block, in the form that {@link readWords} reads. */
function blocksText(blocks: unknown): string {
  return wordsIn(blocks, 0)
    .replace(/\n{2,}/g, '\n')
    .trim();
}

function wordsIn(value: unknown, depth: number): string {
  if (depth > deepest || value === null || typeof value !== 'object') return '';
  if (Array.isArray(value)) {
    return value.map((part) => (inline.has(fields(part).type) ? '' : '\n') + wordsIn(part, depth + 1)).join('');
  }
  const element = fields(value);
  if (wordless.has(element.type)) return '';
  switch (element.type) {
    case 'user':
      return `<@${text(element.user_id) ?? ''}>`;
    case 'emoji':
      return `:${text(element.name) ?? ''}:`;
    case 'link':
      return escaped(text(element.text) ?? text(element.url) ?? '');
    case 'text':
    case 'plain_text':
      return escaped(text(element.text) ?? '');
    default: {
      const own = text(element.text) ?? wordsIn(element.text, depth + 1);
      const rest = [element.title, element.body, element.fields, element.rows, element.elements, element.child_blocks];
      return [own, ...rest.map((part) => wordsIn(part, depth + 1))].filter((part) => part !== '').join('\n');
    }
  }
}

/**
 * Returns what a person typed, out of Slack's form of it: mentions are dropped, since whom a message calls is no part
 * of what it asks; links become their names, the marks of bold, italics and code are taken off, the three escaped
 * characters are themselves again. Emoji stay as their short names (`:wave:`): what they mean is for the core to say.
 * Source: https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export function readWords(typed: string): string {
  const written = clean(typed).replace(
    /<([@#!]?)([^<>|\s]+)(?:\|([^<>]*))?>/g,
    (_all, sign: string, target: string, label: string | undefined) => {
      if (sign === '@' || target.startsWith('subteam^')) return ' ';
      if (sign === '!') return label ? `@${label.replace(/^@/, '')}` : ' ';
      if (sign === '#') return label ? `#${label}` : ' ';
      return label ?? target;
    }
  );
  return (formatting.test(written) ? withoutMarks(written) : written)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

/** Signs that {@link withoutMarks} may take off; most messages have none. */
const formatting = /[*_~`]|&gt;/;

/**
 * Takes off Slack's marks of formatting. A mark counts only in pairs around words and at the edges of words, so that
 * `2*3*4`, `snake_case` and `/a_b_c` stay.
 */
function withoutMarks(text: string): string {
  return text
    .replace(/```/g, ' ')
    .replace(/`([^`\n]{1,500})`/g, '$1')
    .replace(/^(?:&gt;){1,3} ?/gm, '')
    .split('\n')
    .map(withoutPairs)
    .join('\n');
}

const marks: ReadonlySet<string> = new Set(['*', '_', '~']);
/** Characters next to a mark that make it part of a word, a path or an emoji's name. */
const inWord = /[\p{L}\p{N}/:]/u;

/** Takes the pairs of marks out of one line, in one pass over it. */
function withoutPairs(line: string): string {
  const open = new Map<string, number>();
  const taken = new Set<number>();
  for (let at = 0; at < line.length; at += 1) {
    const mark = line.charAt(at);
    if (!marks.has(mark)) continue;
    const [before, after] = [outer(line, at, -1), outer(line, at, 1)];
    const begin = open.get(mark);
    if (begin !== undefined && begin < at - 1 && isEdge(after) && !/\s/.test(line.charAt(at - 1))) {
      taken.add(begin).add(at);
      open.delete(mark);
    } else if (isEdge(before) && at + 1 < line.length && !/\s/.test(line.charAt(at + 1))) {
      open.set(mark, at);
    }
  }
  return taken.size === 0 ? line : without(line, taken);
}

const isEdge = (neighbour: string): boolean => !inWord.test(neighbour);

/** Returns the nearest character that is no other mark: `_*both*_` is two pairs around one word. */
function outer(line: string, at: number, step: 1 | -1): string {
  let next = at + step;
  for (let n = 0; n < marks.size && marks.has(line.charAt(next)); n += 1) next += step;
  return line.charAt(next);
}

function without(line: string, taken: ReadonlySet<number>): string {
  let kept = '';
  for (let at = 0; at < line.length; at += 1) if (!taken.has(at)) kept += line.charAt(at);
  return kept;
}
