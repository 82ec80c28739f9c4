import { parseCommand } from '../../../core/conversation/commands.ts';
import { type Message, mostEditDelayMs } from '../../../core/model/message.ts';
import { withoutSlashCommand } from '../render/mrkdwn.ts';
import {
  conversationOf,
  type Fields,
  fields,
  type ParsedMessage,
  person,
  type ReplyTarget,
  text,
  workspaceOf
} from './payload.ts';
import { saidIn } from './said.ts';

/**
 * Subtypes of messages written by Slack, an app or an administrator, not a person. Source:
 * docs.slack.dev/reference/events/message (list of subtypes) and the events below it. Others, such as `file_share`,
 * `thread_broadcast` and `me_message`, were typed by a person.
 */
const systemSubtypes: ReadonlySet<string> = new Set(
  `
  app_conversation_join assistant_app_thread bot_add bot_disable bot_enable bot_message bot_remove channel_archive
  channel_canvas_updated channel_convert_to_private channel_convert_to_public channel_join channel_leave channel_name
  channel_posting_permissions channel_purpose channel_topic channel_unarchive document_mention ekm_access_denied
  file_comment file_mention group_archive group_join group_leave group_name group_purpose group_topic group_unarchive
  huddle_thread list_record_comment message_changed message_deleted message_replied pinned_item reminder_add
  reply_broadcast sh_room_created sh_room_shared tombstone unpinned_item
  `
    .trim()
    .split(/\s+/)
);

/** Subtypes known to be a person's. Of any other, only a typed message carries `client_msg_id`. */
const typedSubtypes: ReadonlySet<string> = new Set(['file_share', 'me_message', 'thread_broadcast']);

/** The user under whose name Slack itself writes, such as reminders. */
const slackbot = 'USLACKBOT';

/**
 * Returns true for a person's message to the bot: a direct message, or a mention. False for bots, system messages and
 * edits, except for an edit that adds a missing mention: it arrives as a mention, and is answered once.
 */
export function isForBot(event: Fields): boolean {
  const subtype = text(event.subtype);
  if (event.type !== 'message' && event.type !== 'app_mention') return false;
  if (event.bot_id || event.hidden || event.user === slackbot) return false;
  if (!text(event.user) || !text(event.channel) || !text(event.ts)) return false;
  if (subtype && !typedSubtypes.has(subtype) && (systemSubtypes.has(subtype) || !text(event.client_msg_id)))
    return false;
  if (!event.edited) return true;
  const lateMs = 1000 * (Number(text(fields(event.edited).ts)) - Number(text(event.ts)));
  return event.type === 'app_mention' && !(lateMs > mostEditDelayMs);
}

/**
 * Parses a direct message or a mention from an `event_callback` payload.
 *
 * @param botUser id of the bot's own user, who is not answered
 * @param asAgent whether the app is installed as an agent: there each first message of a direct conversation starts a
 * thread
 * @returns undefined for what is not a person speaking to the bot: bots, edits, joins, the bot itself
 */
export function parseEvent(body: Fields, botUser: string | undefined, asAgent = false): ParsedMessage | undefined {
  const event = fields(body.event);
  const [channel, user, ts] = [text(event.channel), text(event.user), text(event.ts)];
  if (!channel || !user || !ts || user === botUser || !isForBot(event)) return undefined;
  const direct = isOwnDirectEvent(event);
  if (direct === (event.type === 'app_mention')) return undefined;
  const inside = text(event.thread_ts);
  const root = inside ?? (direct && !asAgent ? undefined : ts);
  const said = saidIn(event);
  const within = workspaceOf(body);
  const common = {
    // The same after an edit, and in both events of one message: so it is answered once.
    id: text(event.client_msg_id) ?? `${channel}/${ts}`,
    conversation: conversationOf({ channel, ...(root && { thread: root }) }, direct, within),
    from: person(user, within.tenant)
  };
  const target: ReplyTarget = { channel, user, direct, inThread: inside !== undefined, ...(root && { thread: root }) };
  const words = { text: withoutSlashCommand(said.text), ...(said.typed && { typed: said.typed }) };
  const command = words.text ? parseCommand(words) : { name: 'help', rest: '' };
  const message: Message = command
    ? { kind: 'command', ...common, ...command }
    : { kind: 'question', ...common, ...words };
  return { message, target, ...(said.unread && { unread: said.unread }) };
}

/**
 * Returns true for an event of a person's conversation with the bot: events of other conversations of two are not sent
 * to it.
 */
export function isOwnDirectEvent(event: Fields): boolean {
  return event.channel_type === 'im' || (text(event.channel)?.startsWith('D') ?? false);
}
