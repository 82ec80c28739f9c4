import { App } from '@slack/bolt';
import { Router } from 'express';
import type { SlackConfig } from '../../config/config.ts';
import { createSeal } from '../../config/seal.ts';
import type { ScheduledMessenger } from '../../core/model/messenger.ts';
import type { InboxStore, InstallationStore } from '../../core/model/store.ts';
import { noPlatformMetrics } from '../../observability/platform-metrics.ts';
import { drainMs, type Platform, type PlatformParts } from '../platform.ts';
import { createWorkload } from '../workload.ts';
import { createAccessFinder, createAuthorize, createIdentity, createTokenHealth } from './auth/access.ts';
import { createAllowedWorkspaces } from './auth/allowed-workspaces.ts';
import { addInstallPages } from './auth/install-pages.ts';
import { createInstallations } from './auth/installations.ts';
import { slackFacts } from './facts.ts';
import { type ListenerParts, listen } from './handlers/listen.ts';
import { createEchoes } from './send/echoes.ts';
import { createMessenger } from './send/messenger.ts';
import { clientOptions, createClients, createSdkLogger } from './transport/clients.ts';
import { createHttp } from './transport/http.ts';
import { createDeliveryInbox, wrapReceiver } from './transport/receiver.ts';
import { createSocket } from './transport/socket.ts';
import { type SlackTimes, slackTimes } from './transport/times.ts';

/**
 * Slack's part of the configuration. With an app token the bot connects by Socket Mode, else it is called over HTTP.
 */
export interface SlackOptions extends SlackConfig {
  /** Secrets that were replaced: data sealed with them can still be read. */
  previousSecrets?: readonly string[];
  /** True where outbound calls go through a proxy. */
  proxied?: boolean;
}

export interface SlackParts extends PlatformParts {
  /** Store of installations by OAuth; needed with `oauth`. */
  installations?: InstallationStore;
  /** Store of deliveries between acknowledgement and answer; without it a killed process loses its open ones. */
  inbox?: Omit<InboxStore, 'forget'>;
  /** Deletes the data of a workspace in which the bot was uninstalled. */
  forget?: (workspace: string) => Promise<unknown>;
  /** Returns the facts that the Home tab shows; it shows none when not given. */
  home?: ListenerParts['home'];
  /** Called, with the fix, once Slack refuses a token for good. */
  onRefused?: (error: Error) => void;
  /** Time limits and waits; shorter ones for tests. */
  times?: SlackTimes;
}

export interface SlackPlatform extends Platform {
  messenger: ScheduledMessenger;
  /** Resolves when nothing is under way, or after `mostMs` milliseconds; true when nothing was left. */
  idle(mostMs: number): Promise<boolean>;
}

/** Creates the Slack platform. Slack is not called before `start`. */
export function createSlack(options: SlackOptions, parts: SlackParts): SlackPlatform {
  const { bot, logger, now, times = slackTimes, watch = noPlatformMetrics, onRefused = () => {} } = parts;
  const { workload = createWorkload() } = parts;
  const allowed = options.workspaces && createAllowedWorkspaces(options.workspaces);
  const sdkLogger = createSdkLogger(logger);
  const health = createTokenHealth({
    token: options.botToken,
    logger,
    ask: () => access.askAgain(),
    askAgainMs: times.refusedWait
  });
  const client = clientOptions(options.apiUrl, sdkLogger, times.call, watch, health.answered);
  const routes = Router();
  const installations =
    options.oauth && parts.installations
      ? createInstallations({
          store: parts.installations,
          secret: options.oauth.stateSecret,
          previousSecrets: options.previousSecrets ?? [],
          logger,
          now,
          allowed: allowed?.ids
        })
      : undefined;
  const echoes = createEchoes(times.echo, logger);
  const access = createAccessFinder(options.botToken, installations, client);
  const identity = createIdentity(access, logger, times.askAgain);
  let stopping = false;

  const socket = options.appToken
    ? createSocket({
        appToken: options.appToken,
        options: client,
        sdkLogger,
        logger,
        now,
        times,
        watch,
        proxied: options.proxied ?? false,
        onRefused
      })
    : undefined;
  const receiver =
    socket?.receiver ??
    createHttp({
      routes,
      signingSecret: options.signingSecret ?? '',
      logger,
      sdkLogger,
      now,
      open: () => !stopping && identity.fault() === undefined && !workload.full
    });
  if (options.oauth && installations) {
    addInstallPages(routes, { oauth: options.oauth, installations, options: client, sdkLogger });
  }

  const inbox =
    parts.inbox &&
    createDeliveryInbox({
      store: parts.inbox,
      seal: createSeal(
        options.signingSecret ?? options.appToken ?? '',
        'spread-bot/slack/inbox',
        options.previousSecrets
      ),
      logger,
      workload,
      now,
      times
    });

  const app = new App({
    receiver: wrapReceiver(receiver, {
      allowed,
      workload,
      inbox,
      echoes,
      logger,
      now,
      // The server measures requests over HTTP itself.
      acknowledged: socket && watch.acknowledged
    }),
    authorize: createAuthorize(access, client.fetch, logger),
    logger: sdkLogger,
    convoStore: false,
    deferInitialization: true,
    clientOptions: client
  });
  app.use(async ({ next }) => {
    try {
      await next();
    } catch (error) {
      logger.error('slack.listener.failed', { error });
    }
  });
  listen(app, {
    bot,
    logger,
    now,
    home: parts.home ?? (async () => ({ channels: [] })),
    uninstalled: async (tenant, why) => {
      await installations?.remove(tenant);
      if (why === 'app_uninstalled') await parts.forget?.(tenant);
      const own = await access.find([]);
      if (!own || own.teamId === tenant || own.enterpriseId === tenant) health.removed(why);
    },
    fetch: client.fetch,
    replied: watch.replied,
    formMs: times.form,
    unsaidWaitMs: times.unsaidWait,
    wayWaitMs: times.wayWait,
    rest: workload.rest,
    posted: echoes.posted
  });

  return {
    ...slackFacts,
    messenger: createMessenger(access, createClients(client), echoes, now),
    routes,
    async start() {
      await app.init();
      await identity.start();
      inbox?.start();
      await socket?.supervisor.start();
    },
    async stop() {
      stopping = true;
      identity.stop();
      health.stop();
      inbox?.stop();
      await socket?.supervisor.stop();
      if (!(await workload.idle(drainMs))) logger.warn('slack.stop.unfinished', { waitedMs: drainMs });
    },
    idle: (mostMs) => workload.idle(mostMs),
    unready: () => (stopping ? 'Slack: stopping.' : (identity.fault() ?? health.fault() ?? socket?.supervisor.down()))
  };
}
