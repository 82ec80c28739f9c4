import type { ActionsBlock, Button, ContainerBlock, KnownBlock } from '@slack/types';
import { toNotification, toPlainText } from '../../../core/conversation/plain-text.ts';
import type { Action, Card, Fact, Folded, Link } from '../../../core/model/card.ts';
import { chartBlocks } from './chart.ts';
import {
  actionButton,
  actionLine,
  chunks,
  createMarks,
  drawLinks,
  type Marks,
  plainText,
  type Style,
  safeLabel,
  section,
  tileBlocks
} from './elements.ts';
import { limits } from './limits.ts';
import { escapedWithin, shorten, toMrkdwn, toPlain, withAddresses, writtenCommand, writtenCommands } from './mrkdwn.ts';

/**
 * Draws a card as Block Kit, within Slack's limits. Pure. The order is that of the card's slots:
 *
 * - title: `header`, or a bold `section` where it is longer than a header may be
 * - subtitle, footer: `context` with plain text
 * - quote: `rich_text` with one quote, so that nothing a person typed is read as markup
 * - text: one or more `section`s (mrkdwn); note: a `section`; facts: `section` fields
 * - links: `actions` with link buttons; mailto links as a `section`
 * - tiles: a `section` each, with the button beside it, or with `actions` under it where there are several
 * - chart of people: a `data_visualization`; classic, and a chart of steps: left out, as its words stand elsewhere
 * - actions: `actions` with buttons; a label that Slack may cut as a `section` with a short button beside it; two or
 *   more related entries (`open`): a `section` with an `overflow` menu
 * - more: a collapsed `container`; classic, since views take none: the same blocks in their place
 * - feedback: `context_actions` with `feedback_buttons`; classic: two buttons
 *
 * @returns `text`, the whole card as plain text for notifications and screen readers (Slack reads it instead of the
 * blocks), the answer first and without addresses, and `blocks`. In the style `text`, which is for a message without
 * blocks, it has the addresses, since nothing else opens them.
 */
