import type { ActionsBlock, Button, PlainTextElement, SectionBlock } from '@slack/types';
import type { Action, Link, Tile } from '../../../core/model/card.ts';
import { limits } from './limits.ts';
import { escaped, escapedWithin, isAddress, mrkdwnLink, shorten } from './mrkdwn.ts';

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

/**
 * Returns true for a link that is drawn as a button. Slack's buttons open web pages; whether they open a mail program
 * is not documented, so mail addresses are text. So are labels that Slack may cut, unless the address is too long to be
 * written.
 */
export function fitsButton({ url, label }: Link): boolean {
  return (
    isAddress(url, false) && url.length <= limits.buttonUrl && (label.length <= safeLabel || url.length > mostWritten)
  );
}

/** The longest address that is written into a text. */
const mostWritten = 500;

export function writtenLink(link: Link): string {
  const label = shorten(link.label, limits.buttonText);
  return link.url.length <= mostWritten ? mrkdwnLink(link.url, label) : escaped(label);
}

/**
 * Draws a button that opens a page.
 *
 * @param about the entry that it belongs to, for its name
 */
export function linkButton(link: Link, marks: Marks, about?: string): Button {
  const opens = ', in your browser';
  const name = shorten(link.name ?? named(link.label, about), limits.accessibilityLabel - opens.length - 4);
  return {
    type: 'button',
    text: plainText(link.label, safeLabel),
    url: link.url,
    action_id: marks.id('link'),
    accessibility_label: marks.name(`${name}${opens}`),
    ...(link.style ? { style: link.style } : {})
  };
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

/** Draws a button whose label Slack may cut as a line that says it whole, with a short button beside it. */
export function actionLine(action: Action, marks: Marks): SectionBlock {
  const short = action.id === 'choose' ? 'This one' : action.id === 'open' ? 'Show' : 'Choose';
  const button = actionButton({ ...action, label: short, name: action.name ?? `${short}: ${action.label}` }, marks);
  return { ...section(escaped(shorten(action.label, limits.sectionText / 2))), accessory: button };
}

function named(label: string, about: string | undefined): string {
  return about && !label.includes(about) ? `${label}: ${about}` : label;
}

/** Cuts a list into runs of at most `size`. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

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
