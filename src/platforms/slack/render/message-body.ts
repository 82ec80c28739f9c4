import type { KnownBlock } from '@slack/types';
import type { Card } from '../../../core/model/card.ts';
import { plainText, type Style } from './elements.ts';
import { limits } from './limits.ts';
import { renderSlack } from './render.ts';

/** Drawing of a message: with the newer blocks, the older ones, or none. */
export type BodyStyle = Style | 'text';

/** A card as the body of a message. */
export interface MessageBody {
  text: string;
  blocks?: KnownBlock[];
  unfurl_links: false;
  unfurl_media: false;
}

/**
 * Draws a card as the body of a message. Links are not unfurled: the card describes them already.
 *
 * @param lead sentence before the card, such as the reason why the answer comes here
 */
export function messageBody(card: Card, style: BodyStyle = 'native', lead?: string): MessageBody {
  const { text, blocks } = renderSlack(card, style === 'text' ? 'classic' : style);
  const whole = lead ? `${lead}\n${text}`.slice(0, limits.message) : text;
  const first: KnownBlock[] = lead ? [{ type: 'context', elements: [plainText(lead, limits.text)] }] : [];
  return {
    text: whole,
    ...(style !== 'text' && { blocks: [...first, ...blocks].slice(0, limits.blocks) }),
    unfurl_links: false,
    unfurl_media: false
  };
}
