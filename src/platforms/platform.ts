import type { Router } from 'express';
import type { Config } from '../config/config.ts';
import type { Bot } from '../core/model/bot.ts';
import type { Conversation } from '../core/model/message.ts';
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

/** What is true of a platform whether or not it is connected; a constant of each platform's own folder. */
export interface PlatformFacts {
  /** The `platform` of its conversations: `slack`, `teams`, `web`. */
  name: string;
  /** Its name as people say it. */
  title: string;
  /** The path to which it posts what people say, in lower case. */
  deliveryPath: string;
  /** Tips posted a minute to one workspace or tenant. */
  postsPerMinute: number;
  /** Returns the channel that a setting names: what follows `slack:` or `teams:` in it. */
  channelOf(written: string, config: Pick<Config, 'slack' | 'teams'>): Conversation;
}

/** A place where the bot talks: Slack, Teams, the web playground. */
export interface Platform extends PlatformFacts {
  messenger: Messenger;
  /** Mounted at the root of the one HTTP server; parses its own bodies, since Slack needs them raw. */
  routes: Router;
  /** Connects; rejects with a plain sentence that names the fix. */
  start(): Promise<void>;
  /** Takes no new work, finishes what was acknowledged, disconnects. */
  stop(): Promise<void>;
  /** Returns the reason when not ready, for `/readyz`. */
  unready(): string | undefined;
}

/** How long a stop waits for the requests under way, in milliseconds: the whole program ends within ten seconds. */
export const drainMs = 8_000;
