import type { ParseArgsConfig } from 'node:util';
import { CodedError } from '../core/model/errors.ts';

/** Input and output of a command, so that tests can run it whole. */
export interface Terminal {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  stderr: NodeJS.WritableStream & { isTTY?: boolean };
  environment: Readonly<Record<string, string | undefined>>;
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Arguments typed after the command's name. */
export interface Given {
  values: Readonly<Record<string, string | boolean | undefined>>;
  positionals: readonly string[];
}

/** One subcommand of `spread-bot`. */
export interface Subcommand {
  name: string;
  /** Arguments after the name in the usage line. */
  usage: string;
  summary: string;
  options: Options;
  /** Help for each option by its name, one line each. */
  optionHelp: Readonly<Record<string, string>>;
  /** Maximum number of positional arguments; more is a usage error. */
  positionals: number;
  /**
   * Runs the command.
   *
   * @returns the exit status
   */
  run(given: Given, terminal: Terminal): Promise<number>;
}

/** Description of a command that help lists without loading it: each command loads much of the program. */
export interface Listed {
  name: string;
  /** One line, for the list of commands. */
  summary: string;
  /** Typical first use. */
  example: string;
  load: () => Promise<Subcommand>;
}

/** Invalid arguments: reported in one line on standard error, with exit status 2. */
export class UsageError extends CodedError {
  readonly code = 'USAGE';
}
