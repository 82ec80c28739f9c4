import { ownCommand } from '../core/model/own-command.ts';
import { groups } from './catalogue.ts';
import type { Listed, Subcommand, Terminal } from './command.ts';
import { wrap } from './wrap.ts';

/** Characters a line if the terminal does not report its width, and the most that are easy to read. */
const usualWidth = 80;
const widest = 100;

/** Returns the width of help text, in characters. */
export function helpWidth({ stdout }: Terminal): number {
  return Math.max(30, Math.min(stdout.columns || usualWidth, widest));
}

/** Formats a term and its meaning in two columns; one below the other if the terminal is narrow. */
function row(term: string, meaning: string, column: number, width: number): string {
  if (width < column * 2 || term.length > column - 3) return `  ${term}\n      ${wrap(meaning, width, ' '.repeat(6))}`;
  return `  ${term.padEnd(column - 2)}${wrap(meaning, width, ' '.repeat(column))}`;
}

/** Returns all commands in their groups, with an example of each group. */
export function overview(version: string, width: number): string {
  const blocks = groups.map(({ title, commands }) =>
    [`${title}:`, ...commands.map(({ name, summary }) => row(name, summary, 14, width))].join('\n')
  );
  const examples = groups.map(({ commands }) => `  ${ownCommand(commands[0]!.example)}`);
  const parts = [
    `Usage: ${ownCommand('<command> [options]')}`,
    ...blocks,
    `Examples:\n${examples.join('\n')}`,
    wrap(
      `"${ownCommand('help <command>')}" tells more of each. On a terminal, "${ownCommand('').trim()}" alone begins a conversation. Version ${version}; the documents are in docs/.`,
      width
    )
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Returns the value name of an option in the usage line: `--as-of DATE`. */
function takenBy(option: string, usage: string): string {
  return new RegExp(`--${option} ([A-Z]+)`).exec(usage)?.[1] ?? 'VALUE';
}

/** Returns the help of one command. */
export function helpOf(
  { usage, summary, options, optionHelp }: Subcommand,
  { name, example }: Listed,
  width: number
): string {
  const rows = [...Object.keys(options), 'help'].map((option) => {
    const value = options[option]?.type === 'string' ? ` ${takenBy(option, usage)}` : '';
    return row(`--${option}${value}`, optionHelp[option] ?? 'Show this help.', 24, width);
  });
  return `${[
    wrap(`Usage: ${ownCommand(`${name} ${usage}`)}`.trim(), width, '  '),
    wrap(summary, width),
    `Options:\n${rows.join('\n')}`,
    `Example:\n  ${ownCommand(example)}`
  ].join('\n\n')}\n`;
}
