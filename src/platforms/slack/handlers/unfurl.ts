import type { LinkUnfurls } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Bot } from '../../../core/model/bot.ts';
import type { Card } from '../../../core/model/card.ts';
import type { Logger } from '../../../observability/logger.ts';
import { type Fields, fields, list, text } from '../parse/payload.ts';
import { messageBody } from '../render/render.ts';
import { refusalName } from '../send/refusals.ts';

/** Maximum number of addresses of one message that get a preview. */
const mostPreviews = 5;

interface UnfurlParts {
  bot: Bot;
  logger: Logger;
}

/**
 * Shows below a message what the knowledge knows of the addresses in it: what each is, and what has taken its place.
 * Unknown addresses get nothing, and nothing is kept. A refusal is only logged, since nobody asked.
 * Source: https://docs.slack.dev/messaging/unfurling-links-in-messages (event `link_shared`)
 */
export async function unfurl(body: Fields, client: WebClient, { bot, logger }: UnfurlParts): Promise<void> {
  const event = fields(body.event);
  const urls = list(event.links).flatMap((link) => text(fields(link).url) ?? []);
  const known = [...new Set(urls)].flatMap((url) => {
    const entry = bot.entryAt(url);
    const card = entry && bot.entryCard(entry.id)?.card;
    return card ? [[url, { blocks: messageBody(preview(card), 'classic').blocks ?? [] }] as const] : [];
  });
  const place = placeOf(event);
  if (known.length === 0 || !place) return;
  const unfurls: LinkUnfurls = Object.fromEntries(known.slice(0, mostPreviews));
  try {
    await client.chat.unfurl({ ...place, unfurls });
  } catch (error) {
    logger.warn('slack.unfurl.refused', { reason: refusalName(error) });
  }
}

/** Returns the part of an entry's card that fits below somebody else's message: no button that answers. */
function preview({ title, text: lead, note, links = [], footer }: Card): Card {
  return { title, text: lead, ...(note && { note }), links: links.slice(0, 1), ...(footer && { footer }) };
}

/** Returns the message, or the draft in which the address stands: Slack names either by an id of its own. */
function placeOf(event: Fields) {
  const [unfurl_id, source, channel, ts] = [event.unfurl_id, event.source, event.channel, event.message_ts].map(text);
  if (unfurl_id && (source === 'composer' || source === 'conversations_history')) return { unfurl_id, source } as const;
  return channel && ts ? { channel, ts } : undefined;
}
