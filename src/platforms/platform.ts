import type { Router } from 'express';
import type { Bot } from '../core/model/bot.ts';
import type { Messenger } from '../core/model/messenger.ts';
import type { Logger } from '../observability/logger.ts';
import type { PlatformMetrics } from '../observability/platform-metrics.ts';

/** What every platform is made with. */
export interface PlatformParts {
  bot: Bot;
  logger: Logger;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Told of the traffic; nobody is when not given. */
  watch?: PlatformMetrics;
}

/**
 * Deliveries that one process may have under way: a hundred in work, three hundred that wait for the bot, two hundred whose
 * people are told that it is busy. All that takes two to three seconds on one core, as long as Slack waits. Over it the server
 * answers 503, before anything is read or promised, and the platform comes again. Each takes some tens of kilobytes.
 */
export const mostUnderWay = 600;

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
  /** Deliveries still to be answered whose request is acknowledged already. */
  answering?(): number;
  /** A reason when not ready, for `/readyz`. */
  unready(): string | undefined;
}
