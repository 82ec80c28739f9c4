import type { KnownBlock } from '@slack/types';
import type { Card } from '../../../core/model/card.ts';
import type { Style } from './elements.ts';
import { renderSlack } from './render.ts';

/** A card as the body of a message. Links are not unfurled: the card says already what they are. */
export function messageBody(
  card: Card,
  style: Style = 'native'
): { text: string; blocks: KnownBlock[]; unfurl_links: false; unfurl_media: false } {
  return { ...renderSlack(card, style), unfurl_links: false, unfurl_media: false };
}
