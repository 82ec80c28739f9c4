import type { Router } from 'express';
import type { Bot } from '../core/bot.ts';
import type { Messenger } from '../core/messenger.ts';
import type { Logger } from '../logger.ts';

/** What every platform is made with. */
export interface PlatformParts {
  bot: Bot;
  logger: Logger;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** A place where the bot talks: Slack, Teams, the web playground. */
export interface Platform {
  /** The `platform` of its conversations: `slack`, `teams`, `web`. */
  name: string;
  messenger: Messenger;
  /** Mounted at the root of the one HTTP server; parses its own bodies, since Slack needs them raw. */
  routes: Router;
  /** Connects; rejects with a plain sentence that names the fix. */
  start(): Promise<void>;
  /** Takes no new work, finishes what was acknowledged, disconnects. */
  stop(): Promise<void>;
  /** A reason when not ready, for `/readyz`. */
  unready(): string | undefined;
}
