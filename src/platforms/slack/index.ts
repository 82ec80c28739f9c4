import { App, type Authorize, ExpressReceiver } from '@slack/bolt';
import { Router } from 'express';
import type { ScheduledMessenger } from '../../core/messenger.ts';
import type { InstallationStore } from '../../core/store.ts';
import type { Platform, PlatformParts } from '../platform.ts';
import { createAccessFinder, SettingError } from './access.ts';
import { clientOptions, createClients } from './clients.ts';
import { addDoor } from './door.ts';
import { createDrain } from './drain.ts';
import { type ListenerParts, listen } from './handlers.ts';
import { addInstallPages } from './install-pages.ts';
import { createInstallations } from './installations.ts';
import { createMessenger } from './messenger.ts';
import { createSdkLogger } from './sdk-logger.ts';
import { createSocket, type SocketTimes, socketTimes } from './socket.ts';

/** Slack's part of the configuration. With an app token the bot connects by Socket Mode, else it is called over HTTP. */
export interface SlackOptions {
  botToken?: string;
  signingSecret?: string;
  appToken?: string;
  /** For several workspaces; their tokens are sealed in the store with a key made of `stateSecret`. */
  oauth?: { clientId: string; clientSecret: string; stateSecret: string };
  /** Another root of the Web API. */
  apiUrl?: string;
}

export interface SlackParts extends PlatformParts {
  /** Where installations by OAuth are kept; needed with `oauth`. */
  installations?: InstallationStore;
  /** What the Home tab shows of tips; nothing when not given. */
  home?: ListenerParts['home'];
  /** For tests, which cannot wait. */
  times?: SocketTimes;
}

export interface SlackPlatform extends Platform {
  messenger: ScheduledMessenger;
  /** Resolves when nothing is under way, or after `mostMs` milliseconds; true when nothing was left. */
  idle(mostMs: number): Promise<boolean>;
}

/** The one address for events, commands and buttons. */
const eventsPath = '/slack/events';
/** How long a stop waits for answers under way, in milliseconds. */
const drainMs = 10_000;
/** Between tries to learn who we are, while Slack cannot be reached, in milliseconds. */
const askAgainMs = 5_000;

/** Slack, whole. Nothing is asked of Slack before `start`. */
export function createSlack(options: SlackOptions, parts: SlackParts): SlackPlatform {
  const { bot, logger, now } = parts;
  const sdkLogger = createSdkLogger(logger);
  const client = clientOptions(options.apiUrl, sdkLogger);
  const routes = Router();
  const drain = createDrain();
  const installations =
    options.oauth && parts.installations
      ? createInstallations({ store: parts.installations, secret: options.oauth.stateSecret, logger, now })
      : undefined;
  const access = createAccessFinder(options.botToken, installations, client);
  let reason: string | undefined = 'Slack: not started yet.';
  let stopped = false;
  let again: NodeJS.Timeout | undefined;

  const socket = options.appToken
    ? createSocket({
        appToken: options.appToken,
        options: client,
        sdkLogger,
        logger,
        now,
        times: parts.times ?? socketTimes
      })
    : undefined;
  if (!socket) {
    const signingSecret = options.signingSecret ?? '';
    addDoor(routes, eventsPath, { signingSecret, logger, now, open: () => reason === undefined });
  }
  const receiver =
    socket?.receiver ??
    new ExpressReceiver({
      router: routes,
      endpoints: eventsPath,
      // The door has checked the signature already, and more.
      signatureVerification: false,
      signingSecret: '',
      logger: sdkLogger,
      unhandledRequestTimeoutMillis: 2500,
      unhandledRequestHandler: ({ response }) => {
        if (!response.headersSent) response.writeHead(404, { 'x-slack-no-retry': '1' }).end();
      },
      processEventErrorHandler: async ({ error, response }) => {
        logger.warn('slack.payload.unusable', { error });
        if (!response.headersSent) response.writeHead(400, { 'x-slack-no-retry': '1' }).end();
        return false;
      }
    });
  if (options.oauth && installations) {
    addInstallPages(routes, { oauth: options.oauth, installations, options: client, sdkLogger });
  }

  const authorize: Authorize<boolean> = async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
    const found = await access.find(isEnterpriseInstall ? [enterpriseId] : [teamId, enterpriseId]);
    if (!found) throw new Error('The bot is not installed in this workspace.');
    const { token, botId, botUserId } = found;
    return { botToken: token, botId, botUserId, ...(teamId && { teamId }), ...(enterpriseId && { enterpriseId }) };
  };
  const app = new App({
    receiver,
    authorize,
    logger: sdkLogger,
    convoStore: false,
    deferInitialization: true,
    clientOptions: { ...client, fetch: timely }
  });
  app.use(({ next }) =>
    drain.run(async () => {
      try {
        await next();
      } catch (error) {
        logger.error('slack.listener.failed', { error });
      }
    })
  );
  listen(app, {
    bot,
    logger,
    now,
    home: parts.home ?? (async () => ({ channels: [] })),
    uninstalled: async (tenant) => installations?.remove(tenant)
  });

  /** Learns who we are. While Slack cannot be reached it goes on in the background; a wrong setting rejects. */
  const check = async (): Promise<void> => {
    try {
      await access.check();
      reason = undefined;
    } catch (error) {
      if (error instanceof SettingError) throw error;
      reason = 'Slack cannot be reached; trying again.';
      logger.warn('slack.unreachable', { error });
      if (!stopped) again = setTimeout(() => void check().catch(giveUp), askAgainMs).unref();
    }
  };
  const giveUp = (error: unknown): void => {
    reason = error instanceof Error ? error.message : 'Slack: not ready.';
    logger.error('slack.setting', { error });
  };

  return {
    name: 'slack',
    messenger: createMessenger(access, createClients(client)),
    routes,
    async start() {
      await app.init();
      await check();
      await socket?.supervisor.start();
    },
    async stop() {
      stopped = true;
      clearTimeout(again);
      reason = 'Slack: stopping.';
      await socket?.supervisor.stop();
      if (!(await drain.idle(drainMs))) logger.warn('slack.stop.unfinished', { waitedMs: drainMs });
    },
    idle: (mostMs) => drain.idle(mostMs),
    unready: () => reason ?? socket?.supervisor.down()
  };
}

/** fetch with a time limit, which Bolt's `respond` has not. */
const timely: typeof fetch = (url, init) =>
  fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(10_000) });
