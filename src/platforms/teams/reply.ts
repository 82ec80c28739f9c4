import type { Card } from '../../core/model/card.ts';
import { drawContent } from './form-message.ts';
import type { Reference } from './parse/conversation.ts';
import { limits } from './render/limits.ts';
import { adaptiveCardType, renderTeams } from './render/render.ts';
import { line } from './render/text.ts';
import type { Inbound } from './transport/activity.ts';
import type { Outgoing } from './transport/sdk.ts';
import type { Content } from './turn.ts';

/** A card as a message in answer to what was said: in the same thread. */
export function replyTo(inbound: Inbound, content: Content): Outgoing {
  return {
    ...envelope(inbound),
    type: 'message',
    ...(inbound.type === 'message' && { replyToId: inbound.id }),
    ...drawn(content)
  };
}

/** A card that only the person who asked sees: a message to them, not an answer in the thread. */
export function replyToAsker(inbound: Inbound, content: Content): Outgoing {
  return { ...envelope(inbound), type: 'message', ...drawn(content) };
}

/** A card in place of the one whose button was pressed. Teams refuses a recipient on an update. */
export function replacement(inbound: Inbound, content: Content): Outgoing {
  const { recipient: _, ...rest } = envelope(inbound);
  return { ...rest, type: 'message', ...drawn(content) };
}

/** A card nobody asked for, as a new message in a stored conversation. */
export function firstWord({ id, serviceUrl, bot }: Reference, card: Card): Outgoing {
  return { channelId: 'msteams', serviceUrl, from: { id: bot }, conversation: { id }, type: 'message', ...drawn(card) };
}

/** "… is typing", shown until the answer comes. */
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

/** No "AI generated" label: answers are written and reviewed by people. */
function drawn(said: Content): Pick<Outgoing, 'summary' | 'attachments' | 'channelData'> {
  if ('form' in said) {
    const summary = line(said.form.title, limits.summary);
    return { summary, attachments: [{ contentType: adaptiveCardType, content: drawContent(said) }] };
  }
  const { card: content, summary, feedback } = renderTeams(said);
  return {
    summary,
    attachments: [{ contentType: adaptiveCardType, content }],
    ...(feedback && { channelData: { feedbackLoop: { type: 'default' } } })
  };
}
