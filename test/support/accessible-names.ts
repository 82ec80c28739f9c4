/** A button, link or thumb as a screen reader meets it. */
interface Control {
  name: string;
  label: string;
}

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Returns everything in a payload that `read` takes for a control. */
function controlsIn(value: unknown, read: (node: Node) => Control[]): Control[] {
  if (Array.isArray(value)) return value.flatMap((part) => controlsIn(part, read));
  if (!isNode(value)) return [];
  // A fallback is drawn in place of what it belongs to, never beside it.
  const shown = Object.entries(value).filter(([key]) => key !== 'fallback');
  return [...read(value), ...shown.flatMap(([, part]) => controlsIn(part, read))];
}

const textOf = (value: unknown): string => (isNode(value) && typeof value.text === 'string' ? value.text : '');

function ofSlack(node: Node): Control[] {
  const thumbs = node.type === 'feedback_buttons' ? [node.positive_button, node.negative_button] : [];
  const found = node.type === 'button' ? [node] : thumbs.filter(isNode);
  return found.map((each) => ({ name: String(each.accessibility_label ?? ''), label: textOf(each.text) }));
}

function ofTeams(node: Node): Control[] {
  if (!/^Action\./.test(String(node.type))) return [];
  const label = String(node.title ?? '');
  return [{ name: String(node.tooltip ?? label), label }];
}

/** Labels longer than this may be cut by Slack. docs: block-elements/button-element */
const mostShown = 30;

function problemsOf(controls: readonly Control[], most: number): string[] {
  const names = controls.map(({ name }) => name);
  return controls.flatMap(({ name, label }, at) => [
    ...(name.trim() === '' ? [`“${label}” has no name of its own for screen readers`] : []),
    ...(name.trim() !== '' && names.indexOf(name) < at ? [`two controls are named “${name}”`] : []),
    ...(label.length > most ? [`“${label}” is longer than ${most} characters`] : [])
  ]);
}

/** Returns what a screen reader, or somebody who sees a label cut, would stumble over in blocks of Slack. */
export function slackNameProblems(blocks: unknown): string[] {
  return problemsOf(controlsIn(blocks, ofSlack), mostShown);
}

/** Returns what a screen reader would stumble over in an Adaptive Card. */
export function teamsNameProblems(card: unknown): string[] {
  return problemsOf(controlsIn(card, ofTeams), Number.POSITIVE_INFINITY);
}

/** Returns what is wrong with a text that is read out in place of a message: raw addresses, or nothing to read. */
export function spokenProblems(text: unknown): string[] {
  const said = typeof text === 'string' ? text : '';
  return [
    ...(said.trim() === '' ? ['nothing is read out'] : []),
    ...(/https?:\/\/|\bwww\.|mailto:/i.test(said) ? [`an address is read out: ${said.slice(0, 80)}`] : [])
  ];
}
