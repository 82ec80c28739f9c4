import type { ParseArgsConfig } from 'node:util';
import { CodedError } from '../core/model/errors.ts';

/** Where a command reads and writes, so that tests can run it whole. */
export interface Terminal {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  stderr: NodeJS.WritableStream & { isTTY?: boolean };
  environment: Readonly<Record<string, string | undefined>>;
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** What was typed after the command's name. */
export interface Given {
  values: Readonly<Record<string, string | boolean | undefined>>;
  positionals: readonly string[];
}

/** One subcommand of `spread-bot`. */
export interface Subcommand {
  name: string;
  /** What follows the name in the usage line. */
  usage: string;
  summary: string;
  options: Options;
  /** One line an option, by its name. */
  optionHelp: Readonly<Record<string, string>>;
  /** Most words that may follow; more is a usage error. */
  positionals: number;
  /** @returns the exit status */
  run(given: Given, terminal: Terminal): Promise<number>;
}

/** What help lists of a command without loading it: each brings much of the program with it. */
export interface Listed {
  name: string;
  /** One line, for the list of commands. */
  summary: string;
  /** What somebody would type first. */
  example: string;
  load: () => Promise<Subcommand>;
}

/** A fault in what was typed: one line on standard error, exit status 2. */
export class UsageError extends CodedError {
  override name = 'UsageError';
  readonly code = 'USAGE';
}
