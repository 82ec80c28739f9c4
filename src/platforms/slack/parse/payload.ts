import type { Kind, Topic } from '../../../core/model/entry.ts';
import type { Conversation, Message, Person } from '../../../core/model/message.ts';

/** Any object of a payload: payloads are signed, yet their shape is never trusted. */
export type Fields = Readonly<Record<string, unknown>>;

/** Returns the value as an object, or an empty one. */
export function fields(value: unknown): Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : {};
}

/** Returns the value as a text that is not empty, or undefined. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Returns the value as a list, or an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Filters of the look-up. */
export interface Filter {
  topic?: Topic;
  kind?: Kind;
}

/** A modal or the Home tab whose button was pressed. */
export interface PressedView {
  id: string;
  /** `modal` or `home`. */
  type: string;
  /** Filters of the look-up modal; absent in every other view. */
  filter?: Filter;
  /**
   * Effect of the answer on the view: `replace` shows it in the view's place (a search), `push` opens it above the
   * view, with Slack's own back button, `thank` keeps the view and writes one line in place of the thumbs.
   */
  answer: 'replace' | 'push' | 'thank';
  /** The view as Slack sent it, for `thank`. */
  shown?: Fields;
}

/** Place of the answer. */
export interface ReplyTarget {
  channel: string;
  user: string;
  /** True where the channel is known to be the conversation between this person and the bot. */
  direct: boolean;
  /** The thread of the message, or the one it starts. Answers in a channel never go to its root. */
  thread?: string;
  /** True where that thread exists already. */
  inThread: boolean;
  /** The message whose button was pressed. */
  card?: { ts: string; ephemeral: boolean };
  view?: PressedView;
  /** Opens a modal, within three seconds. */
  trigger?: string;
  /** The response_url: reaches places in which the bot is not a member, five times within half an hour. */
  respondTo?: string;
}

/** A parsed message, and the place of its answer. */
export interface ParsedMessage {
  message: Message;
  target: ReplyTarget;
  /** Sentence for the person that names the unread parts of the message: a picture, a file. */
  unread?: string;
}

/** Returns true where a channel is a person's direct conversation with the bot itself, not one of two people. */
export type IsOwnDirect = (channel: string) => boolean;

/** Returns true for ids of conversations of two: a person's with the bot, or that of two people. */
export function isDirectId(channel: string): boolean {
  return channel.startsWith('D');
}

/**
 * Returns the neutral person of a Slack user; `direct` is the conversation in which the bot can write to them alone.
 */
export function person(user: string, tenant: string | undefined): Person {
  return { id: user, direct: conversationOf({ channel: user }, true, tenant ? { tenant } : {}) };
}

/** Returns the name of a payload's user. docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function nameOf(body: Fields): { name?: string } {
  const name = text(fields(body.user).name) ?? text(fields(body.user).username);
  return name ? { name } : {};
}

/** Returns the short-lived ways to answer that a payload carries: the trigger of a modal, and the response_url. */
export function waysIn(body: Fields): Pick<ReplyTarget, 'trigger' | 'respondTo'> {
  const [trigger, respondTo] = [text(body.trigger_id), text(body.response_url)];
  return { ...(trigger && { trigger }), ...(respondTo && { respondTo }) };
}

/** Returns the workspace, or the organisation where the bot is installed for a whole one: it names the token to use. */
export function tenantOf(body: Fields): string | undefined {
  const authorization = fields(list(body.authorizations)[0]);
  const whole = authorization.is_enterprise_install ?? body.is_enterprise_install;
  const enterprise = text(authorization.enterprise_id) ?? text(body.enterprise_id) ?? text(fields(body.enterprise).id);
  if ((whole === true || whole === 'true') && enterprise) return enterprise;
  return (
    text(authorization.team_id) ?? text(body.team_id) ?? text(fields(body.team).id) ?? text(fields(body.user).team_id)
  );
}

/**
 * Returns what {@link tenantOf} does and, where that is an organisation, the workspace in it: some methods ask for it.
 * Source: https://api.slack.com/enterprise/apps/changes-apis (`team_id`)
 */
export function workspaceOf(body: Fields): Within {
  const tenant = tenantOf(body);
  if (!tenant?.startsWith('E')) return tenant ? { tenant } : {};
  const authorization = fields(list(body.authorizations)[0]);
  const named = [authorization.team_id, body.context_team_id, body.team_id, fields(body.team).id].map(text);
  const team = named.find((id) => id?.startsWith('T'));
  return { tenant, ...(team && { team }) };
}

/** Place in Slack of a message. */
export interface SlackAddress {
  /** A channel, or a person's id, for which Slack opens the direct message itself. */
  channel: string;
  /** `ts` of the message a thread hangs on. */
  thread?: string;
}

/** Reads the address of a Conversation: `C123`, or `C123/1700000000.000100` for a thread. */
export function readAddress(address: string): SlackAddress {
  const [channel = '', thread] = address.split('/');
  return thread ? { channel, thread } : { channel };
}

/** Installation of the bot, and the workspace where it is that of a whole organisation. */
export type Within = Pick<Conversation, 'tenant' | 'team'>;

/**
 * Returns a conversation of Slack. A direct message is one conversation across all its threads, so that a follow-up in
 * another thread is understood.
 */
export function conversationOf(
  { channel: home, thread }: SlackAddress,
  direct: boolean,
  { tenant, team }: Within
): Conversation {
  const here = direct || !thread ? home : `${home}/${thread}`;
  return {
    platform: 'slack',
    address: here,
    direct,
    ...(tenant && { tenant }),
    ...(team && { team }),
    ...(here !== home && { home })
  };
}
