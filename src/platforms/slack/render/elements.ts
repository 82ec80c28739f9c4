import type { ActionsBlock, Button, PlainTextElement, SectionBlock } from '@slack/types';
import type { Action, Link, Tile } from '../../../core/model/card.ts';
import { limits } from './limits.ts';
import { escapedWithin, isAddress, literal, mrkdwnLink, shorten } from './mrkdwn.ts';

/** `native` uses Slack's newer blocks (container, chart, feedback buttons); `classic` draws with the old ones. */
export type Style = 'native' | 'classic';

/** Keeps what has to be unique within one message apart. */
export interface Marks {
  /** Returns an `action_id`: `id:0`, `id:1`. `parsePress` takes the number off again. */
  id(id: string): string;
  /** Returns a name for screen readers that no other button of the message has, within Slack's limit. */
  name(wanted: string): string;
}

export function createMarks(): Marks {
  let next = 0;
  const used = new Set<string>();
  return {
    id: (id) => `${id.slice(0, limits.id - 4)}:${next++}`,
    name(wanted) {
      let name = shorten(wanted, limits.accessibilityLabel);
      for (let n = 2; used.has(name); n += 1) name = `${shorten(wanted, limits.accessibilityLabel - 5)}, ${n}`;
      used.add(name);
      return name;
    }
  };
}

/**
 * Characters of a button's label that Slack shows in every place; beyond them it may cut. docs:
 * block-elements/button-element.
 */
export const safeLabel = 30;

/** Draws plain text, in which neither markup nor mentions have a meaning. */
export function plainText(text: string, limit: number): PlainTextElement {
  return { type: 'plain_text', text: shorten(text, limit) || ' ', emoji: true };
}

/** Draws a paragraph of mrkdwn. `verbatim` keeps Slack from turning names and addresses into links by itself. */
export function section(text: string): { type: 'section'; text: { type: 'mrkdwn'; text: string; verbatim: true } } {
  return { type: 'section', text: { type: 'mrkdwn', text: text || ' ', verbatim: true } };
}

/** The longest address that is written into a text. */
const mostWritten = 500;

function writtenLink(link: Link): string {
  const label = shorten(link.label, limits.buttonText);
  return link.url.length <= mostWritten ? mrkdwnLink(link.url, label) : literal(label);
}

/**
 * Draws links as buttons, and those that fit no button as mrkdwn. Slack's buttons open web pages; whether they open a
 * mail program is not documented, so mail addresses are text. So are labels that Slack may cut, unless the address is too
 * long to be written.
 *
 * @param about the entry that they belong to, for the names of the buttons
 */
export function drawLinks(
  links: readonly Link[],
  marks: Marks,
  about?: string
): { buttons: Button[]; written: string[] } {
  const buttons: Button[] = [];
  const written: string[] = [];
  for (const link of links) {
    const { url, label, style } = link;
    const isShown = label.length <= safeLabel || url.length > mostWritten;
    if (!isShown || !isAddress(url, false) || url.length > limits.buttonUrl) {
      written.push(writtenLink(link));
      continue;
    }
    const opens = ', in your browser';
    const name = shorten(link.name ?? named(label, about), limits.accessibilityLabel - opens.length - 4);
    buttons.push({
      type: 'button',
      text: plainText(label, safeLabel),
      url,
      action_id: marks.id('link'),
      accessibility_label: marks.name(`${name}${opens}`),
      ...(style ? { style } : {})
    });
  }
  return { buttons, written };
}

/** Draws a button that comes back as a press. `about` is the entry that it belongs to, for its name. */
export function actionButton(action: Action, marks: Marks, about?: string): Button {
  return {
    type: 'button',
    text: plainText(action.label, safeLabel),
    value: action.value.slice(0, limits.buttonValue),
    action_id: marks.id(action.id),
    accessibility_label: marks.name(action.name ?? named(action.label, about)),
    ...(action.style ? { style: action.style } : {})
  };
}

const shortLabels: ReadonlyMap<string, string> = new Map([
  ['choose', 'This one'],
  ['open', 'Show']
]);

/** Draws a button whose label Slack may cut as a line that says it whole, with a short button beside it. */
export function actionLine(action: Action, marks: Marks): SectionBlock {
  const short = shortLabels.get(action.id) ?? 'Choose';
  const button = actionButton({ ...action, label: short, name: action.name ?? `${short}: ${action.label}` }, marks);
  return { ...section(literal(shorten(action.label, limits.sectionText / 2))), accessory: button };
}

function named(label: string, about: string | undefined): string {
  return about && !label.includes(about) ? `${label}: ${about}` : label;
}

/** Cuts a list into runs of at most `size`. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const runs: T[][] = [];
  for (let at = 0; at < items.length; at += size) runs.push(items.slice(at, at + size));
  return runs;
}

/**
 * Draws tiles one under the other, never side by side, where the last ones would stand out of sight: a `section` with
 * its button beside it, or with its buttons under it where there are several.
 */
export function tileBlocks(tiles: readonly Tile[], longest: number, marks: Marks): (SectionBlock | ActionsBlock)[] {
  const blocks: (SectionBlock | ActionsBlock)[] = [];
  for (const { title, subtitle, text, links = [], actions = [] } of tiles.slice(0, limits.tiles)) {
    const lines = [`*${escapedWithin(title, Math.min(longest, 300))}*`];
    if (subtitle) lines.push(escapedWithin(subtitle, Math.min(longest, 300)));
    if (text) lines.push(escapedWithin(text, Math.min(longest, 1500)));
    const { buttons, written } = drawLinks(links, marks, title);
    if (written.length > 0) lines.push(written.join(' · '));
    for (const action of actions) buttons.push(actionButton(action, marks, title));
    const elements = buttons.slice(0, limits.actionElements);
    const words = section(lines.filter(Boolean).join('\n'));
    if (elements.length === 1) blocks.push({ ...words, accessory: elements[0]! });
    else blocks.push(words, ...(elements.length > 0 ? [{ type: 'actions' as const, elements }] : []));
  }
  return blocks;
}
