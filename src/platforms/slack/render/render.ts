import type { ContainerBlock, KnownBlock } from '@slack/types';
import { toNotification } from '../../../core/conversation/plain-text.ts';
import type { Action, Card, Fact, Folded, Link } from '../../../core/model/card.ts';
import { writtenCommand, writtenCommands } from '../command-word.ts';
import { chartBlocks } from './chart.ts';
import {
  actionButton,
  actionLine,
  chunks,
  createMarks,
  fitsButton,
  linkButton,
  type Marks,
  plainText,
  type Style,
  safeLabel,
  section,
  tileBlocks,
  writtenLink
} from './elements.ts';
import { limits } from './limits.ts';
import { escapedWithin, shorten, toMrkdwn, toPlain } from './mrkdwn.ts';

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
 * blocks), the answer first and without addresses, and `blocks`
 */
export function renderSlack(card: Card, style: Style = 'native'): { text: string; blocks: KnownBlock[] } {
  let blocks: KnownBlock[] = [];
  for (const longest of [limits.sectionText, 1500, 700, 350, 150, 75, 30]) {
    blocks = draw(card, style, longest);
    if (textLength(blocks) <= limits.allText && blocks.length <= limits.blocks) break;
  }
  return {
    text: escapedWithin(writtenCommands(toNotification(spokenCommands(card))), limits.message) || 'A message',
    blocks: blocks.slice(0, limits.blocks)
  };
}

