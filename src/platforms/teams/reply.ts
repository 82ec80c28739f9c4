import { toPlainText } from '../../core/conversation/plain-text.ts';
import type { Card } from '../../core/model/card.ts';
import type { Reference } from './parse/conversation.ts';
import { type Content, drawContent } from './render/content.ts';
import { limits } from './render/limits.ts';
import { adaptiveCardType, renderTeams } from './render/render.ts';
import { line, plain } from './render/text.ts';
import type { Inbound } from './transport/activity.ts';
import type { Outgoing } from './transport/sdk.ts';

/**
 * Creates an answer to a message: in the same thread, and in a group chat, which has no threads, with the question
 * quoted above it (teams-sdk, quoted replies).
 */
export function replyTo(inbound: Inbound, content: Content, { quote = true } = {}): Outgoing {
  const answers = inbound.type === 'message';
  return {
    ...envelope(inbound),
    type: 'message',
    ...(answers && { replyToId: inbound.id }),
    ...(answers && quote && inbound.conversation.group && quoted(inbound.id)),
    ...drawn(content, inbound.conversation.personal ? undefined : false)
  };
}

function quoted(messageId: string): Pick<Outgoing, 'text' | 'entities'> {
  const marker = `<quoted messageId="${messageId.replace(/[^\w.:-]/g, '')}"/>`;
  return { text: marker, entities: [{ type: 'quotedReply', quotedReply: { messageId } }] };
}

/**
 * Creates a message that only the asker sees: one to them, not an answer in the thread. Where the question was private
 * too, Teams shows it above the answer (msteams-docs, prompt preview).
 */
export function replyToAsker(inbound: Inbound, content: Content): Outgoing {
  const preview = inbound.type === 'message' && inbound.targeted;
  return {
    ...envelope(inbound),
    type: 'message',
    ...(preview && { entities: [{ type: 'targetedMessageInfo', messageId: inbound.id }] }),
    ...drawn(content, true)
  };
}

/**
 * Creates a message in the asker's own chat with the bot, for content that cannot be shown privately in the
 * conversation.
 */
export function inChat(inbound: Inbound, chatId: string, content: Content): Outgoing {
  return { ...envelope(inbound), conversation: { id: chatId }, type: 'message', ...drawn(content) };
}

/** Returns a message with its card as plain text, for a card that Teams does not take. */
export function inText({ attachments: _, entities: __, channelData: ___, ...rest }: Outgoing, card: Card): Outgoing {
  return { ...rest, text: plain(toPlainText(card), limits.text), textFormat: 'plain' };
}

/**
 * Creates a card in place of the one whose button was pressed. Teams refuses a recipient on an update.
 *
 * @param alone whether the asker alone sees it among others; undefined in a personal chat
 */
export function replacement(inbound: Inbound, content: Content, alone: boolean | undefined): Outgoing {
  const { recipient: _, ...rest } = envelope(inbound);
  return { ...rest, type: 'message', ...drawn(content, alone) };
}

/**
 * Creates a proactive card, as a new message in a stored conversation.
 *
 * @param alone whether one person alone sees it among others; undefined in a personal chat
 */
export function firstWord({ id, serviceUrl, bot }: Reference, card: Card, alone: boolean | undefined): Outgoing {
  const place = { channelId: 'msteams', serviceUrl, from: { id: bot }, conversation: { id } };
  return { ...place, type: 'message', ...drawn(card, alone) };
}

/** Creates "… is typing", shown until the answer comes. */
export function typing(inbound: Inbound): Outgoing {
  return { ...envelope(inbound), type: 'typing' };
}

function envelope({ channelId, serviceUrl, bot, from, conversation }: Inbound) {
  return {
    channelId,
    serviceUrl,
    from: { id: bot.id },
    recipient: { id: from.id },
    conversation: { id: conversation.id }
  };
}

/** Draws a card or form. No "AI generated" label: answers are fixed texts, and none is generated. */
function drawn(content: Content, alone?: boolean): Pick<Outgoing, 'summary' | 'attachments' | 'channelData'> {
  if ('form' in content) {
    const summary = line(content.form.title, limits.summary);
    return { summary, attachments: [{ contentType: adaptiveCardType, content: drawContent(content, alone) }] };
  }
  const { card, summary, feedback } = renderTeams(content, { alone });
  return {
    summary,
    attachments: [{ contentType: adaptiveCardType, content: card }],
    ...(feedback && { channelData: { feedbackLoop: { type: 'default' } } })
  };
}
