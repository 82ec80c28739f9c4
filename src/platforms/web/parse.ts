import { z } from 'zod';
import { parseCommand } from '../../core/conversation/commands.ts';
import type { Conversation, FormAnswer, Message } from '../../core/model/message.ts';

/** Id chosen by the page: letters, digits and dashes, so that it can stand in an address and in a log. */
const id = z.string().regex(/^[\w-]{8,64}$/, 'must be 8 to 64 letters, digits or dashes');
const envelope = {
  id,
  conversation: id,
  /** Id by chance that the page keeps while its tab is open, under which a half-filled form is found again. */
  person: id.optional()
};

/** Body that the page posts. Unknown fields are refused. */
const posted = z.discriminatedUnion('kind', [
  z.strictObject({
    ...envelope,
    kind: z.literal('question'),
    text: z.string().trim().min(1).max(4000),
    /** Id of the entry on the page, as context for the first question of a conversation. */
    about: z.string().min(1).max(200).optional()
  }),
  z.strictObject({
    ...envelope,
    kind: z.literal('action'),
    action: z.string().min(1).max(100),
    value: z.string().max(2000)
  }),
  z.strictObject({
    ...envelope,
    kind: z.literal('press'),
    on: z.enum(['slack', 'teams']),
    data: z.record(z.string().max(100), z.unknown())
  }),
  z.strictObject({
    ...envelope,
    kind: z.literal('form'),
    on: z.enum(['slack', 'teams', 'page']),
    data: z.record(z.string().max(300), z.unknown())
  }),
  z.strictObject({
    ...envelope,
    kind: z.literal('feedback'),
    about: z.string().min(1).max(200),
    helpful: z.boolean(),
    reason: z.string().trim().max(1000).optional()
  })
]);

/** Data of the page's own form window. */
const pageForm = z.strictObject({
  form: z.string().min(1).max(100),
  value: z.string().max(4000),
  fields: z.record(z.string().max(100), z.string().max(4000)),
  back: z.boolean().optional(),
  draft: z.boolean().optional()
});

/** Reads the values of the page's own drawing of a form. */
const readPageForm: ReadForm = (data) => {
  const read = pageForm.safeParse(data);
  if (!read.success) return undefined;
  const { back, draft, ...answer } = read.data;
  return { ...answer, ...(back && { back }), ...(draft && { draft }) };
};

/** Content of a pressed button: the same as on the platform it was drawn for. */
export type Press = { action: string; value: string } | { about: string; helpful: boolean };

/** Reads the data of a button, as the platform it was drawn for would. Undefined for anything else. */
export type ReadPress = (data: Record<string, unknown>) => Press | undefined;

/** Content of a submitted form. */
export type Answer = Pick<FormAnswer, 'form' | 'value' | 'fields' | 'back' | 'draft'>;

/** Reads the data of a form, as the platform it was drawn for would. Undefined for anything else. */
export type ReadForm = (data: Record<string, unknown>) => Answer | undefined;

/** A parsed post of the page. */
export interface Posted {
  message: Message;
  /** The words of a question. */
  asked?: string;
  /** Id of the entry on the page, as context for the first question of a conversation. */
  about?: string;
}

interface Readers {
  press: ReadPress;
  answer: ReadForm;
}

/**
 * Reads what the page posted.
 *
 * @param body parsed JSON, not yet trusted
 * @param readers how each drawn platform reads its own buttons and forms
 * @returns the message, or the first fault as a plain sentence
 */
export function parsePost(body: unknown, readers: { slack: Readers; teams: Readers }): Posted | { fault: string } {
  const read = posted.safeParse(body);
  const forms = { slack: readers.slack.answer, teams: readers.teams.answer, page: readPageForm };
  if (!read.success) return { fault: sentence(read.error.issues[0]) };
  const said = {
    id: read.data.id,
    conversation: conversationOf(read.data.conversation),
    from: { id: read.data.person ?? read.data.conversation }
  };
  switch (read.data.kind) {
    case 'question': {
      const { text, about } = read.data;
      return { message: readText(text, said), asked: text, ...(about && { about }) };
    }
    case 'action':
      return { message: { ...said, kind: 'action', action: read.data.action, value: read.data.value } };
    case 'feedback': {
      const { about, helpful, reason } = read.data;
      return { message: { ...said, kind: 'feedback', about, helpful, ...(reason && { reason }) } };
    }
    case 'press': {
      const press = readers[read.data.on].press(read.data.data);
      if (!press) return { fault: 'data: is not what a button of ours sends' };
      return {
        message: 'action' in press ? { ...said, kind: 'action', ...press } : { ...said, kind: 'feedback', ...press }
      };
    }
    case 'form': {
      const answer = forms[read.data.on](read.data.data);
      if (!answer) return { fault: 'data: is not what a form of ours sends' };
      const { form, value, fields, back, draft } = answer;
      const how = { ...(back && { back }), ...(draft && { draft }) };
      return { message: { ...said, kind: 'form', form, value, fields, ...how } };
    }
  }
}

/** Returns the conversation of one browser tab. Its address is the id that the page chose. */
function conversationOf(address: string): Conversation {
  return { platform: 'web', address, direct: true };
}

/** Returns true for a possible id of a conversation. */
export function isConversation(address: unknown): address is string {
  return id.safeParse(address).success;
}

/** Reads typed text: `/spread find squire`, `find squire` and a plain question all work, as on Slack and Teams. */
export function readText(text: string, said: Pick<Message, 'id' | 'conversation' | 'from'>): Message {
  const slash = /^\/spread\b\s*/i.exec(text);
  const words = slash ? text.slice(slash[0].length).trim() || 'help' : text;
  const command = parseCommand({ text: words, typed: true });
  if (command) return { ...said, kind: 'command', ...command };
  if (slash) return { ...said, kind: 'command', name: 'find', rest: words, whole: true };
  return { ...said, kind: 'question', text, typed: true };
}

function sentence(issue: z.core.$ZodIssue | undefined): string {
  return issue ? `${issue.path.join('.') || 'body'}: ${issue.message}` : 'body: cannot be read';
}
