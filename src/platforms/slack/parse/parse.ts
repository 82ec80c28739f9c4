import { parseCommand } from '../../../core/conversation/commands.ts';
import type { Message, Person } from '../../../core/model/message.ts';
import { conversationOf } from './address.ts';
import { type Filter, filterOf } from './look-up.ts';
import { type Fields, fields, list, text } from './payload.ts';
import { readWords } from './words.ts';

/** Where the answer belongs. */
export interface ReplyTarget {
  channel: string;
  user: string;
  direct: boolean;
  /** The thread it was said in, or that it starts. Answers in a channel never go to its root. */
  thread?: string;
  /** Whether that thread is there already. */
  inThread: boolean;
  /** The message whose button was pressed. */
  card?: { ts: string; ephemeral: boolean };
  /** The modal or Home tab whose button was pressed. */
  view?: { id: string; type: string; filter?: Filter };
  /** Opens a modal, within three seconds. */
  trigger?: string;
  /** The response_url of the press: reaches also a card that only one person sees, for half an hour. */
  respondTo?: string;
}

/** What was said, and where the answer belongs. */
export interface ParsedMessage {
  message: Message;
  target: ReplyTarget;
}

/**
 * A direct message or a mention, from an `event_callback` payload.
 *
 * @param botUser id of the bot's own user, whose mention is taken out of the text
 * @param asAgent whether the workspace shows conversations with agents: there each first message starts a thread
 * @returns undefined for what is not a person speaking to the bot: bots, edits, joins, the bot itself
 */
export function parseEvent(body: Fields, botUser: string | undefined, asAgent = false): ParsedMessage | undefined {
  const event = fields(body.event);
  const [channel, user, ts] = [text(event.channel), text(event.user), text(event.ts)];
  if (!channel || !user || !ts || user === botUser) return undefined;
  if (event.bot_id || event.edited || event.hidden || (event.subtype && event.subtype !== 'file_share'))
    return undefined;
  const direct = event.channel_type === 'im' || channel.startsWith('D');
  if (direct === (event.type === 'app_mention')) return undefined;
  const root = text(event.thread_ts) ?? (direct && !asAgent ? undefined : ts);
  const said = readWords(text(event.text) ?? '', botUser);
  const id = text(event.client_msg_id) ?? text(body.event_id) ?? `${channel}/${ts}`;
  const common = {
    id,
    conversation: conversationOf({ channel, ...(root && { thread: root }) }, direct, tenantOf(body)),
    from: person(user, tenantOf(body))
  };
  const inThread = text(event.thread_ts) !== undefined;
  const target: ReplyTarget = { channel, user, direct, inThread, ...(root && { thread: root }) };
  const command = said ? parseCommand(said) : { name: 'help', rest: '' };
  const message: Message = command
    ? { kind: 'command', ...common, ...command }
    : { kind: 'question', ...common, text: said };
  return { message, target };
}

/** A slash command. `undefined` when nothing stands after it, or nothing but the word for looking up. */
export function parseSlash(body: Fields): ParsedMessage | undefined {
  const [channel, user] = [text(body.channel_id), text(body.user_id)];
  const said = readWords(text(body.text) ?? '', undefined);
  const command = parseCommand(said) ?? { name: 'find', rest: said };
  if (!channel || !user || (command.name === 'find' && !command.rest)) return undefined;
  return about(body, channel, user, { kind: 'command', ...command });
}

/** The message shortcut: looks up what somebody wrote. */
export function parseShortcut(body: Fields): ParsedMessage | undefined {
  const channel = text(fields(body.channel).id);
  const user = text(fields(body.user).id);
  const said = readWords(text(fields(body.message).text) ?? '', undefined);
  if (!channel || !user) return undefined;
  return about(body, channel, user, { kind: 'command', name: said ? 'find' : 'help', rest: said });
}

