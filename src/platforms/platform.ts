import type { Router } from 'express';
import type { Bot } from '../core/model/bot.ts';
import type { Messenger } from '../core/model/messenger.ts';
import type { Logger } from '../observability/logger.ts';
import type { PlatformMetrics } from '../observability/platform-metrics.ts';
import type { Workload } from './workload.ts';

/** What every platform is made with. */
export interface PlatformParts {
  bot: Bot;
  logger: Logger;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Receives figures of the traffic; nobody does when not given. */
  watch?: PlatformMetrics;
  /** The count of requests under way, shared by all platforms; one of its own when not given. */
  workload?: Workload;
}

/** A place where the bot talks: Slack, Teams, the web playground. */
export interface Platform {
  /** The `platform` of its conversations: `slack`, `teams`, `web`. */
  name: string;
  messenger: Messenger;
  /** Mounted at the root of the one HTTP server; parses its own bodies, since Slack needs them raw. */
  routes: Router;
  /** The path to which the platform posts what people say, in lower case. */
  deliveryPath: string;
  /** Connects; rejects with a plain sentence that names the fix. */
  start(): Promise<void>;
  /** Takes no new work, finishes what was acknowledged, disconnects. */
  stop(): Promise<void>;
  /** A reason when not ready, for `/readyz`. */
  unready(): string | undefined;
}

/** How long a stop waits for the requests under way, in milliseconds: the whole program ends within ten seconds. */
export const drainMs = 8_000;