/** Returns the card with quotation marks in place of the marks of code, which are not read out. */
function spokenCommands(card: Card): Card {
  return { ...card, text: card.text.replace(/`([^`\n]+)`/g, (_all, code: string) => `“${writtenCommand(code)}”`) };
}

/** @param longest no single piece of text is longer than this */
function draw(card: Card, style: Style, longest: number): KnownBlock[] {
  const marks = createMarks();
  const about = card.feedback ? card.title : undefined;
  return [
    ...titleBlocks(card.title, longest),
    ...contextBlocks(card.subtitle, longest),
    ...quoteBlocks(card.quote, longest),
    ...textBlocks(card.text, longest),
    ...noteBlocks(card.note, longest),
    ...factBlocks(card.facts ?? [], longest),
    ...linkBlocks(card.links ?? [], marks, about),
    ...tileBlocks(card.tiles ?? [], longest, marks),
    ...chartBlocks(card.chart, style),
    ...actionBlocks(card.actions ?? [], { longest, marks, about }),
    ...moreBlocks(card.more, style, { longest, marks, about }),
    ...feedbackBlocks(card, style, marks),
    ...contextBlocks(card.footer, longest)
  ];
}

function titleBlocks(title: string, longest: number): KnownBlock[] {
  if (!shown(title)) return [];
  if (title.trim().length <= limits.header) return [{ type: 'header', text: plainText(title, limits.header) }];
  return [section(`*${escapedWithin(title, Math.min(longest, limits.sectionText) - 2)}*`)];
}

function contextBlocks(text: string | undefined, longest: number): KnownBlock[] {
  if (!shown(text)) return [];
  return [{ type: 'context', elements: [plainText(writtenCommands(text), Math.min(longest, limits.text))] }];
}

function quoteBlocks(quote: string | undefined, longest: number): KnownBlock[] {
  if (!shown(quote)) return [];
  const text = shorten(quote, Math.min(longest, limits.text));
  return [
    { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: text || ' ' }] }] }
  ];
}

/** Maximum number of text sections of one card: more would leave no room for the rest. */
const mostSections = 2;

/** Spreads paragraphs over sections; a paragraph too long for one loses its markup, and at the very end it is cut. */
function textBlocks(markdown: string, longest: number): KnownBlock[] {
  const limit = Math.min(longest, limits.sectionText);
  const drawn = toMrkdwn(markdown);
  const bare = drawn.some(({ length }) => length > limit) ? toPlain(markdown) : [];
  const paragraphs = drawn.map((each, index) =>
    each.length <= limit ? each : escapedWithin(bare[index] ?? '', limit)
  );
  const sections: string[] = [];
  for (const paragraph of paragraphs) {
    const joined = sections.length ? `${sections.at(-1)}\n\n${paragraph}` : paragraph;
    if (sections.length && joined.length <= limits.sectionText) sections[sections.length - 1] = joined;
    else sections.push(paragraph);
  }
  if (sections.length > mostSections)
    sections.splice(mostSections, sections.length, '… This was too long to show here in full.');
  // Without `expand` Slack may hide the end of an answer behind "see more".
  return sections.map((text) => ({ ...section(text), expand: true }));
}

function noteBlocks(note: string | undefined, longest: number): KnownBlock[] {
  if (!shown(note)) return [];
  const lead = ':warning: *Please note:* ';
  return [
    section(`${lead}${escapedWithin(writtenCommands(note), Math.min(longest, limits.sectionText - lead.length))}`)
  ];
}

function factBlocks(facts: readonly Fact[], longest: number): KnownBlock[] {
  const fields = facts.map(({ label, value }) => ({
    type: 'mrkdwn' as const,
    text: `*${escapedWithin(label, Math.min(longest, 150))}*\n${escapedWithin(value, Math.min(longest, 1000))}`,
    verbatim: true
  }));
  return chunks(fields, limits.sectionFields).map((part) => ({ type: 'section', fields: part }));
}

function linkBlocks(links: readonly Link[], marks: Marks, about?: string): KnownBlock[] {
  const buttons = links.filter(fitsButton).map((link) => linkButton(link, marks, about));
  const written = links.filter((link) => !fitsButton(link)).map((link) => writtenLink(link));
  return [
    ...chunks(buttons, limits.actionElements).map((elements): KnownBlock => ({ type: 'actions', elements })),
    ...(written.length ? [section(written.join('\n'))] : [])
  ];
}

/** Style of the buttons of one card. */
interface ButtonStyle {
  longest: number;
  marks: Marks;
  /** The entry the card is about. */
  about: string | undefined;
}

function actionBlocks(actions: readonly Action[], { longest, marks, about }: ButtonStyle): KnownBlock[] {
  const open = actions.filter((action) => action.id === 'open' && action.value.length <= limits.optionValue);
  const related = open.length >= limits.overflowLeast ? open.slice(0, limits.overflowOptions) : [];
  const others = actions.filter((action) => !related.includes(action));
  const lines = others.filter(({ label }) => label.length > safeLabel).map((action) => actionLine(action, marks));
  const buttons = others
    .filter(({ label }) => label.length <= safeLabel)
    .map((action) => actionButton(action, marks, about));
  const menu: KnownBlock[] = related.length ? [relatedBlock(related, longest, marks)] : [];
  return [
    ...lines,
    ...chunks(buttons, limits.actionElements).map((elements): KnownBlock => ({ type: 'actions', elements })),
    ...menu
  ];
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
function moreBlocks(more: Folded | undefined, style: Style, how: ButtonStyle): KnownBlock[] {
  if (!more) return [];
  const { label, text = '', links = [], tiles = [], actions = [] } = more;
  const { longest, marks, about } = how;
  const inside = [
    ...textBlocks(text, longest),
    ...linkBlocks(links, marks, about),
    ...tileBlocks(tiles, longest, marks),
    ...actionBlocks(actions, how)
  ];
  if (style === 'classic') return inside;
  return chunks(inside, limits.containerBlocks).map((child_blocks, part) => ({
    type: 'container',
    title: plainText(part === 0 ? label : `${label} (${part + 1})`, limits.containerTitle),
    is_collapsible: true,
    default_collapsed: true,
    width: 'full',
    child_blocks: child_blocks as ContainerBlock['child_blocks']
  }));
}

/** The `action_id` of the thumbs; the value is `yes:` or `no:` and their subject. */
export const feedbackId = 'feedback';

function feedbackBlocks({ feedback, title }: Card, style: Style, marks: Marks): KnownBlock[] {
  if (!feedback) return [];
  const subject = shown(title) ? `“${shorten(title, 50)}”` : 'this';
  const thumb = (word: 'yes' | 'no', text: string, label: string) => ({
    text: plainText(text, limits.buttonText),
    accessibility_label: marks.name(label),
    value: `${word}:${feedback.about}`.slice(0, limits.buttonValue)
  });
  const yes = thumb('yes', 'Helpful', `Yes, ${subject} was helpful`);
  const no = thumb('no', 'Not helpful', `No, ${subject} was not helpful`);
  if (style === 'native') {
    return [
      {
        type: 'context_actions',
        elements: [{ type: 'feedback_buttons', action_id: feedbackId, positive_button: yes, negative_button: no }]
      }
    ];
  }
  return [
    {
      type: 'actions',
      elements: [
        { type: 'button', action_id: `${feedbackId}:yes`, ...yes },
        { type: 'button', action_id: `${feedbackId}:no`, ...no }
      ]
    }
  ];
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