/** A button, a thumb or a choice from a menu, from a `block_actions` payload. */
export function parsePress(body: Fields): ParsedMessage | undefined {
  const pressed = fields(list(body.actions)[0]);
  const user = text(fields(body.user).id);
  const [actionId, value] = [text(pressed.action_id), pressedValue(pressed)];
  if (!user || !actionId || value === undefined) return undefined;
  const container = fields(body.container);
  const message = fields(body.message);
  const channel = text(container.channel_id) ?? text(fields(body.channel).id) ?? user;
  const ts = text(container.message_ts) ?? text(message.ts);
  const inside = text(container.thread_ts) ?? text(message.thread_ts);
  const ephemeral = container.is_ephemeral === true;
  const direct = channel.startsWith('D') || channel === user;
  const root = inside ?? (direct || ephemeral ? undefined : ts);
  const target: ReplyTarget = {
    channel,
    user,
    direct,
    inThread: inside !== undefined,
    ...(root && { thread: root }),
    ...(ts && { card: { ts, ephemeral } }),
    ...(text(body.response_url) && { respondTo: text(body.response_url) as string }),
    ...viewOf(fields(body.view)),
    ...triggerOf(body)
  };
  const common = {
    id: pressId(body, pressed),
    conversation: conversationOf({ channel, ...(inside && { thread: inside }) }, direct, tenantOf(body)),
    from: { ...person(user, tenantOf(body)), ...nameOf(body) }
  };
  const action = actionId.replace(/:(\d+|yes|no)$/, '');
  if (action === 'feedback') {
    const [, word, subject] = /^(yes|no):(.*)$/s.exec(value) ?? [];
    if (!word || !subject) return undefined;
    return { message: { kind: 'feedback', ...common, about: subject, helpful: word === 'yes' }, target };
  }
  return { message: { kind: 'action', ...common, action, value }, target };
}

/** The modal or Home tab a payload comes from. */
function viewOf(view: Fields): Pick<ReplyTarget, 'view'> {
  const id = text(view.id);
  const filter = filterOf(view);
  return id ? { view: { id, type: text(view.type) ?? 'modal', ...(filter && { filter }) } } : {};
}

/** The trigger is new at every press and the same at every delivery of it. */
function pressId(body: Fields, pressed: Fields): string {
  return text(body.trigger_id) ?? `${text(fields(body.user).id)}/${text(pressed.action_ts)}/${text(pressed.action_id)}`;
}

function pressedValue(pressed: Fields): string | undefined {
  const selected = fields(pressed.selected_option);
  return text(pressed.value) ?? text(selected.value) ?? (pressed.value === '' ? '' : undefined);
}

function about(
  body: Fields,
  channel: string,
  user: string,
  said: { kind: 'command'; name: string; rest: string }
): ParsedMessage {
  const direct = channel.startsWith('D');
  const id = text(body.trigger_id) ?? `${channel}/${user}/${text(body.action_ts) ?? ''}/${said.name}/${said.rest}`;
  const tenant = tenantOf(body);
  return {
    message: { ...said, id, conversation: conversationOf({ channel }, direct, tenant), from: person(user, tenant) },
    target: { channel, user, direct, inThread: false, ...triggerOf(body) }
  };
}

/** What a payload calls whoever pressed. docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function nameOf(body: Fields): { name?: string } {
  const name = text(fields(body.user).name) ?? text(fields(body.user).username);
  return name ? { name } : {};
}

export function person(user: string, tenant: string | undefined): Person {
  return { id: user, direct: conversationOf({ channel: user }, true, tenant) };
}

function triggerOf(body: Fields): { trigger?: string } {
  const trigger = text(body.trigger_id);
  return trigger ? { trigger } : {};
}

/** The workspace, or the organisation where the bot is installed for a whole one: it names the token to use. */
export function tenantOf(body: Fields): string | undefined {
  const authorization = fields(list(body.authorizations)[0]);
  const whole = authorization.is_enterprise_install ?? body.is_enterprise_install;
  const enterprise = text(authorization.enterprise_id) ?? text(body.enterprise_id) ?? text(fields(body.enterprise).id);
  if ((whole === true || whole === 'true') && enterprise) return enterprise;
  return (
    text(authorization.team_id) ?? text(body.team_id) ?? text(fields(body.team).id) ?? text(fields(body.user).team_id)
  );
}
