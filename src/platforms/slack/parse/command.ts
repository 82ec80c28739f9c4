import { parseCommand } from '../../../core/conversation/commands.ts';
import { lookUp as lookUpOf } from '../../../core/conversation/others-words.ts';
import type { Command, Words } from '../../../core/model/message.ts';
import {
  conversationOf,
  type Fields,
  fields,
  type IsOwnDirect,
  type ParsedMessage,
  person,
  text,
  waysIn,
  workspaceOf
} from './payload.ts';
import { quotedOrCode, readWords, saidIn } from './said.ts';

/** Matches what asks other programs for their help. */
const helpFlag = /^(?:-{1,2}h(?:elp)?|\/\?|\?+)$/i;

/** Parses a slash command: one of the bot's commands, or words to look up; `find` without words opens the look-up. */
export function parseSlash(body: Fields, isOwn: IsOwnDirect = () => false): ParsedMessage | undefined {
  const [channel, user] = [text(body.channel_id), text(body.user_id)];
  const written = text(body.text) ?? '';
  const words: Words = { text: readWords(written), ...(!quotedOrCode.test(written) && { typed: true }) };
  const asked = helpFlag.test(words.text) ? { ...words, text: 'help' } : words;
  const command = parseCommand(asked) ?? { name: 'find', rest: words.text, ...(words.typed && { whole: true }) };
  if (!channel || !user) return undefined;
  return commanded(body, { channel, user, thread: text(body.thread_ts) }, command, isOwn);
}

/** Parses the message shortcut, which looks up a person's message. One in a thread is answered there. */
export function parseShortcut(body: Fields, isOwn: IsOwnDirect = () => false): ParsedMessage | undefined {
  const channel = text(fields(body.channel).id);
  const user = text(fields(body.user).id);
  const message = fields(body.message);
  const said = saidIn(message);
  if (!channel || !user) return undefined;
  const thread = text(message.thread_ts);
  const parsed = commanded(body, { channel, user, thread }, lookUpOf(said.text), isOwn);
  return { ...parsed, ...(said.unread && { unread: said.unread }) };
}

/** Parses the shortcut of the search field, which belongs to no channel: its answer is for the person alone. */
export function parseGlobalShortcut(body: Fields): ParsedMessage | undefined {
  const user = text(fields(body.user).id);
  if (!user) return undefined;
  return commanded(body, { channel: user, user, thread: undefined }, { name: 'find', rest: '' }, () => true);
}

function commanded(
  body: Fields,
  { channel, user, thread }: { channel: string; user: string; thread: string | undefined },
  command: Pick<Command, 'name' | 'rest' | 'whole'>,
  isOwn: IsOwnDirect
): ParsedMessage {
  const direct = isOwn(channel);
  const id =
    text(body.trigger_id) ?? `${channel}/${user}/${text(body.action_ts) ?? ''}/${command.name}/${command.rest}`;
  const within = workspaceOf(body);
  const conversation = conversationOf({ channel, ...(thread && { thread }) }, direct, within);
  return {
    message: { kind: 'command', ...command, id, conversation, from: person(user, within.tenant) },
    target: { channel, user, direct, inThread: thread !== undefined, ...(thread && { thread }), ...waysIn(body) }
  };
}
