import type { Action, Link } from '../../../core/model/card.ts';
import { limits } from './limits.ts';
import { link } from './markdown.ts';
import { escapeMarkdown, hostOf, isWebAddress, line, plain, wellFormed } from './text.ts';

/** A node of an Adaptive Card: an element or an action. */
export interface Node {
  type: string;
  [property: string]: unknown;
}

/** Style of a line of plain text. */
interface Look {
  weight?: 'Bolder';
  size?: 'Small' | 'Medium' | 'Large';
  isSubtle?: boolean;
  italic?: boolean;
  color?: 'Attention';
}

/** Returns plain text of any author: a TextRun reads neither Markdown nor mentions, and always wraps. */
export function words(text: string, look: Look = {}, layout: Record<string, unknown> = {}): Node {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...look }], ...layout };
}

/** Returns text that Teams reads as Markdown; only for our own or escaped text. */
export function markdown(text: string, layout: Record<string, unknown> = {}): Node {
  return { type: 'TextBlock', text, wrap: true, ...layout };
}

/**
 * Draws links and buttons in rows. Web addresses are buttons with their host as tooltip. Other addresses (mailto)
 * become text with a link: Teams on the desktop does nothing when a mailto button is pressed
 * (MicrosoftDocs/msteams-docs issue 3677).
 */
export function drawButtons(links: readonly Link[], actions: readonly Action[] = []): Node[] {
  const buttons: Node[] = [];
  const lines: Node[] = [];
  for (const link of links) {
    if (encodeURI(wellFormed(link.url)).length > limits.address) continue;
    if (isWebAddress(link.url)) buttons.push(openUrl(link));
    else if (/^mailto:./i.test(link.url)) lines.push(mailLine(link));
  }
  for (const action of actions) {
    const { id, value } = action;
    if (id.length + value.length > limits.buttonValue) continue;
    buttons.push(action.opens ? opener(action) : press(action, { action: id, value }, id));
  }
  return [...rows(buttons), ...lines];
}

/**
 * Draws a button that opens a dialog: Teams then requests it by `task/fetch`. Only an `Action.Submit` can.
 * Source: msteams-docs, task-modules-bots.md
 */
function opener(action: Action): Node {
  const data = { action: action.id, value: action.value, msteams: { type: 'task/fetch' } };
  return { type: 'Action.Submit', ...labelled(action), data };
}

function openUrl({ label, url, name, style }: Link): Node {
  const address = new URL(url).href;
  const host = hostOf(url);
  const title = line(label, limits.button) || host;
  const tooltip = name ? line(`${name} (${host})`, limits.tooltip) : `Opens ${host}`;
  return { type: 'Action.OpenUrl', title, url: address, tooltip, ...(style && { style: 'positive' }) };
}

function mailLine({ label, url }: Link): Node {
  const address = escapeMarkdown(line(url.replace(/^mailto:/i, '').replace(/\?.*$/s, ''), limits.line));
  const name = escapeMarkdown(line(label, limits.button));
  return markdown(name === address ? link(address, url) : `${name}: ${link(address, url)}`);
}

/** Draws a button that sends `data` to the bot; `Action.Submit` serves clients without `Action.Execute`. */
export function press(action: Labelled, data: Record<string, unknown>, verb: string): Node {
  const shared = labelled(action);
  return { type: 'Action.Execute', ...shared, verb, data, fallback: { type: 'Action.Submit', ...shared, data } };
}

type Labelled = Pick<Action, 'label' | 'name' | 'style'>;

function labelled({ label, name, style }: Labelled) {
  const title = line(label, limits.button) || '…';
  const whole = line(name ?? label, limits.tooltip);
  return { title, ...(whole !== title && { tooltip: whole }), ...(style && { style: 'positive' }) };
}

/**
 * Draws a button that shows and hides folded content. Source: adaptivecards.io/explorer/Action.ToggleVisibility.html
 */
export function toggle(label: string, target: string): Node {
  return { type: 'Action.ToggleVisibility', title: line(label, limits.button), targetElements: [target] };
}

/** Arranges short buttons side by side, and each long one on its own row, so that no title is cut off on a phone. */
export function rows(buttons: readonly Node[]): Node[] {
  const sets: (Node & { actions: Node[] })[] = [];
  let width = 0;
  for (const button of buttons) {
    const own = String(button.title).length;
    const row = sets.at(-1)?.actions;
    if (row && row.length < limits.buttonsInRow && width + own <= limits.buttonRow) {
      row.push(button);
      width += own;
    } else {
      sets.push({ type: 'ActionSet', actions: [button] });
      width = own;
    }
  }
  return sets;
}

/** Draws label and value pairs. A Fact reads Markdown, so both are escaped. */
export function drawFacts(facts: readonly { label: string; value: string }[], scale: number): Node {
  const drawn = facts.map(({ label, value }) => ({
    title: escapeMarkdown(line(label, Math.ceil(limits.factLabel * scale))),
    value: escapeMarkdown(plain(value, Math.ceil(limits.factValue * scale)))
  }));
  return { type: 'FactSet', facts: drawn };
}
