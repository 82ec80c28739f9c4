import { toNotification } from '../../../core/conversation/plain-text.ts';
import type { Card, Folded, Tile } from '../../../core/model/card.ts';
import { drawChart } from './chart.ts';
import { drawButtons, drawFacts, markdown, type Node, press, rows, toggle, words } from './elements.ts';
import { limits } from './limits.ts';
import { toTeamsMarkdown } from './markdown.ts';
import { cut, escapeMarkdown, line, plain } from './text.ts';

/** An Adaptive Card in the form that Teams accepts. */
export interface AdaptiveCard {
  $schema: string;
  type: 'AdaptiveCard';
  version: string;
  fallbackText: string;
  body: Node[];
}

/** A card drawn for Teams. */
export interface TeamsMessage {
  card: AdaptiveCard;
  /** One plain line for the notification and for screen readers; goes to the activity's `summary`. */
  summary: string;
  /** Set where thumbs are wanted: the activity then carries `channelData.feedbackLoop`, and Teams draws them. */
  feedback?: { about: string };
}

/** Kind of the thumbs: Teams' own under the message, or two buttons in the card where Teams draws none. */
export interface RenderOptions {
  feedback?: 'native' | 'buttons';
  /** Maximum size of the card, in bytes; that of a whole message when not given. */
  bytes?: number;
}

export const adaptiveCardType = 'application/vnd.microsoft.card.adaptive';

/**
 * Draws a card as Adaptive Card 1.5. Pure.
 *
 * A person's words stand in TextRuns only, where nothing is markup or mention. A card too large for Teams is drawn
 * again with shorter slots, and then with fewer of them, and says so.
 *
 * @param card what to say
 * @param options how thumbs are drawn; native when not given
 */
export function renderTeams(card: Card, options: RenderOptions = {}): TeamsMessage {
  const { bytes = limits.cardBytes } = options;
  let drawn = draw(card, options, 1);
  for (let scale = 0.8; utf16Bytes(drawn.card) > bytes && scale > 0.001; scale *= 0.8) {
    drawn = draw(card, options, scale);
  }
  return drawn;
}

/** Returns the size as Teams counts it: UTF-16 code units of the JSON, two bytes each. */
export function utf16Bytes(json: unknown): number {
  return JSON.stringify(json).length * 2;
}

/** Returns the outermost layer of every card. */
export function frame(fallbackText: string, body: Node[]): AdaptiveCard {
  const $schema = 'http://adaptivecards.io/schemas/adaptive-card.json';
  return { $schema, type: 'AdaptiveCard', version: limits.cardVersion, fallbackText, body };
}

function draw(card: Card, options: RenderOptions, scale: number): TeamsMessage {
  const some = (max: number) => Math.ceil(max * scale);
  const count = (max: number) => Math.ceil(max * Math.min(1, scale * 4));
  const title = line(card.title, some(limits.title)) || 'Answer';
  const text = toTeamsMarkdown(card.text, some(limits.text));
  const slots = {
    facts: card.facts?.slice(0, count(limits.facts)) ?? [],
    links: card.links?.slice(0, count(limits.links)) ?? [],
    tiles: card.tiles?.slice(0, count(limits.tiles)) ?? [],
    actions: card.actions?.slice(0, count(limits.actions)) ?? []
  };
  const left = (['facts', 'links', 'tiles', 'actions'] as const).some(
    (slot) => slots[slot].length < (card[slot]?.length ?? 0)
  );
  const body: Node[] = [
    markdown(escapeMarkdown(title), { size: 'Large', weight: 'Bolder', style: 'heading' }),
    ...subtitle(card.subtitle, some(limits.line)),
    ...quote(card.quote, some(limits.quote)),
    ...text.map((block) => markdown(block)),
    // The page to open comes right after the answer, so that a phone shows it without scrolling.
    ...drawButtons(slots.links),
    ...note(card.note, some(limits.line)),
    ...drawFacts(slots.facts, scale),
    ...slots.tiles.map((each) => drawTile(each, scale)),
    ...(scale === 1 ? drawChart(card.chart) : []),
    ...drawButtons([], slots.actions),
    ...drawMore(card.more, scale),
    ...(left ? [words('There is more than Teams can show in one card.', { isSubtle: true })] : []),
    ...(card.feedback && options.feedback === 'buttons' ? thumbs(card.feedback.about) : []),
    ...footer(card.footer, some(limits.line))
  ];
  const [first = ''] = toNotification(card).split('\n', 1);
  const summary = line(first, limits.summary) || 'Answer';
  return {
    card: frame(cut([escapeMarkdown(title), ...text].join('\n\n'), limits.fallbackText), body),
    summary,
    ...(card.feedback && options.feedback !== 'buttons' && { feedback: card.feedback })
  };
}

