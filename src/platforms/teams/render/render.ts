import { toNotification } from '../../../core/conversation/plain-text.ts';
import type { Card, Folded, Tile } from '../../../core/model/card.ts';
import { drawChart } from './chart.ts';
import { drawButtons, drawFacts, markdown, type Node, press, rows, toggle, words } from './elements.ts';
import { limits } from './limits.ts';
import { toTeamsMarkdown } from './markdown.ts';
import { withReaders } from './readers.ts';
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

export interface RenderOptions {
  /** Kind of the thumbs: Teams' own under the message, or two buttons in the card where Teams draws none. */
  feedback?: 'native' | 'buttons';
  /** Tells whether one person alone sees the card among others, which its buttons carry; undefined where that is not known or no question. */
  alone?: boolean | undefined;
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
 * @param options how thumbs are drawn, native when not given, and for whom
 */
export function renderTeams(card: Card, options: RenderOptions = {}): TeamsMessage {
  const { bytes = limits.cardBytes, alone } = options;
  const drawnAt = (scale: number): TeamsMessage => {
    const drawn = draw(card, options, scale);
    return { ...drawn, card: withReaders(drawn.card, alone) };
  };
  let drawn = drawnAt(1);
  for (let scale = 0.8; utf16Bytes(drawn.card) > bytes && scale > 0.001; scale *= 0.8) {
    drawn = drawnAt(scale);
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

/** Returns the first of the items, `most` at most, rounded up. */
const first = <T>(items: readonly T[] | undefined, most: number): readonly T[] =>
  items?.slice(0, Math.ceil(most)) ?? [];

/** @param scale 1 for the whole card; less for shorter slots, and below a quarter also for fewer of them */
function draw(card: Card, options: RenderOptions, scale: number): TeamsMessage {
  const { facts = [], links = [], tiles = [], actions = [], feedback } = card;
  const fewer = Math.min(1, scale * 4);
  const lineLength = Math.ceil(limits.line * scale);
  const title = line(card.title, Math.ceil(limits.title * scale)) || 'Answer';
  const text = toTeamsMarkdown(card.text, Math.ceil(limits.text * scale));
  const someFacts = first(facts, limits.facts * fewer);
  const someLinks = first(links, limits.links * fewer);
  const someTiles = first(tiles, limits.tiles * fewer);
  const someActions = first(actions, limits.actions * fewer);
  const drawn = someFacts.length + someLinks.length + someTiles.length + someActions.length;
  const left = facts.length + links.length + tiles.length + actions.length - drawn;

  const body = [markdown(escapeMarkdown(title), { size: 'Large', weight: 'Bolder', style: 'heading' })];
  if (card.subtitle) body.push(subtitle(card.subtitle, lineLength));
  if (card.quote) body.push(...quote(card.quote, Math.ceil(limits.quote * scale)));
  for (const block of text) body.push(markdown(block));
  // The page to open comes right after the answer, so that a phone shows it without scrolling.
  body.push(...drawButtons(someLinks));
  if (card.note) body.push(note(card.note, lineLength));
  if (someFacts.length > 0) body.push(drawFacts(someFacts, scale));
  for (const tile of someTiles) body.push(drawTile(tile, scale));
  if (card.chart && scale === 1) body.push(...drawChart(card.chart));
  body.push(...drawButtons([], someActions));
  if (card.more) body.push(...drawMore(card.more, scale));
  if (left > 0) body.push(words('There is more than Teams can show in one card.', { isSubtle: true }));
  if (feedback && options.feedback === 'buttons') body.push(...thumbs(feedback.about));
  if (card.footer) body.push(footer(card.footer, lineLength));

  const [notification = ''] = toNotification(card).split('\n', 1);
  const summary = line(notification, limits.summary) || 'Answer';
  return {
    card: frame(cut([escapeMarkdown(title), ...text].join('\n\n'), limits.fallbackText), body),
    summary,
    ...(feedback && options.feedback !== 'buttons' && { feedback })
  };
}

function subtitle(text: string, max: number): Node {
  return words(line(text, max), { isSubtle: true }, { spacing: 'None' });
}

/** Draws a person's words, each line separately: a TextRun shows no line breaks. */
function quote(text: string, max: number): Node[] {
  const shown = plain(text, max);
  if (!shown) return [];
  const lines = `“${shown}”`.split(/\s*\n\s*/).map((each) => line(each, max + 2));
  return lines.map((each) => words(each, { italic: true, isSubtle: true }));
}

/** Draws a note; its colour adds nothing to the sentence. */
function note(text: string, max: number): Node {
  return { type: 'Container', style: 'warning', items: [words(line(text, max), { weight: 'Bolder' })] };
}

function footer(text: string, max: number): Node {
  return words(line(text, max), { size: 'Small', isSubtle: true }, { separator: true, spacing: 'Medium' });
}

/** Longest label of a button beside a tile, in characters: more would leave the tile less than half of a phone's width. */
const besideLabel = 14;

/** Draws a tile. A single short button stands beside it, in its own column; others, and addresses, stand under it. */
function drawTile(tile: Tile, scale: number): Node {
  const { links = [], actions = [] } = tile;
  const max = Math.ceil(limits.line * scale);
  const most = limits.tileButtons * scale;
  const buttons = drawButtons(first(links, most), first(actions, most));
  // without a size a heading is as large as the card's title
  const heading = { size: 'Default', weight: 'Bolder', style: 'heading' };
  const items = [markdown(escapeMarkdown(line(tile.title, max) || '…'), heading)];
  if (tile.subtitle) items.push(subtitle(tile.subtitle, max));
  for (const each of tile.text?.split('\n') ?? []) {
    const said = line(each, Math.ceil(limits.tileText * scale));
    if (said) items.push(words(said));
  }
  const all = [...links, ...actions];
  const beside = all.length === 1 && buttons[0]?.type === 'ActionSet' && all[0]!.label.length <= besideLabel;
  if (!beside) return { type: 'Container', style: 'emphasis', items: [...items, ...buttons] };
  return {
    type: 'ColumnSet',
    style: 'emphasis',
    columns: [
      { type: 'Column', width: 'stretch', items },
      { type: 'Column', width: 'auto', verticalContentAlignment: 'Center', items: buttons }
    ]
  };
}

/** Id of the element with the folded content. */
const foldedId = 'more';

/** Draws the folded content, hidden until its button is pressed. */
function drawMore(more: Folded, scale: number): Node[] {
  const most = limits.tiles * Math.min(1, scale * 4);
  const items: Node[] = [];
  for (const block of toTeamsMarkdown(more.text ?? '', Math.ceil(limits.text * scale))) items.push(markdown(block));
  items.push(...drawButtons(first(more.links, most)));
  for (const tile of first(more.tiles, most)) items.push(drawTile(tile, scale));
  items.push(...drawButtons([], first(more.actions, most)));
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
