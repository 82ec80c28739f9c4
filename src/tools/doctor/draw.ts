import { createColours } from './colours.ts';
import { tryOnline } from './no-answer.ts';
import type { Result } from './result.ts';

export interface Drawing {
  colour: boolean;
}

/** Formats the results for a terminal: a fault in three lines, anything else in one, and a count at the end. */
export function draw(results: readonly Result[], { colour }: Drawing): string {
  const colours = createColours(colour);
  const width = Math.max(...results.map(({ check }) => check.length));
  const indent = ' '.repeat(8 + width);
  const lines = results.map(({ check, state, what, why, fix }) => {
    const name = check.padEnd(width);
    if (state === 'ok') return `${colours.green('ok')}    ${name}  ${oneLine(what)}`;
    if (state === 'skipped') return `${colours.dim('-')}     ${name}  ${oneLine(`Could not be tried: ${why} ${fix}`)}`;
    return [
      `${colours.red(colours.bold('fault'))} ${colours.bold(name)}  ${colours.bold(oneLine(what))}`,
      `${indent}Why: ${oneLine(why)}`,
      `${indent}Fix: ${oneLine(fix)}`
    ].join('\n');
  });
  const count = (state: Result['state']): number => results.filter((result) => result.state === state).length;
  const faults = count('fault');
  const total = faults === 0 ? 'No fault found' : faults === 1 ? '1 fault' : `${faults} faults`;
  const silent = results.filter(({ state, fix }) => state === 'skipped' && fix === tryOnline).map(({ check }) => check);
  const unsure =
    silent.length > 0
      ? ` Nobody answered for ${silent.join(', ')}: whether that is well is not known yet. Run it again with a way to the internet.`
      : '';
  return `${lines.join('\n')}\n\n${total}; ${count('ok')} well, ${count('skipped')} could not be tried.${unsure}\n`;
}

/** Returns external text in one line, without characters that control the terminal. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Bidi_Control}\s]+/gu, ' ').trim();
