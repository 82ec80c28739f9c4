#!/usr/bin/env node
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { proxyOf } from '../config/config.ts';
import { version } from '../config/package-root.ts';
import { CodedError } from '../core/model/errors.ts';
import { ask } from './ask.ts';
import { assess } from './assess.ts';
import { backup, restore } from './backup.ts';
import { check } from './check.ts';
import { type Subcommand, type Terminal, UsageError } from './command.ts';
import { doctor } from './doctor.ts';
import { entries } from './entries.ts';
import { importDocuments } from './import.ts';
import { links } from './links.ts';
import { manifest } from './manifest.ts';
import { createEntry } from './new.ts';
import { report } from './report.ts';
import { serve } from './serve.ts';
import { environmentOf } from './settings.ts';
import { tips } from './tips.ts';

/** Every subcommand, in the order in which help lists them. */
export const subcommands: readonly Subcommand[] = [
  serve,
  ask,
  assess,
  check,
  createEntry,
  importDocuments,
  entries,
  links,
  report,
  tips,
  doctor,
  manifest,
  backup,
  restore
];

function overview(): string {
  const rows = subcommands.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`);
  return `Usage: spread-bot <command> [options]\n\nCommands:\n${rows.join('\n')}\n\n"spread-bot <command> --help" tells more of each. Version ${version}.\n`;
}

/** What an option takes, as the usage line has it: `--as-of DATE`. */
function takenBy(option: string, usage: string): string {
  return new RegExp(`--${option} ([A-Z]+)`).exec(usage)?.[1] ?? 'VALUE';
}

function helpOf({ name, usage, summary, options, optionHelp }: Subcommand): string {
  const rows = [...Object.keys(options), 'help'].map((option) => {
    const value = options[option]?.type === 'string' ? ` ${takenBy(option, usage)}` : '';
    return `  --${option}${value}`.padEnd(22) + (optionHelp[option] ?? 'Show this help.');
  });
  return `${`Usage: spread-bot ${name} ${usage}`.trim()}\n\n${summary}\n\nOptions:\n${rows.join('\n')}\n`;
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.stdout.write(overview());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    terminal.stdout.write(`${version}\n`);
    return 0;
  }
  const subcommand = subcommands.find((candidate) => candidate.name === name);
  if (!subcommand) throw new UsageError(`There is no command "${name}"; "spread-bot --help" lists them.`);
  let parsed: ReturnType<typeof parseArgs>;
  try {
    const options = { ...subcommand.options, help: { type: 'boolean', short: 'h' } } as const;
    parsed = parseArgs({ args: rest, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}; "spread-bot ${name} --help" lists the options.`);
  }
  if (parsed.values.help) {
    terminal.stdout.write(helpOf(subcommand));
    return 0;
  }
  if (parsed.positionals.length > subcommand.positionals) {
    throw new UsageError(
      `"${parsed.positionals[subcommand.positionals]}" is too much; usage: spread-bot ${name} ${subcommand.usage}`
    );
  }
  const values = parsed.values as Record<string, string | boolean | undefined>;
  const proxy = proxyOf(environmentOf(terminal));
  if (proxy) (await import('../server/proxy.ts')).useProxy(proxy);
  return subcommand.run({ values, positionals: parsed.positionals }, terminal);
}

/**
 * Runs `spread-bot` with the words that follow it.
 *
 * @returns the exit status: 2 for a usage error, 78 for a token that is refused, told in one line on standard error
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    terminal.stderr.write(`spread-bot: ${error instanceof Error ? error.message : String(error)}\n`);
    return statusOf(error);
  }
}

/** 78 is EX_CONFIG of sysexits.h: a platform refuses a token, and starting again mends nothing. */
function statusOf(error: unknown): number {
  if (error instanceof UsageError) return 2;
  return error instanceof CodedError && error.code === 'SETTING_WRONG' ? 78 : 1;
}

const invoked = process.argv[1];
if (invoked && realpathSync(invoked) === fileURLToPath(import.meta.url)) {
  const { stdin, stdout, stderr } = process;
  process.exitCode = await main(process.argv.slice(2), { stdin, stdout, stderr, environment: process.env });
}
