import { escaped } from '../render/mrkdwn.ts';
import { type Fields, fields, list, text } from './payload.ts';
import { readWords } from './words.ts';

/** Words of a message, and a note of its unread parts. */
export interface Said {
  /** Plain text, paragraphs separated by a blank line; empty where there are no words. */
  text: string;
  /** Sentence that names the unread parts; absent where everything was read. */
  unread?: string;
}

/** Maximum depth of a message that is read: Slack nests rich text four deep at most. */
const deepest = 8;

/**
 * Reads everything a message says: its text, or that of its blocks where the text is empty; messages forwarded in it;
 * and Slack's own transcript of a voice clip.
 * Sources: docs.slack.dev/reference/events/message, docs.slack.dev/reference/objects/file-object (`transcription`).
 *
 * @param message an event, or the `message` of a shortcut's payload
 * @param botUser id of the bot's own user, whose mention is taken out
 */
export function saidIn(message: Fields, botUser: string | undefined): Said {
  const own = text(message.text) ?? blocksText(message.blocks);
  const files = list(message.files).map(fields);
  const parts = [own, ...list(message.attachments).map(forwarded), ...files.map(transcript)];
  const read = parts.map((part) => readWords(part, botUser)).filter((part) => part !== '');
  const unread = unreadSentence(files.filter((file) => transcript(file) === ''));
  return { text: [...new Set(read)].join('\n\n'), ...(unread && { unread }) };
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

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^image\//, 'picture'],
  [/^audio\//, 'recording'],
  [/^video\//, 'video']
];

function unreadSentence(files: readonly Fields[]): string | undefined {
  const names = files.map((file) => kinds.find(([type]) => type.test(text(file.mimetype) ?? ''))?.[1] ?? 'file');
  const counted = [...new Set(names)].map((name) => {
    const count = names.filter((other) => other === name).length;
    return count === 1 ? `the ${name}` : `the ${count} ${name}s`;
  });
  if (counted.length === 0) return undefined;
  const listed = counted.length === 1 ? counted[0] : `${counted.slice(0, -1).join(', ')} and ${counted.at(-1)}`;
  return `I read words only, so I did not look at ${listed}.`;
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
