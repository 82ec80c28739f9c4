import type { KnownBlock } from '@slack/types';
import type { Action, Card, Link, Tile } from '../../../core/model/card.ts';
import { renderSlack } from './render.ts';

/** Tool that a button calls: Slackbot supports only buttons that open a page or call a tool. */
const tool = 'tool:spread_get_entry';

/** Returns true for buttons that show an entry. */
const shows = ({ id }: Action): boolean => id === 'open' || id === 'choose';

const isHttps = ({ url }: Link): boolean => url.startsWith('https://');

/** Returns links that Slackbot may draw; the addresses of others are written out. */
function withoutOthers<T extends { text?: string; links?: readonly Link[] }>(part: T): T {
  const { links = [], text = '' } = part;
  const written = links
    .filter((link) => !isHttps(link))
    .map(({ label, url }) => `${label}: ${url.replace('mailto:', '')}`);
  if (written.length === 0) return part;
  return { ...part, text: [text, ...written].filter(Boolean).join('\n\n'), links: links.filter(isHttps) };
}

function tilesFor(tiles: readonly Tile[] = []): Tile[] {
  return tiles.map(({ actions = [], ...tile }) => ({ ...withoutOthers(tile), actions: actions.filter(shows) }));
}

/**
 * Draws a card for Slackbot: the same blocks as in a message, without thumbs and without buttons that need the bot
 * itself. A button that shows an entry calls the tool that gets it.
 */
export function renderForSlackbot(card: Card): KnownBlock[] {
  const { feedback: _thumbs, actions: _actions, more, ...rest } = card;
  const { actions: _folded, ...moreRest } = more ?? { label: '' };
  const { blocks } = renderSlack({
    ...withoutOthers(rest),
    tiles: tilesFor(rest.tiles),
    ...(more && { more: { ...withoutOthers(moreRest), tiles: tilesFor(more.tiles) } })
  });
  return blocks.map((block) => withTools(block));
}

/** Gives every button without an address the tool that it calls. */
function withTools<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withTools) as T;
  if (value === null || typeof value !== 'object') return value;
  const drawn = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withTools(inner)]));
  if (drawn.type !== 'button' || drawn.url !== undefined) return drawn as T;
  return { ...drawn, action_id: tool, value: JSON.stringify({ id: drawn.value }) } as T;
}
