import { z } from 'zod';
import { parseCommand } from '../../core/conversation/commands.ts';
import type { Conversation, FormAnswer, Message } from '../../core/model/message.ts';

/** Chosen by the page: letters, digits and dashes, so that it can stand in an address and in a log. */
const id = z.string().regex(/^[\w-]{8,64}$/, 'must be 8 to 64 letters, digits or dashes');
const envelope = { id, conversation: id };

/** What the page posts. Unknown fields are refused. */
const posted = z.discriminatedUnion('kind', [
  z.strictObject({ ...envelope, kind: z.literal('question'), text: z.string().trim().min(1).max(4000) }),
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
    on: z.enum(['slack', 'teams']),
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

/** What a pressed button means: the same as on the platform it was drawn for. */
export type Press = { action: string; value: string } | { about: string; helpful: boolean };

/** Reads what came back from a button, as the platform it was drawn for would. Undefined for anything else. */
export type ReadPress = (data: Record<string, unknown>) => Press | undefined;

/** What a form says that was sent off. */
export type Answer = Pick<FormAnswer, 'form' | 'value' | 'fields'>;

/** Reads what came back from a form, as the platform it was drawn for would. Undefined for anything else. */
export type ReadForm = (data: Record<string, unknown>) => Answer | undefined;

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
export function parsePost(
  body: unknown,
  readers: { slack: Readers; teams: Readers }
): { message: Message } | { fault: string } {
  const read = posted.safeParse(body);
  if (!read.success) return { fault: sentence(read.error.issues[0]) };
  const said = {
    id: read.data.id,
    conversation: conversationOf(read.data.conversation),
    from: { id: read.data.conversation }
  };
  switch (read.data.kind) {
    case 'question':
      return { message: spoken(read.data.text, said) };
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
      const answer = readers[read.data.on].answer(read.data.data);
      if (!answer) return { fault: 'data: is not what a form of ours sends' };
      const { form, value, fields } = answer;
      return { message: { ...said, kind: 'form', form, value, fields } };
    }
  }
}

/** The conversation of one browser tab. Its address is the id the page chose. */
export function conversationOf(address: string): Conversation {
  return { platform: 'web', address, direct: true };
}

/** True for what can be the id of a conversation. */
export function isConversation(address: unknown): address is string {
  return id.safeParse(address).success;
}

/** A typed text: `/spread find squire`, `find squire` and a plain question all work, as on Slack and Teams. */
function spoken(text: string, said: Pick<Message, 'id' | 'conversation' | 'from'>): Message {
  const slash = /^\/spread\b\s*/i.exec(text);
  const words = slash ? text.slice(slash[0].length).trim() || 'help' : text;
  const command = parseCommand(words);
  if (command) return { ...said, kind: 'command', ...command };
  if (slash) return { ...said, kind: 'command', name: 'find', rest: words };
  return { ...said, kind: 'question', text };
}

function sentence(issue: z.core.$ZodIssue | undefined): string {
  return issue ? `${issue.path.join('.') || 'body'}: ${issue.message}` : 'body: cannot be read';
}
