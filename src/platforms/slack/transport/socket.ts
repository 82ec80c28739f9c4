import { setTimeout as sleep } from 'node:timers/promises';
import { SocketModeReceiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import { getGlobalDispatcher } from 'undici';
import { SettingError } from '../../../core/model/errors.ts';
import type { Logger } from '../../../observability/logger.ts';
import type { PlatformMetrics } from '../../../observability/platform-metrics.ts';
import { settingFault } from '../auth/access.ts';
import type { SdkLogger } from './clients.ts';
import { type Client, guardEnvelopes } from './envelopes.ts';
import { waitAsked } from './faults.ts';
import type { SlackTimes } from './times.ts';

const appTokenPlace = 'Basic Information, App-Level Tokens (scope connections:write) in the app settings';

/**
 * Minimum duration of a connection, in milliseconds; a shorter one counts as a failure, so that a server that closes at
 * once is not flooded.
 */
const steadyMs = 10_000;

/** Time that a stop waits for Slack to close the connection, in milliseconds. */
const mostStopMs = 2000;

/** Keeps the Socket Mode connection up. */
export interface Supervisor {
  /** Resolves once connected, or once it is clear that only waiting helps; rejects when a setting is wrong. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Returns the reason why there is no connection. */
  down(): string | undefined;
}

interface SocketParts {
  appToken: string;
  options: WebClientOptions;
  sdkLogger: SdkLogger;
  logger: Logger;
  now: () => number;
  times: SlackTimes;
  watch: PlatformMetrics;
  /** True where outbound calls go through the process's proxy. */
  proxied: boolean;
  /** Called once Slack has refused the app token so often in a row that only a person can fix it. */
  onRefused: (error: SettingError) => void;
}

/** Creates Bolt's receiver for Socket Mode, without the SDK's own reconnecting, and a supervisor in its place. */
export function createSocket(parts: SocketParts): { receiver: SocketModeReceiver; supervisor: Supervisor } {
  const { appToken, options, sdkLogger, logger } = parts;
  const receiver = new SocketModeReceiver({
    appToken,
    logger: sdkLogger,
    autoReconnectEnabled: false,
    // Without a proxy the SDK uses its own connections, which it can also end early.
    ...(parts.proxied && { dispatcher: getGlobalDispatcher() }),
    installerOptions: { clientOptions: { ...options } },
    // Faults of a payload are acknowledged and logged before they reach this handler; only a lost socket is left.
    processEventErrorHandler: async ({ error }) => {
      logger.warn('slack.ack.failed', { error });
      return false;
    }
  });
  guardEnvelopes(receiver.client, parts);
  return { receiver, supervisor: createSupervisor(receiver.client, parts) };
}

/** Refusals in a row after which the token counts as revoked; fewer may be a temporary fault of Slack's. */
const mostRefusals = 3;

function createSupervisor(client: Client, { logger, now, times, onRefused }: SocketParts): Supervisor {
  let reason: string | undefined = 'Slack: not connected yet.';
  const stopping = new AbortController();
  let running: Promise<void> | undefined;

  const connect = async (): Promise<void> => {
    const late = new AbortController();
    const tooLate = sleep(times.hello, undefined, { signal: late.signal, ref: false }).then(() => {
      throw new Error('Slack did not say hello.');
    });
    try {
      await Promise.race([client.start(), tooLate]);
    } catch (error) {
      void client.disconnect().catch(() => {});
      throw error;
    } finally {
      late.abort();
      tooLate.catch(() => {});
    }
  };

  const waitAfter = (error: unknown, failures: number): number => {
    if (error instanceof SettingError) return times.refusedWait;
    const growing = Math.min(times.mostWait, times.firstWait * 1.5 ** (failures - 1));
    return Math.max(waitAsked(error) ?? 0, growing * (0.8 + Math.random() * 0.4));
  };

  /**
   * Connects until stopped.
   *
   * @param settled called with the first outcome
   */
  const run = async (settled: (error?: unknown) => void): Promise<void> => {
    let failures = 0;
    let refusals = 0;
    while (!stopping.signal.aborted) {
      const since = now();
      try {
        await connect();
        if (stopping.signal.aborted) break;
        reason = undefined;
        refusals = 0;
        logger.info('slack.connected');
        settled();
        await new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
        failures = now() - since < steadyMs ? failures + 1 : 0;
        reason = 'Slack: the connection was lost; connecting again.';
      } catch (cause) {
        const error = settingFault(cause, 'SLACK_APP_TOKEN', appTokenPlace) ?? cause;
        failures += 1;
        reason = error instanceof SettingError ? error.message : 'Slack cannot be reached; trying again.';
        logger.warn('slack.connect.failed', { failures, error });
        settled(error);
        refusals = error instanceof SettingError ? refusals + 1 : 0;
        if (error instanceof SettingError && refusals === mostRefusals) onRefused(error);
        await pause(waitAfter(error, failures));
        continue;
      }
      if (failures > 0) await pause(waitAfter(undefined, failures));
    }
  };

  const pause = (ms: number) => sleep(ms, undefined, { signal: stopping.signal }).catch(() => {});

  return {
    start: () =>
      new Promise((resolve, reject) => {
        let first = true;
        running = run((error) => {
          if (first && error instanceof SettingError) {
            stopping.abort();
            reject(error);
          }
          first = false;
          resolve();
        });
      }),
    async stop() {
      stopping.abort();
      await within(mostStopMs, client.disconnect());
      client.emit('disconnected');
      await within(mostStopMs, running);
      // A connection that was being made meanwhile is closed as well.
      await within(mostStopMs, client.disconnect());
      reason = 'Slack: stopped.';
    },
    down: () => reason
  };
}

/** Waits for work for at most so many milliseconds, whatever its outcome. */
async function within(ms: number, work: Promise<unknown> | undefined): Promise<void> {
  const over = new AbortController();
  const limit = sleep(ms, undefined, { signal: over.signal, ref: false }).catch(() => {});
  await Promise.race([work?.catch(() => {}), limit]);
  over.abort();
}