export function renderSlack(card: Card, style: BodyStyle = 'native'): { text: string; blocks: KnownBlock[] } {
  let blocks: KnownBlock[] = [];
  for (const longest of [limits.sectionText, 1500, 700, 350, 150, 75, 30]) {
    blocks = draw(card, style === 'text' ? 'classic' : style, longest);
    if (textLength(blocks) <= limits.allText && blocks.length <= limits.blocks) break;
  }
  // Marks of code are not read out: quotation marks stand in their place.
  const text = card.text.replace(/`([^`\n]+)`/g, (_all, code: string) => `“${writtenCommand(code)}”`);
  const whole = (style === 'text' ? toPlainText : toNotification)({ ...card, text });
  const said = escapedWithin(writtenCommands(whole), limits.message) || 'A message';
  return {
    text: style === 'text' ? withAddresses(said) : said,
    blocks: blocks.slice(0, limits.blocks)
  };
}

/** @param longest no single piece of text is longer than this */
function draw(card: Card, style: Style, longest: number): KnownBlock[] {
  const { title, subtitle, quote, text, note, facts, links, tiles, chart, actions, more, feedback, footer } = card;
  const how: Drawing = { longest, marks: createMarks(), about: feedback ? title : undefined };
  return [
    ...(shown(title) ? [titleBlock(title, longest)] : []),
    ...(shown(subtitle) ? [contextBlock(subtitle, longest)] : []),
    ...(shown(quote) ? [quoteBlock(quote, longest)] : []),
    ...textBlocks(text, longest),
    ...(shown(note) ? [noteBlock(note, longest)] : []),
    ...(facts ? factBlocks(facts, longest) : []),
    ...(links ? linkBlocks(links, how) : []),
    ...(tiles ? tileBlocks(tiles, longest, how.marks) : []),
    ...(chart ? chartBlocks(chart, style) : []),
    ...(actions ? actionBlocks(actions, how) : []),
    ...(more ? moreBlocks(more, style, how) : []),
    ...(feedback ? [feedbackBlock(feedback, title, style, how.marks)] : []),
    ...(shown(footer) ? [contextBlock(footer, longest)] : [])
  ];
}

/** Settings common to all blocks of one card. */
interface Drawing {
  longest: number;
  marks: Marks;
  /** The entry the card is about, for the names of its buttons. */
  about: string | undefined;
}

function titleBlock(title: string, longest: number): KnownBlock {
  if (title.trim().length <= limits.header) return { type: 'header', text: plainText(title, limits.header) };
  return section(`*${escapedWithin(title, Math.min(longest, limits.sectionText) - 2)}*`);
}

function contextBlock(text: string, longest: number): KnownBlock {
  return { type: 'context', elements: [plainText(writtenCommands(text), Math.min(longest, limits.text))] };
}

function quoteBlock(quote: string, longest: number): KnownBlock {
  const text = shorten(quote, Math.min(longest, limits.text));
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: text || ' ' }] }]
  };
}

/** Maximum number of text sections of one card: more would leave no room for the rest. */
const mostSections = 2;

/** Spreads paragraphs over sections; a paragraph too long for one loses its markup, and at the very end it is cut. */
function textBlocks(markdown: string, longest: number): KnownBlock[] {
  const limit = Math.min(longest, limits.sectionText);
  const sections: string[] = [];
  let bare: string[] | undefined;
  for (const [index, drawn] of toMrkdwn(markdown).entries()) {
    if (drawn.length > limit) bare ??= toPlain(markdown);
    const paragraph = drawn.length > limit ? escapedWithin(bare?.[index] ?? '', limit) : drawn;
    const joined = sections.length ? `${sections.at(-1)}\n\n${paragraph}` : paragraph;
    if (sections.length && joined.length <= limits.sectionText) sections[sections.length - 1] = joined;
    else sections.push(paragraph);
  }
  if (sections.length > mostSections)
    sections.splice(mostSections, sections.length, '… This was too long to show here in full.');
  // Without `expand` Slack may hide the end of an answer behind "see more".
  const blocks: KnownBlock[] = [];
  for (const text of sections) blocks.push({ ...section(text), expand: true });
  return blocks;
}

function noteBlock(note: string, longest: number): KnownBlock {
  const lead = ':warning: *Please note:* ';
  return section(`${lead}${escapedWithin(writtenCommands(note), Math.min(longest, limits.sectionText - lead.length))}`);
}

function factBlocks(facts: readonly Fact[], longest: number): KnownBlock[] {
  const fields = facts.map(({ label, value }) => ({
    type: 'mrkdwn' as const,
    text: `*${escapedWithin(label, Math.min(longest, 150))}*\n${escapedWithin(value, Math.min(longest, 1000))}`,
    verbatim: true
  }));
  return chunks(fields, limits.sectionFields).map((part) => ({ type: 'section', fields: part }));
}

function linkBlocks(links: readonly Link[], { marks, about }: Drawing): KnownBlock[] {
  const { buttons, written } = drawLinks(links, marks, about);
  return [...buttonRows(buttons), ...(written.length > 0 ? [section(written.join('\n'))] : [])];
}

/** Draws buttons side by side, in as many rows as they need. */
function buttonRows(buttons: readonly Button[]): ActionsBlock[] {
  const rows: ActionsBlock[] = [];
  for (const elements of chunks(buttons, limits.actionElements)) rows.push({ type: 'actions', elements });
  return rows;
}

function actionBlocks(actions: readonly Action[], { longest, marks, about }: Drawing): KnownBlock[] {
  const open: Action[] = [];
  for (const action of actions)
    if (action.id === 'open' && action.value.length <= limits.optionValue) open.push(action);
  const related = open.length >= limits.overflowLeast ? open.slice(0, limits.overflowOptions) : [];
  const lines: KnownBlock[] = [];
  const buttons: Button[] = [];
  for (const action of actions)
    if (action.label.length > safeLabel && !related.includes(action)) lines.push(actionLine(action, marks));
  for (const action of actions)
    if (action.label.length <= safeLabel && !related.includes(action)) buttons.push(actionButton(action, marks, about));
  const menu: KnownBlock[] = related.length > 0 ? [relatedBlock(related, longest, marks)] : [];
  return [...lines, ...buttonRows(buttons), ...menu];
}

/** Draws a menu with a text that names its contents, since the menu itself shows three dots only. */
function relatedBlock(related: readonly Action[], longest: number, marks: Marks): KnownBlock {
  const names = related.map((action) => shorten(action.label, limits.optionText)).join(' · ');
  return {
    ...section(`*Related:* ${escapedWithin(names, Math.min(longest, 500))}`),
    accessory: {
      type: 'overflow',
      action_id: marks.id('open'),
      options: related.map((action) => ({ text: plainText(action.label, limits.optionText), value: action.value }))
    }
  };
}

/**
 * Draws folded content as a collapsed `container`: messages support it since June 2026, views do not.
 * Source: https://docs.slack.dev/reference/block-kit/blocks/container-block
 */
function moreBlocks({ label, text, links, tiles, actions }: Folded, style: Style, how: Drawing): KnownBlock[] {
  const inside = [
    ...(text ? textBlocks(text, how.longest) : []),
    ...(links ? linkBlocks(links, how) : []),
    ...(tiles ? tileBlocks(tiles, how.longest, how.marks) : []),
    ...(actions ? actionBlocks(actions, how) : [])
  ];
  if (style === 'classic') return inside;
  const containers: KnownBlock[] = [];
  for (const [part, blocks] of chunks(inside, limits.containerBlocks).entries())
    containers.push({
      type: 'container',
      title: plainText(part === 0 ? label : `${label} (${part + 1})`, limits.containerTitle),
      is_collapsible: true,
      default_collapsed: true,
      width: 'full',
      child_blocks: blocks as ContainerBlock['child_blocks']
    });
  return containers;
}

/** The `action_id` of the thumbs; the value is `yes:` or `no:` and their subject. */
const feedbackId = 'feedback';

function feedbackBlock({ about }: { about: string }, title: string, style: Style, marks: Marks): KnownBlock {
  const subject = shorten(title, 50) ? `“${shorten(title, 50)}”` : 'this';
  const thumb = (word: 'yes' | 'no', text: string, label: string) => ({
    text: plainText(text, limits.buttonText),
    accessibility_label: marks.name(label),
    value: `${word}:${about}`.slice(0, limits.buttonValue)
  });
  const yes = thumb('yes', 'Helpful', `Yes, ${subject} was helpful`);
  const no = thumb('no', 'Not helpful', `No, ${subject} was not helpful`);
  if (style === 'native') {
    const thumbs = { action_id: feedbackId, positive_button: yes, negative_button: no };
    return { type: 'context_actions', elements: [{ type: 'feedback_buttons', ...thumbs }] };
  }
  return {
    type: 'actions',
    elements: [
      { type: 'button', action_id: `${feedbackId}:yes`, ...yes },
      { type: 'button', action_id: `${feedbackId}:no`, ...no }
    ]
  };
}

function shown(text: string | undefined): text is string {
  return text !== undefined && shorten(text, limits.text) !== '';
}

/** Returns the length of all text in the blocks together, in UTF-16 units. */
function textLength(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0;
  let length = 0;
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key];
    length += key === 'text' && typeof item === 'string' ? item.length : textLength(item);
  }
  return length;
}

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
  const { text, blocks } = renderSlack(card, style);
  const whole = lead ? `${lead}\n${text}`.slice(0, limits.message) : text;
  const first: KnownBlock[] = lead ? [{ type: 'context', elements: [plainText(lead, limits.text)] }] : [];
  return {
    text: whole,
    ...(style !== 'text' && { blocks: [...first, ...blocks].slice(0, limits.blocks) }),
    unfurl_links: false,
    unfurl_media: false
  };
}
