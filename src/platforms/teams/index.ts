import { randomUUID } from 'node:crypto';
import type { TeamsConfig } from '../../config/config.ts';
import { createSeal } from '../../config/seal.ts';
import type { InboxStore, MemoryStore } from '../../core/model/store.ts';
import { noPlatformMetrics } from '../../observability/platform-metrics.ts';
import type { Platform, PlatformParts } from '../platform.ts';
import { createInbox, createWorkload, type InboxTimes, inboxTimes } from '../workload.ts';
import { createAccessToken } from './auth/access-token.ts';
import { createReach, type ReachTimes, reachTimes } from './auth/reach.ts';
import { type Trust, trustLoopback, trustMicrosoft } from './auth/service-url.ts';
import { createKeys } from './auth/signing-keys.ts';
import { connectorKeys, createTokenCheck } from './auth/token.ts';
import { teamsFacts } from './facts.ts';
import { createHandlers } from './handlers.ts';
import { createMessenger } from './messenger.ts';
import { createThumbs } from './parse/thumbs.ts';
import { instrumentSdk } from './transport/calls.ts';
import { createRequestGuard } from './transport/http.ts';
import type { SdkOptions, TeamsSdk } from './transport/sdk.ts';
import { ackMs, type TurnWaits } from './transport/times.ts';
import type { HandlerParts } from './turn-context.ts';

export interface TeamsOptions extends SdkOptions, TeamsConfig {
  /** True to refuse to run without an app id. */
  production: boolean;
  /** True where outbound calls go through a proxy. */
  proxied?: boolean;
  /** Secret that seals what is stored, the same in all processes; the app's own when not given. Without one nothing is stored. */
  secret?: string | undefined;
  /** Secrets that were replaced: what was sealed with them can still be read. */
  previousSecrets?: readonly string[];
  /** Another sign-in address; for tests. */
  loginUrl?: string;
  /** Another address of the signing keys' metadata; for tests. */
  metadataUrl?: string;
  /** Shorter waits for a rate limit; for tests. */
  waits?: TurnWaits;
  /** Another time until a request is acknowledged; for tests. */
  ackMs?: number;
  /** Shorter waits of the store of activities; for tests. */
  inbox?: InboxTimes;
  /** Other times to look whether Microsoft can be reached; for tests. */
  reach?: ReachTimes;
  /** Another rule for `serviceUrl`; for tests. */
  trust?: Trust;
}

export interface TeamsParts extends PlatformParts, Pick<HandlerParts, 'handled' | 'left' | 'forget'> {
  memory: Pick<MemoryStore, 'recall' | 'remember'>;
  /** Store of activities whose answer has to wait; without it a stopped process loses those. */
  inbox?: Omit<InboxStore, 'forget'>;
}

/**
 * Creates the Microsoft Teams platform: `POST /api/messages`, by botbuilder or by its successor. Without an app id it
 * runs in local mode.
 */
export function createTeams(
  options: TeamsOptions,
  {
    bot,
    logger,
    now,
    memory,
    workload = createWorkload(),
    handled,
    left,
    forget,
    inbox: kept,
    watch = noPlatformMetrics
  }: TeamsParts
): Platform {
  const { appId, tenantId, appType, metadataUrl = connectorKeys.metadataUrl } = options;
  const sealed = options.secret ?? options.appPassword;
  const trust = options.trust ?? (appId ? trustMicrosoft(options.connectorHosts) : trustLoopback);
  const log = logger.child({ platform: 'teams' });
  const thumbs = createThumbs({ memory, now, onFailure: (error) => log.error('teams.thumbs.failed', { error }) });
  const handle = createHandlers({
    bot,
    thumbs,
    handled,
    left,
    logger: log,
    now,
    replied: watch.replied,
    ...(forget && { forget }),
    ...(options.waits && { waits: options.waits })
  });
  let ready = false;
  let loading: Promise<TeamsSdk> | undefined;
  const sdk = (): Promise<TeamsSdk> => {
    loading ??= loadSdk(options.sdk, { ...options, ...ownSignIn(options, now) }).then((loaded) =>
      instrumentSdk(loaded, watch)
    );
    return loading;
  };
  const started = async (): Promise<TeamsSdk> => {
    if (!ready) throw new Error('Teams is not started.');
    return sdk();
  };
  const keys = createKeys({ metadataUrl, now });
  const reach = createReach({
    readKeys: keys.load,
    signIn: async () => (await sdk()).signIn(),
    logger: log,
    times: options.reach ?? reachTimes
  });
  const inbox =
    kept && sealed
      ? createInbox<unknown>({
          platform: 'teams',
          owner: `teams/${randomUUID()}`,
          store: kept,
          logger: log,
          workload,
          now,
          seal: createSeal(sealed, 'spread-bot/teams/inbox', options.previousSecrets),
          times: options.inbox ?? inboxTimes,
          finish: (body, place) => guard.finish(body, place)
        })
      : undefined;
  const guard = createRequestGuard({
    ...(appId && { checkToken: createTokenCheck({ appId, keys, now }) }),
    trust,
    tenants: options.tenants ?? (tenantId && appType !== 'MultiTenant' ? [tenantId] : []),
    work: async (inbound, later) => handle(inbound, await started(), later),
    inbox,
    ackMs: options.ackMs ?? ackMs,
    workload,
    logger: log,
    now
  });

  return {
    ...teamsFacts,
    messenger: createMessenger({ sdk: started, trust, thumbs, now }),
    routes: guard.routes,
    async start() {
      if (options.production && !appId) {
        throw new Error(
          'Teams needs MicrosoftAppId in production. Set it, or leave NODE_ENV=production out to try locally.'
        );
      }
      // A trial on one's own machine rarely uses Teams: in local mode the SDK is loaded with the first activity.
      if (appId) await sdk();
      ready = true;
      if (appId) reach.start();
      inbox?.start();
    },
    async stop() {
      reach.stop();
      inbox?.stop();
      await guard.close();
      await thumbs.settled();
    },
    unready() {
      if (!ready) return 'Teams is not started';
      return appId ? reach.fault() : undefined;
    }
  };
}

/**
 * Returns our own source of access tokens behind a proxy; a managed identity is provided by the machine and needs no
 * proxy.
 */
function ownSignIn(options: TeamsOptions, now: () => number): Pick<SdkOptions, 'accessToken'> {
  const { proxied, accessToken, appId, appPassword, appType, tenantId, loginUrl } = options;
  if (!proxied || accessToken || !appId || !appPassword || appType === 'UserAssignedMSI') return {};
  const single = appType === 'SingleTenant' && tenantId ? { tenantId } : {};
  return { accessToken: createAccessToken({ appId, appPassword, now, ...single, ...(loginUrl && { loginUrl }) }) };
}

/** Loads the chosen SDK only: each takes a third of a second and tens of megabytes. */
async function loadSdk(name: TeamsOptions['sdk'], options: SdkOptions): Promise<TeamsSdk> {
  if (name === 'botbuilder') return (await import('./transport/sdk-botbuilder.ts')).createBotbuilderSdk(options);
  try {
    return (await import('./transport/sdk-agents.ts')).createAgentsSdk(options);
  } catch (cause) {
    if ((cause as { code?: unknown }).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new Error(
      'TEAMS_SDK=agents needs the optional package @microsoft/agents-hosting, which was left out here: install without --omit=optional.',
      { cause }
    );
  }
}
