import type { IncomingHttpHeaders } from 'node:http';
import { type Config, sharedSecrets } from '../config/config.ts';
import type { Card } from '../core/model/card.ts';
import type { Named } from '../core/model/message.ts';
import type { Messenger } from '../core/model/messenger.ts';
import type { HandledStore, InboxStore, InstallationStore, MemoryStore } from '../core/model/store.ts';
import type { Tips } from '../core/tips/index.ts';
import type { LeftPlace } from '../core/tips/place.ts';
import type { PlatformMetrics } from '../observability/platform-metrics.ts';
import { drawings } from './drawings.ts';
import type { Platform, PlatformParts } from './platform.ts';
import { readAddress } from './slack/parse/payload.ts';

interface Parts extends Omit<PlatformParts, 'watch'> {
  /** Creates the receiver of traffic figures of a platform. */
  watch?: (platform: string) => PlatformMetrics;
  /** Called, with the fix, once a platform has refused its token for good. */
  onRefused?: (error: Error) => void;
  store: { handled: HandledStore; inbox?: InboxStore; installations: InstallationStore; memory: MemoryStore };
  /** Deletes the data of a workspace that the bot was removed from. */
  forget?: (where: LeftPlace) => Promise<unknown>;
  tips: Pick<Tips, 'inTenant' | 'leave' | 'tipOfTheWeek'>;
  /** Returns the reviews due, for an editor; undefined for anybody else. */
  reviews?: (person: Named) => Card | undefined;
  /** Returns the number of recent answers by entry id. */
  uses?: () => Promise<ReadonlyMap<string, number>>;
}

/** Creates every configured platform. Only their SDKs are loaded: each costs tens of megabytes. */
export async function createPlatforms(config: Config, parts: Parts): Promise<Platform[]> {
  const { store, tips, reviews: _, watch, onRefused, uses, forget, ...common } = parts;
  const proxied = config.proxy !== undefined;
  const watched = (platform: string): Pick<PlatformParts, 'watch'> => (watch ? { watch: watch(platform) } : {});
  const kept = store.inbox ? { inbox: store.inbox } : {};
  const platforms: Platform[] = [];
  if (config.slack) {
    const { createSlack } = await import('./slack/index.ts');
    platforms.push(
      createSlack(
        { ...config.slack, previousSecrets: config.previousSecrets, proxied },
        {
          ...common,
          ...watched('slack'),
          ...kept,
          installations: store.installations,
          home: homeFacts(parts),
          ...(forget && { forget: (tenant: string) => forget({ platform: 'slack', tenant }) }),
          ...(onRefused && { onRefused })
        }
      )
    );
  }
  if (config.teams) {
    const { createTeams } = await import('./teams/index.ts');
    platforms.push(
      createTeams(
        {
          ...config.teams,
          production: config.production,
          proxied,
          secret: config.teams.appPassword ?? sharedSecrets(config)[0],
          previousSecrets: config.previousSecrets
        },
        {
          ...common,
          ...watched('teams'),
          ...kept,
          memory: store.memory,
          handled: store.handled,
          left: tips.leave,
          ...(forget && { forget })
        }
      )
    );
  }
  if (config.playground) {
    const { createWeb } = await import('./web/index.ts');
    platforms.push(
      createWeb(
        {
          drawings,
          localOnly: !config.hostGiven || /^(localhost|127\.|\[?::1)/.test(config.host),
          site: config.site,
          retentionDays: config.retentionDays,
          ...(uses && { uses })
        },
        common
      )
    );
  }
  return platforms;
}

/**
 * Creates the messengers of every platform that can send without listening, for the command line.
 *
 * @returns messengers by platform
 */
export async function createMessengers(config: Config, parts: Parts): Promise<Map<string, Messenger>> {
  const messengers = new Map<string, Messenger>();
  // The command line answers nothing that a server left unanswered.
  const { inbox: _, ...store } = parts.store;
  for (const platform of await createPlatforms({ ...config, playground: false }, { ...parts, store })) {
    if (platform.name !== 'slack') await platform.start();
    messengers.set(platform.name, platform.messenger);
  }
  return messengers;
}

/**
 * Returns the Slack part of the server for assistants: the signature check, and the drawing for Slackbot's answer.
 * Loads its SDK.
 */
export async function slackForAssistants(signingSecret: string, now: () => number) {
  const { isSigned } = await import('./slack/transport/http.ts');
  const { renderForSlackbot } = await import('./slack/render/slackbot.ts');
  return {
    signed: (headers: IncomingHttpHeaders, body: string) => isSigned(headers, body, { signingSecret, now }),
    blocks: renderForSlackbot
  };
}

/** Returns the function for the facts of the Home tab: this week's tip, the workspace's subscribed channels, and reviews. */
function homeFacts({ tips, reviews }: Pick<Parts, 'tips' | 'reviews'>) {
  return async (tenant: string | undefined, now: number, user: string) => {
    const going = (await tips.inTenant('slack', tenant)).filter(({ state }) => state !== 'ended');
    const channels = going.map(({ conversation }) => readAddress(conversation.address).channel);
    const tip = tips.tipOfTheWeek(now);
    const due = reviews?.({ conversation: { platform: 'slack', ...(tenant && { tenant }) }, from: { id: user } });
    return { channels, ...(tip && { tip }), ...(due && { reviews: due }) };
  };
}
