import type { ActionsBlock, Button, SectionBlock } from '@slack/types';
import type { Tile } from '../../../core/model/card.ts';
import { actionButton, fitsButton, linkButton, type Marks, section, writtenLink } from './elements.ts';
import { limits } from './limits.ts';
import { escapedWithin } from './mrkdwn.ts';

/**
 * Draws tiles one under the other, never side by side, where the last ones would stand out of sight: a `section` with
 * its button beside it, or with its buttons under it where there are several.
 */
export function tileBlocks(tiles: readonly Tile[], longest: number, marks: Marks): (SectionBlock | ActionsBlock)[] {
  return tiles.slice(0, limits.tiles).flatMap((tile) => tileBlock(tile, longest, marks));
}

function tileBlock(tile: Tile, longest: number, marks: Marks): (SectionBlock | ActionsBlock)[] {
  const lines = [
    `*${escapedWithin(tile.title, Math.min(longest, 300))}*`,
    tile.subtitle ? escapedWithin(tile.subtitle, Math.min(longest, 300)) : '',
    tile.text ? escapedWithin(tile.text, Math.min(longest, 1500)) : '',
    writtenLinks(tile)
  ];
  const elements = buttons(tile, marks).slice(0, limits.actionElements);
  const words = section(lines.filter(Boolean).join('\n'));
  const [only] = elements;
  if (elements.length === 1 && only) return [{ ...words, accessory: only }];
  return [words, ...(elements.length ? [{ type: 'actions' as const, elements }] : [])];
}

function buttons(tile: Tile, marks: Marks): Button[] {
  return [
    ...(tile.links ?? []).filter(fitsButton).map((link) => linkButton(link, marks, tile.title)),
    ...(tile.actions ?? []).map((action) => actionButton(action, marks, tile.title))
  ];
}

function writtenLinks(tile: Tile): string {
  return (tile.links ?? [])
    .filter((link) => !fitsButton(link))
    .map(writtenLink)
    .join(' · ');
}