function subtitle(text: string | undefined, max: number): Node[] {
  return text ? [words(line(text, max), { isSubtle: true }, { spacing: 'None' })] : [];
}

/** Draws a person's words, each line separately: a TextRun shows no line breaks. */
function quote(text: string | undefined, max: number): Node[] {
  const shown = text ? plain(text, max) : '';
  if (!shown) return [];
  const lines = `“${shown}”`.split(/\s*\n\s*/).map((each) => line(each, max + 2));
  return lines.map((each) => words(each, { italic: true, isSubtle: true }));
}

/** Draws a note; its colour adds nothing to the sentence. */
function note(text: string | undefined, max: number): Node[] {
  return text ? [{ type: 'Container', style: 'warning', items: [words(line(text, max), { weight: 'Bolder' })] }] : [];
}

function footer(text: string | undefined, max: number): Node[] {
  return text
    ? [words(line(text, max), { size: 'Small', isSubtle: true }, { separator: true, spacing: 'Medium' })]
    : [];
}

/** Longest label of a button beside a tile, in characters: more would leave the tile less than half of a phone's width. */
const besideLabel = 14;

/** Draws a tile. A single short button stands beside it, in its own column; others, and addresses, stand under it. */
function drawTile(tile: Tile, scale: number): Node {
  const max = Math.ceil(limits.line * scale);
  const some = <T>(all: readonly T[] = []) => all.slice(0, Math.ceil(limits.tileButtons * scale));
  const buttons = drawButtons(some(tile.links), some(tile.actions));
  const items = [
    markdown(escapeMarkdown(line(tile.title, max) || '…'), { weight: 'Bolder', style: 'heading' }),
    ...subtitle(tile.subtitle, max),
    ...(tile.text ?? '').split('\n').flatMap((each) => {
      const said = line(each, Math.ceil(limits.tileText * scale));
      return said ? [words(said)] : [];
    })
  ];
  const all = [...(tile.links ?? []), ...(tile.actions ?? [])];
  const beside = all.length === 1 && buttons[0]?.type === 'ActionSet' && all[0]!.label.length <= besideLabel;
  if (!beside) return { type: 'Container', style: 'emphasis', items: [...items, ...buttons] };
  return {
    type: 'ColumnSet',
    columns: [
      { type: 'Column', width: 'stretch', items },
      { type: 'Column', width: 'auto', verticalContentAlignment: 'Center', items: buttons }
    ]
  };
}

/** Id of the element with the folded content. */
const foldedId = 'more';

/** Draws the folded content, hidden until its button is pressed. */
function drawMore(more: Folded | undefined, scale: number): Node[] {
  if (!more) return [];
  const some = <T>(all: readonly T[] = []) => all.slice(0, Math.ceil(limits.tiles * Math.min(1, scale * 4)));
  const items = [
    ...toTeamsMarkdown(more.text ?? '', Math.ceil(limits.text * scale)).map((block) => markdown(block)),
    ...drawButtons(some(more.links)),
    ...some(more.tiles).map((each) => drawTile(each, scale)),
    ...drawButtons([], some(more.actions))
  ];
  if (items.length === 0) return [];
  return [
    { type: 'ActionSet', actions: [toggle(more.label, foldedId)] },
    { type: 'Container', id: foldedId, isVisible: false, items }
  ];
}

function thumbs(about: string): Node[] {
  return [
    words('Was this helpful?', { isSubtle: true }),
    ...rows([
      press({ label: '👍 Yes' }, { feedback: about, helpful: true }, 'feedback'),
      press({ label: '👎 No' }, { feedback: about, helpful: false }, 'feedback')
    ])
  ];
}
