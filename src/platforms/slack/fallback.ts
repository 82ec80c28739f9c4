import type { Card } from '../../core/card.ts';
import { limits } from './limits.ts';
import { escapedWithin, toPlain } from './mrkdwn.ts';

/**
 * The whole card in words: Slack shows it in notifications and reads it to people who use a screen reader, in place
 * of the blocks. Escaped, so that nothing in it is a mention.
 * Source: https://docs.slack.dev/reference/methods/chat.postMessage (text with blocks, accessibility)
 */
export function fallbackText(card: Card): string {
  const lines = [
    card.title,
    card.subtitle,
    card.quote && `“${card.quote}”`,
    ...toPlain(card.text),
    card.note && `Please note: ${card.note}`,
    ...(card.facts ?? []).map(({ label, value }) => `${label}: ${value}`),
    ...(card.tiles ?? []).map((tile) => [tile.title, tile.subtitle, tile.text].filter(Boolean).join('. ')),
    ...(card.links ?? []).map(({ label, url }) => `${label}: ${url}`),
    card.actions?.length ? `Buttons: ${card.actions.map(({ label }) => label).join(', ')}` : '',
    card.footer
  ];
  return escapedWithin(lines.filter(Boolean).join('\n'), limits.message) || 'A message';
}
