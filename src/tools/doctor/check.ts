import type { Config } from '../../config/config.ts';
import type { Logger } from '../../observability/logger.ts';
import type { Ask } from './ask.ts';
import type { Result } from './result.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Input of a check. */
export interface CheckParts {
  /** The valid settings; a platform with invalid settings is left out. */
  config: Config;
  /** For values that are not settings of the bot, such as the address of a managed identity. */
  environment: Environment;
  /** Public address of the bot, if given. */
  url: URL | undefined;
  ask: Ask;
  /** Returns milliseconds since 1970. */
  now: () => number;
  /** Version as in `process.versions.node`. */
  nodeVersion: string;
  /** Returns the bytes that may still be written below an existing folder. */
  freeBytes: (folder: string) => Promise<number>;
  logger: Logger;
}

/** Runs one check; it changes nothing. */
export type Check = (parts: CheckParts) => Promise<readonly Result[]>;
