import type { Card, Tile } from '../../core/card.ts';
import { drawActions, drawFacts, drawLinks, markdown, type Node, press, rows, words } from './elements.ts';
import { limits } from './limits.ts';
import { toTeamsMarkdown } from './markdown.ts';
import { cut, escapeMarkdown, line, plain } from './text.ts';

/** An Adaptive Card as Teams takes it. */
export interface AdaptiveCard {
  $schema: string;
  type: 'AdaptiveCard';
  version: string;
  lang: 'en-GB';
  fallbackText: string;
  body: Node[];
}

/** A card drawn for Teams. */
export interface TeamsMessage {
  card: AdaptiveCard;
  /** One plain line for the notification and for screen readers; goes to the activity's `summary`. */
  summary: string;
  /** Everything as plain text, for places that draw no card. */
  text: string;
  /** Set when thumbs are wanted: the activity then carries `channelData.feedbackLoop`, and Teams draws them. */
  feedback?: { about: string };
}

/** Where thumbs go: Teams' own under the message, or two buttons in the card where the place has none. */
export interface RenderOptions {
  feedback?: 'native' | 'buttons';
}

export const adaptiveCardType = 'application/vnd.microsoft.card.adaptive';

/**
 * Draws a card as Adaptive Card 1.5. Pure.
 *
 * A person's words stand in TextRuns only, where nothing is markup or mention. A card too large for Teams is drawn again
 * with shorter slots and fewer tiles, and says how many it left out.
 *
 * @param card what to say
 * @param options how thumbs are drawn; native when not given
 */
export function renderTeams(card: Card, options: RenderOptions = {}): TeamsMessage {
  let drawn = draw(card, options, 1);
  for (let scale = 0.5; utf16Bytes(drawn.card) > limits.cardBytes && scale > 0.01; scale /= 2) {
    drawn = draw(card, options, scale);
  }
  return drawn;
}

/** Size as Teams counts it: UTF-16 code units of the JSON, two bytes each. */
export function utf16Bytes(json: unknown): number {
  return JSON.stringify(json).length * 2;
}

function draw(card: Card, options: RenderOptions, scale: number): TeamsMessage {
  const some = (max: number) => Math.ceil(max * scale);
  const title = line(card.title, some(limits.title)) || 'Answer';
  const text = toTeamsMarkdown(card.text, some(limits.text));
  const tiles = kept(card.tiles, some(limits.tiles));
  const body: Node[] = [
    markdown(escapeMarkdown(title), { size: 'Large', weight: 'Bolder', style: 'heading' }),
    ...subtitle(card.subtitle, some(limits.line)),
    ...quote(card.quote, some(limits.quote)),
    ...text.map((block) => markdown(block)),
    ...note(card.note, some(limits.line)),
    ...drawFacts(kept(card.facts, some(limits.facts)).shown, scale),
    ...drawLinks(kept(card.links, some(limits.links)).shown),
    ...tiles.shown.map((each) => drawTile(each, scale)),
    ...(tiles.left > 0 ? [words(`${tiles.left} more not shown here.`, { isSubtle: true })] : []),
    ...drawActions(kept(card.actions, some(limits.actions)).shown),
    ...(card.feedback && options.feedback === 'buttons' ? thumbs(card.feedback.about) : []),
    ...footer(card.footer, some(limits.line))
  ];
  const summary = line(card.title, limits.summary) || 'Answer';
  return {
    card: {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: limits.cardVersion,
      lang: 'en-GB',
      fallbackText: cut([escapeMarkdown(title), ...text].join('\n\n'), limits.fallbackText),
      body
    },
    summary,
    text: plain(
      [card.title, card.subtitle, card.quote && `“${card.quote}”`, card.text, card.note].filter(Boolean).join('\n\n'),
      limits.text
    ),
    ...(card.feedback && options.feedback !== 'buttons' && { feedback: card.feedback })
  };
}

function subtitle(text: string | undefined, max: number): Node[] {
  return text ? [words(line(text, max), { isSubtle: true }, { spacing: 'None' })] : [];
}

function quote(text: string | undefined, max: number): Node[] {
  const said = text ? line(text, max) : '';
  return said ? [words(`“${said}”`, { italic: true, isSubtle: true })] : [];
}

/** Colour only underlines what the sentence itself says. */
function note(text: string | undefined, max: number): Node[] {
  return text ? [{ type: 'Container', style: 'warning', items: [words(line(text, max), { weight: 'Bolder' })] }] : [];
}

function footer(text: string | undefined, max: number): Node[] {
  return text ? [words(line(text, max), { size: 'Small', isSubtle: true }, { separator: true })] : [];
}

function drawTile(tile: Tile, scale: number): Node {
  const max = Math.ceil(limits.line * scale);
  const items = [
    words(line(tile.title, max) || '…', { weight: 'Bolder' }),
    ...subtitle(tile.subtitle, max),
    ...(tile.text ? [words(line(tile.text, Math.ceil(limits.tileText * scale)))] : []),
    ...drawLinks(kept(tile.links, Math.ceil(limits.links * scale)).shown),
    ...drawActions(kept(tile.actions, Math.ceil(limits.actions * scale)).shown)
  ];
  return { type: 'Container', style: 'emphasis', items };
}

function thumbs(about: string): Node[] {
  return [
    words('Was this helpful?', { isSubtle: true }),
    ...rows([
      press('👍 Yes', { feedback: about, helpful: true }, 'feedback'),
      press('👎 No', { feedback: about, helpful: false }, 'feedback')
    ])
  ];
}

function kept<T>(all: readonly T[] | undefined, max: number): { shown: readonly T[]; left: number } {
  const shown = (all ?? []).slice(0, max);
  return { shown, left: (all?.length ?? 0) - shown.length };
}
