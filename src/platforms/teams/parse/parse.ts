import { z } from 'zod';
import { parseCommand } from '../../../core/conversation/commands.ts';
import { lookUp } from '../../../core/conversation/others-words.ts';
import { unreadFiles } from '../../../core/conversation/unread-files.ts';
import type { ActionPress, Feedback, Message, Words } from '../../../core/model/message.ts';
import { parseJson } from '../../../core/model/parse-json.ts';
import { inputPrefix } from '../render/form-card.ts';
import type { Inbound } from '../transport/activity.ts';
import { conversationOf, directConversation } from './conversation.ts';
import { htmlWords, spokenWords } from './words.ts';

/** Content of a pressed button: an action, or feedback. */
export type Press = { action: string; value: string } | { about: string; helpful: boolean };

const pressed = z.union([
  z
    .looseObject({ action: z.string().min(1).max(200), value: z.string().max(4000) })
    .transform(({ action, value }): Press => ({ action, value })),
  z
    .looseObject({ feedback: z.string().min(1).max(200), helpful: z.boolean() })
    .transform(({ feedback, helpful }): Press => ({ about: feedback, helpful }))
]);

/** Data of a submitted form: its hidden values, and its inputs. */
const sentForm = z.looseObject({
  form: z.string().min(1).max(200),
  value: z.string().max(4000),
  opener: z.string().max(500).catch('')
});

/** Tells whether one person alone sees the message of a button, which the button carries; see `render/readers.ts`. */
const marked = z.looseObject({ alone: z.boolean() });

const submitted = z.looseObject({ data: z.unknown() });

const executed = z.looseObject({ action: z.looseObject({ data: z.unknown() }) });

const thumbs = z.looseObject({
  actionName: z.literal('feedback'),
  actionValue: z.looseObject({ reaction: z.enum(['like', 'dislike']), feedback: z.string().max(20_000).catch('') })
});

const formAnswer = z.looseObject({ feedbackText: z.string().catch('') });

/** Reads the data of a button drawn by `render.ts`. Undefined for anything else. */
export function readPress(data: unknown): Press | undefined {
  return pressed.safeParse(data).data;
}

/** A parsed message, press or form. */
export interface ParsedMessage {
  message: Message;
  /** Id of the message whose button opened the form; empty for everything but a form. */
  opener: string;
  /**
   * Tells whether one person alone sees the message of the button, or of `opener` for a form in a dialog; undefined where the button
   * does not carry it: in a personal chat, and of another sender or an older version.
   */
  alone?: boolean;
  /** Sentence for the person that names the unread parts of the message: a picture, a file. */
  unread?: string;
}

/** A submitted form, and the message whose button opened it. */
export interface Filled {
  form: string;
  value: string;
  fields: Record<string, string>;
  /** Empty where there was none. */
  opener: string;
  /** True where the button for the previous page was pressed. */
  back?: boolean;
}

/** Maximum number of characters read from a field; a form of ours takes 3,000. */
const typedMax = 6000;

/** Reads the data of a form drawn by `form-card.ts`. Undefined for anything else. */
export function readForm(data: unknown): Filled | undefined {
  const read = sentForm.safeParse(data).data;
  if (!read) return undefined;
  const { form, value, opener, ...rest } = read;
  const filled = Object.entries(rest).flatMap(([id, text]) =>
    id.startsWith(inputPrefix) && typeof text === 'string' && text.trim() !== ''
      ? [[id.slice(inputPrefix.length), text.trim().slice(0, typedMax)] as const]
      : []
  );
  return { form, value, opener, fields: Object.fromEntries(filled), ...(rest.back === true && { back: true }) };
}

/**
 * Parses a press or a form in a dialog, or a button that opens one: `task/fetch`, `task/submit` and those of a message
 * extension.
 */
export function parseDialog(inbound: Inbound): ParsedMessage | undefined {
  return parseData(inbound, submitted.safeParse(inbound.value).data?.data);
}

/** Parses a button or a form from its data. */
function parseData(inbound: Inbound, data: unknown): ParsedMessage | undefined {
  const alone = marked.safeParse(data).data?.alone ?? (inbound.targeted || undefined);
  const seen = alone === undefined ? {} : { alone };
  const filled = readForm(data);
  if (filled) {
    const { opener, ...answer } = filled;
    return { message: { ...envelopeOf(inbound), kind: 'form', ...answer }, opener, ...seen };
  }
  const press = readPress(data);
  return press && { message: parsePress(inbound, press, alone), opener: '', ...seen };
}

/** Kinds of attachments that are a person's files; others are cards and quotes. */
const fileKinds = /^(?:image|audio|video)\/|^application\/vnd\.microsoft\.teams\.file\.|^reference$/i;

