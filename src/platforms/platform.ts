import type { Router } from 'express';
import type { Config } from '../config/config.ts';
import type { Bot } from '../core/model/bot.ts';
import type { Conversation } from '../core/model/message.ts';
import type { Messenger } from '../core/model/messenger.ts';
import type { Logger } from '../observability/logger.ts';
import type { PlatformMetrics } from '../observability/platform-metrics.ts';
import type { Workload } from './workload.ts';

/** Dependencies of every platform. */
export interface PlatformParts {
  bot: Bot;
  logger: Logger;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Receives figures of the traffic; none are recorded when not given. */
  watch?: PlatformMetrics;
  /** Counter of requests under way, shared by all platforms; a separate one when not given. */
  workload?: Workload;
}

/** Facts of a platform that hold whether or not it is connected; a constant in the platform's own folder. */
export interface PlatformFacts {
  /** Value of `platform` in its conversations: `slack`, `teams`, `web`. */
  name: string;
  /** Display name. */
  title: string;
  /** Path to which it posts people's messages, in lower case. */
  deliveryPath: string;
  /** Maximum number of tips posted a minute to one workspace or tenant. */
  postsPerMinute: number;
  /** True where it can write to a person who is away, as a page in a browser cannot. */
  reachesAbsent: boolean;
  /** Returns true where the configuration has what the platform needs to connect. */
  isConfigured(config: Pick<Config, 'slack' | 'teams'>): boolean;
  /** Returns true where a post whose outcome is unknown may be sent once more. */
  repeatsUnknown(config: Pick<Config, 'tipsTeamsRetry'>): boolean;
  /** Returns the conversation of a configured channel, from the text after `slack:` or `teams:`. */
  channelOf(written: string, config: Pick<Config, 'slack' | 'teams'>): Conversation;
}

/** A platform on which the bot answers: Slack, Teams, the web playground. */
export interface Platform extends PlatformFacts {
  messenger: Messenger;
  /** Mounted at the root of the one HTTP server; parses its own bodies, since Slack needs them raw. */
  routes: Router;
  /** Connects; rejects with a plain sentence that names the fix. */
  start(): Promise<void>;
  /** Stops accepting work, finishes what was acknowledged, disconnects. */
  stop(): Promise<void>;
  /** Returns the reason when not ready, for `/readyz`. */
  unready(): string | undefined;
}

/** Time that a stop waits for the requests under way, in milliseconds: the whole program ends within ten seconds. */
export const drainMs = 8_000;
