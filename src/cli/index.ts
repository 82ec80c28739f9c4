#!/usr/bin/env node
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { packageRoot, version } from '../config/package-root.ts';
import { CodedError } from '../core/model/errors.ts';
import { ownCommand, setOwnCommand } from '../core/model/own-command.ts';
import { catalogue } from './catalogue.ts';
import { type Listed, type Terminal, UsageError } from './command.ts';
import { helpOf, helpWidth, overview } from './help.ts';
import { nearName } from './near-name.ts';
import { ownName } from './own-name.ts';

/**
 * Finds a command by its name.
 *
 * @throws UsageError with the most likely command if the name is unknown
 */
function findCommand(name: string): Listed {
  const found = catalogue.find((listed) => listed.name === name);
  if (found) return found;
  const meant = nearName(
    name,
    catalogue.map((listed) => listed.name)
  );
  throw new UsageError(
    meant
      ? `There is no command "${name}". Did you mean "${meant}"?`
      : `There is no command "${name}"; "${ownCommand('--help')}" lists them.`
  );
}

/** Returns the error for an invalid option, with the most likely one. */
function optionFault(error: unknown, name: string, known: readonly string[]): UsageError {
  const message = (error as Error).message.split(/\.\s/)[0] ?? '';
  const typed = /'--([\w-]+)/.exec(message)?.[1];
  if (message.endsWith(' argument missing') || message.endsWith(' argument is ambiguous'))
    return new UsageError(`--${typed} needs a value; "${ownCommand(`${name} --help`)}" lists the options.`);
  const meant = message.startsWith('Unknown option') && typed ? nearName(typed, known) : undefined;
  return new UsageError(
    meant ? `${message}. Did you mean --${meant}?` : `${message}; "${ownCommand(`${name} --help`)}" lists the options.`
  );
}

/**
 * Returns true if npx fetched the program to try it: then the web page is more useful than a terminal. In a checkout,
 * which holds the source, npx runs the local program.
 */
function isFetched({ environment }: Terminal): boolean {
  return environment.npm_command === 'exec' && !existsSync(path.join(packageRoot, 'src'));
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  const width = helpWidth(terminal);
  // A person who types only the name wants to use the bot; a program that does needs the usage text.
  if (name === undefined && terminal.stdin.isTTY && terminal.stdout.isTTY) {
    return dispatch(isFetched(terminal) ? ['serve', '--open'] : ['ask'], terminal);
  }
  if (name === undefined || name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) {
    terminal.stdout.write(overview(version, width));
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v' || name === '-V') {
    terminal.stdout.write(`${version}\n`);
    return 0;
  }
  if (name === 'help') return dispatch([rest[0]!, '--help'], terminal);
  const listed = findCommand(name);
  const subcommand = await listed.load();
  let parsed: ReturnType<typeof parseArgs>;
  try {
    const options = { ...subcommand.options, help: { type: 'boolean', short: 'h' } } as const;
    parsed = parseArgs({ args: rest, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw optionFault(error, name, [...Object.keys(subcommand.options), 'help']);
  }
  if (parsed.values.help) {
    terminal.stdout.write(helpOf(subcommand, listed, width));
    return 0;
  }
  if (parsed.positionals.length > subcommand.positionals) {
    throw new UsageError(
      `"${parsed.positionals[subcommand.positionals]}" is too much; usage: ${ownCommand(`${name} ${subcommand.usage}`.trim())}`
    );
  }
  const values = parsed.values as Record<string, string | boolean | undefined>;
  const { proxyOf } = await import('../config/config.ts');
  const { environmentOf } = await import('./settings.ts');
  const proxy = proxyOf(environmentOf(terminal));
  if (proxy) (await import('../server/proxy.ts')).useProxy(proxy);
  return subcommand.run({ values, positionals: parsed.positionals }, terminal);
}

/**
 * Runs `spread-bot` with its arguments.
 *
 * @returns the exit status: 2 for a usage error, 78 for a refused token; reported in one line on standard error
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    const { harmless } = await import('./print.ts');
    terminal.stderr.write(harmless(`spread-bot: ${sayError(error)}\n`));
    return statusOf(error);
  }
}

/** Errors of the file system in plain words: what is wrong, and what to do. */
const fileFaults: Readonly<Record<string, readonly [fault: string, remedy: string]>> = {
  ENOENT: ['there is no such file or folder', 'Check its name and that of the folder it is in'],
  EACCES: ['you may not', 'Choose another place, or ask whoever looks after this one'],
  EPERM: ['you may not', 'Choose another place, or ask whoever looks after this one'],
  EROFS: ['the disk is read-only', 'Choose another place'],
  EISDIR: ['it is a folder', 'Give the name of a file'],
  EEXIST: ['there is a file of this name', 'Choose another name, or move that file away'],
  ENOTDIR: ['a part of its path is a file', 'Choose another name, or move that file away'],
  ENAMETOOLONG: ['its name is too long', 'Choose a shorter one'],
  ENOSPC: ['the disk is full', 'Free some space and try again'],
  EDQUOT: ['the disk space that you may use is full', 'Free some space and try again']
};
const noFolderThere = ['the system takes no folder there', 'Choose another place'] as const;

/** Describes an error for the terminal; errors of the file system, which give a code and a path, in plain words. */
function sayError(error: unknown): string {
  if (!error || typeof error !== 'object' || !('message' in error)) return String(error);
  const { code = '', path, syscall, message } = error as NodeJS.ErrnoException;
  const making = syscall === 'mkdir';
  const [fault, remedy] = (making && code === 'ENOENT' ? noFolderThere : fileFaults[code]) ?? [];
  if (!fault || !path) return message;
  return `${path} cannot be ${making ? 'made' : 'read or written'}: ${fault}. ${remedy}.`;
}

/**
 * Returns the exit status for an error: 78 (EX_CONFIG of sysexits.h) if a platform refuses a token, since a restart
 * does not help.
 */
function statusOf(error: unknown): number {
  if (error instanceof UsageError) return 2;
  return error instanceof CodedError && error.code === 'SETTING_WRONG' ? 78 : 1;
}

/** Runs the program as this process, and sets its exit status. */
export async function run(): Promise<void> {
  const { stdin, stdout, stderr, argv, env } = process;
  // The reader of a pipe, such as `head`, has seen enough: no fault of ours.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  setOwnCommand(ownName(argv[1]!, process.cwd(), env.npm_command));
  process.exitCode = await main(argv.slice(2), { stdin, stdout, stderr, environment: env });
}

const invoked = process.argv[1];
if (invoked && realpathSync(invoked) === fileURLToPath(import.meta.url)) await run();