/** Kind of a message without words that could be answered. */
export type Wordless = 'attachment' | 'old-button';

/**
 * Parses a message activity: typed text, or an `Action.Submit` of a client without `Action.Execute`.
 *
 * @returns undefined for messages not meant for the bot: empty, or in a group without a mention of the bot
 */
export function parseMessage(inbound: Inbound): ParsedMessage | Wordless | undefined {
  const { personal } = inbound.conversation;
  const pressed = inbound.text === '' && inbound.value;
  const data = pressed ? parseData(inbound, pressed) : undefined;
  if (data) return data;
  if (!personal && !inbound.targeted && !isMentioned(inbound)) return pressed ? 'old-button' : undefined;
  const spoken = spokenWords(inbound);
  const words = spoken.text ? spoken : { text: pasted(inbound) };
  if (words.text !== '') {
    const files = inbound.attachments.length > 0 ? inbound.attachments.filter((kind) => fileKinds.test(kind)) : [];
    return { message: said(words, inbound), opener: '', ...(files.length > 0 && { unread: unreadFiles(files) }) };
  }
  if (inbound.attachments.some((kind) => !/^application\/vnd\.microsoft\.card\./i.test(kind))) return 'attachment';
  if (inbound.text === '' && inbound.value) return 'old-button';
  if (inbound.text === '' && /<(?:img|video|audio|object|table|hr)\b/i.test(inbound.html)) return 'attachment';
  return personal ? undefined : { message: said({ text: 'help', typed: true }, inbound), opener: '' };
}

/** Returns the words of a message that has them in HTML only, as pasted mail does (BotFramework-Services issue 181). */
function pasted({ text, html, ...rest }: Inbound): string {
  return text.trim() === '' && html !== '' ? spokenWords({ ...rest, html, text: htmlWords(html) }).text : '';
}

/** Returns words as a command where they are one, else as a question. */
function said(words: Words, inbound: Inbound): Message {
  const command = parseCommand(words);
  return command
    ? { ...envelopeOf(inbound), kind: 'command', ...command }
    : { ...envelopeOf(inbound), kind: 'question', ...words };
}

/** Returns a look-up of words that the asker did not type, such as those of a colleague's message. */
export function parseLookUp(text: string, inbound: Inbound): Message {
  return { ...envelopeOf(inbound), ...lookUp(text) };
}

/** Reads the button of an `adaptiveCard/action` invoke. */
export function parseExecute(inbound: Inbound): ParsedMessage | undefined {
  return parseData(inbound, executed.safeParse(inbound.value).data?.action.data);
}

function parsePress(inbound: Inbound, press: Press, alone = false): ActionPress | Feedback {
  return 'action' in press
    ? { ...envelopeOf(inbound), kind: 'action', ...press, ...(alone && { onUnseen: true }) }
    : { ...envelopeOf(inbound), kind: 'feedback', ...press };
}

/**
 * Parses Teams' own thumbs under a message.
 *
 * @returns undefined for any other invoke; the caller looks up `about` by the message's id
 */
export function parseThumbs(inbound: Inbound): Omit<Feedback, 'about'> | undefined {
  const read = thumbs.safeParse(inbound.value).data;
  if (!read) return undefined;
  const reason = reasonOf(read.actionValue.feedback);
  return {
    ...envelopeOf(inbound),
    kind: 'feedback',
    helpful: read.actionValue.reaction === 'like',
    ...(reason && { reason })
  };
}

/**
 * Returns the reason from the form's answer: JSON in a string, `{"feedbackText":"…"}`; the Agents Playground sends the
 * bare words.
 */
function reasonOf(answer: string): string {
  const form = formAnswer.safeParse(parseJson(answer));
  return (form.success ? form.data.feedbackText : answer).trim().slice(0, 1000);
}

/** Returns the id, place and author of a message. */
function envelopeOf(inbound: Inbound): Pick<Message, 'id' | 'conversation' | 'from' | 'unseen'> {
  const { conversation, from, timeZone } = inbound;
  const direct = directConversation(inbound);
  return {
    id: `${conversation.id}/${inbound.id}`,
    conversation: conversationOf(inbound),
    ...(inbound.targeted && { unseen: true }),
    from: {
      id: from.directoryId || from.id,
      ...(timeZone && { timeZone }),
      ...(from.name && { name: from.name }),
      ...(direct && { direct })
    }
  };
}

/** Returns true where the message mentions the bot. */
export const isMentioned = ({ mentions, bot }: Inbound): boolean => mentions.some(({ id }) => id === bot.id);
