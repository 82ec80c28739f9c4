import type { Button, PlainTextElement } from '@slack/types';
import type { Action, Link } from '../../../core/model/card.ts';
import { limits } from './limits.ts';
import { escaped, isAddress, mrkdwnLink, shorten } from './mrkdwn.ts';

/** `native` uses Slack's newer blocks (card, carousel, feedback buttons); `classic` draws the same with the old ones. */
export type Style = 'native' | 'classic';

/** Makes an `action_id` unique within the message: `id:0`, `id:1`. `parse` takes the number off again. */
export type Counter = (id: string) => string;

export function counter(): Counter {
  let next = 0;
  return (id) => `${id.slice(0, limits.id - 4)}:${next++}`;
}

/** Plain text, in which neither markup nor mentions have a meaning. */
export function plainText(text: string, limit: number): PlainTextElement {
  return { type: 'plain_text', text: shorten(text, limit) || ' ', emoji: true };
}

/** A paragraph of mrkdwn. `verbatim` keeps Slack from turning names and addresses into links by itself. */
export function section(text: string): { type: 'section'; text: { type: 'mrkdwn'; text: string; verbatim: true } } {
  return { type: 'section', text: { type: 'mrkdwn', text: text || ' ', verbatim: true } };
}

/** Slack's buttons open web pages; whether they open a mail program is not documented, so mail addresses are text. */
export function fitsButton(link: Link): boolean {
  return isAddress(link.url, false) && link.url.length <= limits.buttonUrl;
}

export function writtenLink(link: Link): string {
  const label = shorten(link.label, limits.buttonText);
  return link.url.length <= 500 ? mrkdwnLink(link.url, label) : escaped(label);
}

export function linkButton(link: Link, count: Counter): Button {
  return {
    type: 'button',
    text: plainText(link.label, limits.buttonText),
    url: link.url,
    action_id: count('link'),
    accessibility_label: shorten(`${shorten(link.name ?? link.label, 55)}, in your browser`, limits.accessibilityLabel),
    ...(link.style ? { style: link.style } : {})
  };
}

export function actionButton(action: Action, count: Counter): Button {
  return {
    type: 'button',
    text: plainText(action.label, limits.buttonText),
    value: action.value.slice(0, limits.buttonValue),
    action_id: count(action.id),
    ...(action.name ? { accessibility_label: shorten(action.name, limits.accessibilityLabel) } : {}),
    ...(action.style ? { style: action.style } : {})
  };
}

/** Cuts a list into runs of at most `size`. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
