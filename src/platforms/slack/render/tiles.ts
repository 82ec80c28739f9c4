import type { Button, CardBlock, KnownBlock } from '@slack/types';
import type { Tile } from '../../../core/model/card.ts';
import { actionButton, type Counter, fitsButton, linkButton, type Style, section, writtenLink } from './elements.ts';
import { limits } from './limits.ts';
import { escapedWithin } from './mrkdwn.ts';

/**
 * Draws tiles: one as a `card`, several as a `carousel`; in the classic style, or where a tile has more buttons than a
 * card shows, each as a `section` with its buttons under it.
 */
export function tileBlocks(tiles: readonly Tile[], style: Style, longest: number, count: Counter): KnownBlock[] {
  const shown = tiles.slice(0, limits.carousel);
  const fit = shown.every((tile) => buttons(tile, () => '').length <= limits.cardActions);
  if (style === 'classic' || !fit) return shown.flatMap((tile) => classicTile(tile, longest, count));
  const cards = shown.map((tile) => cardBlock(tile, longest, count));
  if (cards.length > 1) return [{ type: 'carousel', elements: cards }];
  return cards;
}

function cardBlock(tile: Tile, longest: number, count: Counter): CardBlock {
  const written = writtenLinks(tile);
  const room = limits.cardBody - written.length - 1;
  const body = room > 20 ? [escapedWithin(tile.text ?? '', Math.min(longest, room)), written] : [written];
  const actions = buttons(tile, count);
  return {
    type: 'card',
    title: mrkdwn(escapedWithin(tile.title, Math.min(longest, limits.cardTitle))),
    ...(tile.subtitle
      ? { subtitle: mrkdwn(escapedWithin(tile.subtitle, Math.min(longest, limits.cardSubtitle))) }
      : {}),
    ...(body.some(Boolean) ? { body: mrkdwn(body.filter(Boolean).join('\n')) } : {}),
    ...(actions.length ? { actions } : {})
  };
}

function classicTile(tile: Tile, longest: number, count: Counter): KnownBlock[] {
  const lines = [
    `*${escapedWithin(tile.title, Math.min(longest, 300))}*`,
    tile.subtitle ? escapedWithin(tile.subtitle, Math.min(longest, 300)) : '',
    tile.text ? escapedWithin(tile.text, Math.min(longest, 1500)) : '',
    writtenLinks(tile)
  ];
  const elements = buttons(tile, count).slice(0, limits.actionElements);
  return [
    section(lines.filter(Boolean).join('\n')),
    ...(elements.length ? [{ type: 'actions' as const, elements }] : [])
  ];
}

function buttons(tile: Tile, count: Counter): Button[] {
  return [
    ...(tile.links ?? []).filter(fitsButton).map((link) => linkButton(link, count)),
    ...(tile.actions ?? []).map((action) => actionButton(action, count))
  ];
}

function writtenLinks(tile: Tile): string {
  return (tile.links ?? [])
    .filter((link) => !fitsButton(link))
    .map(writtenLink)
    .join(' · ');
}

function mrkdwn(text: string): { type: 'mrkdwn'; text: string; verbatim: true } {
  return { type: 'mrkdwn', text: text || ' ', verbatim: true };
}
