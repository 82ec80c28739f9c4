import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/** Maximum number of characters of a message's text; the matcher reads 300. */
const textMax = 8_000;
/** Maximum number of characters read of a message's HTML. */
export const htmlMax = 20_000;

const name = z.string().max(500).catch('');
const account = z
  .looseObject({ id: name, name, aadObjectId: name, isTargeted: z.boolean().catch(false) })
  .catch({ id: '', name: '', aadObjectId: '', isTargeted: false });
const conversation = z.looseObject({
  id: z.string().min(1).max(1000),
  conversationType: name,
  isGroup: z.boolean().catch(false),
  tenantId: name
});
const mention = z.looseObject({
  type: z.literal('mention'),
  text: name,
  mentioned: z.looseObject({ id: name, name })
});
const client = z.looseObject({ type: z.literal('clientInfo'), timezone: name });
const attachment = z.looseObject({ contentType: name, content: z.unknown().optional() });
const named = z.looseObject({ id: name }).catch({ id: '' });
const channelData = z.looseObject({ tenant: named, team: named, channel: named, eventType: name });
const noChannelData = { tenant: { id: '' }, team: { id: '' }, channel: { id: '' }, eventType: '' };

const activity = z.looseObject({
  type: z.string().min(1).max(100),
  id: name,
  name,
  action: name,
  channelId: name,
  serviceUrl: name,
  replyToId: name,
  text: z
    .string()
    .transform((text) => text.slice(0, textMax))
    .catch(''),
  localTimezone: name,
  from: account,
  recipient: account,
  conversation,
  entities: z.array(z.unknown()).max(200).catch([]),
  attachments: z.array(z.unknown()).max(200).catch([]),
  channelData: channelData.catch(noChannelData)
});

/** An activity of the Bot Framework, reduced to the fields we read, each of its right type. */
export interface Inbound {
  type: string;
  /** Id of the activity; generated where the sender left it out. */
  id: string;
  /** Name of an invoke: `adaptiveCard/action` and so on. */
  name: string;
  /** Action of an installation update: `add`, `remove`. */
  action: string;
  channelId: string;
  serviceUrl: string;
  replyToId: string;
  text: string;
  timeZone: string;
  from: { id: string; directoryId: string; name: string };
  bot: { id: string; name: string };
  /** True where only the bot sees the message, as with a slash command. */
  targeted: boolean;
  /**
   * Conversation of the activity. `group`: a chat of several people, meetings included. `team` names the team of a
   * channel; empty elsewhere.
   */
  conversation: { id: string; personal: boolean; group: boolean; team: string };
  tenant: string;
  /** Type of a conversation update, `channelDeleted` and so on, and the channel it is about; empty elsewhere. */
  event: { type: string; channel: string };
  /** The same message in HTML, where Teams sends it beside the text; empty elsewhere. */
  html: string;
  /** Kinds of the attachments besides that HTML: pictures, files, cards. */
  attachments: readonly string[];
  mentions: readonly { id: string; name: string; text: string }[];
  /** Data of an invoke or a button; not checked yet. */
  value: unknown;
}

/**
 * Returns true for the id of a conversation that others read, whatever kind it says it is: a channel, a chat of several people, a
 * chat of two of whom none is the bot. What is for one person alone is never posted there.
 */
function isShared(id: string, bot: string): boolean {
  return /@thread\./.test(id) || (/@unq\.gbl\.spaces$/.test(id) && !id.includes(bot.replace(/^28:/, '')));
}

/**
 * Reads an activity of any sender. Wrong or missing optional fields become empty; the rest of the payload is dropped.
 *
 * @returns undefined where it is not an activity: not an object, without a type, or without a conversation
 */
export function readActivity(body: unknown): Inbound | undefined {
  const read = activity.safeParse(body);
  if (!read.success) return undefined;
  const { type, id, action, channelId, serviceUrl, replyToId, text, from, recipient, ...rest } = read.data;
  const mentions: { id: string; name: string; text: string }[] = [];
  let timeZone: string | undefined;
  for (const each of rest.entities) {
    const said = mention.safeParse(each).data;
    if (said) mentions.push({ id: said.mentioned.id, name: said.mentioned.name, text: said.text });
    else timeZone ??= client.safeParse(each).data?.timezone;
  }
  const attachments: string[] = [];
  let html: unknown;
  for (const each of rest.attachments) {
    const attached = attachment.safeParse(each).data;
    if (attached?.contentType === 'text/html') html ??= attached.content;
    else if (attached) attachments.push(attached.contentType);
  }
  return {
    type,
    id: id || randomUUID(),
    name: rest.name,
    action,
    channelId,
    serviceUrl,
    replyToId,
    text,
    timeZone: timeZone || rest.localTimezone,
    from: { id: from.id, directoryId: from.aadObjectId, name: from.name },
    bot: { id: recipient.id, name: recipient.name },
    targeted: recipient.isTargeted,
    conversation: {
      id: rest.conversation.id,
      personal:
        /^(?:personal)?$/.test(rest.conversation.conversationType) &&
        !rest.conversation.isGroup &&
        !isShared(rest.conversation.id, recipient.id),
      group: rest.conversation.conversationType === 'groupChat',
      team: rest.channelData.team.id
    },
    tenant: rest.conversation.tenantId || rest.channelData.tenant.id,
    event: { type: rest.channelData.eventType, channel: rest.channelData.channel.id },
    html: typeof html === 'string' ? html.slice(0, htmlMax) : '',
    attachments,
    mentions,
    value: rest.value
  };
}
