import type { Config } from '../../config/config.ts';
import type { Logger } from '../../observability/logger.ts';
import type { Ask } from './ask.ts';
import type { Result } from './result.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a check may look at. */
export interface CheckParts {
  /** The settings that can be used; a platform whose settings are at fault is left out. */
  config: Config;
  /** For what is no setting of ours, such as the address of a managed identity. */
  environment: Environment;
  /** Public address of the bot, where it was given. */
  url: URL | undefined;
  ask: Ask;
  /** Milliseconds since 1970. */
  now: () => number;
  /** As `process.versions.node` has it. */
  nodeVersion: string;
  /** Bytes that may still be written below an existing folder. */
  freeBytes: (folder: string) => Promise<number>;
  logger: Logger;
}

/** One thing that is looked at; nothing is changed by it. */
export type Check = (parts: CheckParts) => Promise<readonly Result[]>;
