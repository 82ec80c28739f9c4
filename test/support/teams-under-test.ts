import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Bot } from '../../src/core/model/bot.ts';
import type { HandledStore, MemoryStore } from '../../src/core/model/store.ts';
import type { LeftPlace } from '../../src/core/tips/place.ts';
import { noPlatformMetrics, type PlatformMetrics } from '../../src/observability/platform-metrics.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { trustLoopback } from '../../src/platforms/teams/auth/service-url.ts';
import { createTeams, type TeamsOptions, type TeamsParts } from '../../src/platforms/teams/index.ts';
import { type FakeConnector, openFakeConnector } from './fake-teams-connector.ts';
import { type FakeOpenId, openFakeOpenId } from './fake-teams-openid.ts';
import { createListeningLogger, type LoggedLine } from './listening-logger.ts';
import { until } from './until.ts';

export const appId = '11111111-2222-3333-4444-555555555555';
export const tenantId = '99999999-8888-7777-6666-555555555555';

type Activity = Record<string, unknown>;

/** The real platform with a real SDK, between a fake connector and fake signing keys. */
export interface TeamsUnderTest {
  platform: Platform;
  connector: FakeConnector;
  openId: FakeOpenId;
  lines: LoggedLine[];
  /** Places the bot was taken out of, and the reasons. */
  left: { where: LeftPlace; reason: string }[];
  /** Places of which everything is to be deleted. */
  forgotten: LeftPlace[];
  /** `http://127.0.0.1:…/api/messages` */
  url: string;
  /** Returns a fixture with the connector's address in it, and changes. */
  activity(name: string, changes?: Activity): Activity;
  /** Delivers as Teams does, with a good token. */
  deliver(activity: Activity): Promise<{ status: number; body: unknown }>;
  /** Delivers anything with any headers. */
  post(body: string, headers?: Record<string, string>): Promise<{ status: number; text: string }>;
  close(): Promise<void>;
}

/** Creates a store's memory in this process. */
export function createTestMemory(): Pick<MemoryStore, 'recall' | 'remember'> {
  const rows = new Map<string, { entries: readonly string[]; until: number }>();
  return {
    recall: async (key, now) => ((rows.get(key)?.until ?? 0) > now ? (rows.get(key)?.entries ?? []) : []),
    remember: async (key, entries, until) => {
      rows.set(key, { entries, until });
    }
  };
}

/** Creates a store's claims in this process; the same for platforms that share it, as replicas do. */
export function createTestClaims(): Pick<HandledStore, 'claim' | 'settle'> {
  const claimed = new Map<string, number>();
  return {
    claim: async (key, now, retryAfterMs) => {
      const free = now - (claimed.get(key) ?? Number.NEGATIVE_INFINITY) > retryAfterMs;
      if (free) claimed.set(key, now);
      return free;
    },
    settle: async (keys) => {
      for (const key of keys) claimed.set(key, Number.POSITIVE_INFINITY);
    }
  };
}

export function fixture(name: string): Activity {
  return JSON.parse(readFileSync(new URL(`../fixtures/teams/${name}.json`, import.meta.url), 'utf8'));
}

export async function openTeams(
  bot: Bot,
  options: Partial<TeamsOptions> = {},
  {
    now = Date.now,
    handled = createTestClaims(),
    replied = () => {},
    openId: given,
    inbox,
    settled = true
  }: Partial<
    Pick<TeamsParts, 'now' | 'handled' | 'inbox'> &
      Pick<PlatformMetrics, 'replied'> & { openId: FakeOpenId; settled: boolean }
  > = {}
): Promise<TeamsUnderTest> {
  const connector = await openFakeConnector();
  const openId = given ?? (await openFakeOpenId());
  const lines: LoggedLine[] = [];
  const left: TeamsUnderTest['left'] = [];
  const forgotten: LeftPlace[] = [];
  const platform = createTeams(
    {
      ...{ sdk: 'botbuilder', production: false, appId, tenantId, appPassword: 'not-used', appType: 'SingleTenant' },
      ...{ metadataUrl: openId.metadataUrl, trust: trustLoopback, accessToken: async () => 'outbound-token' },
      ...options
    },
    {
      ...{ bot, logger: createListeningLogger(lines), now, memory: createTestMemory(), handled },
      ...(inbox && { inbox }),
      watch: { ...noPlatformMetrics, replied },
      left: async (where, reason) => {
        left.push({ where, reason });
      },
      forget: async (where) => {
        forgotten.push(where);
      }
    }
  );
  try {
    await platform.start();
    // The platform itself starts without waiting for Microsoft.
    if (settled) await until(() => !platform.unready()?.includes('not known yet'));
  } catch (error) {
    await Promise.all([connector.close(), openId.close()]);
    throw error;
  }
  const server = http.createServer(express().use(platform.routes));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
  const { serviceUrl } = connector;
  const bearer = (service: unknown) => {
    const seconds = Math.floor(now() / 1000);
    const times = { nbf: seconds - 60, exp: seconds + 3600 };
    return `Bearer ${openId.token({ aud: options.appId ?? appId, serviceurl: service, ...times })}`;
  };

  const post = async (body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close', ...headers },
      body
    });
    return { status: response.status, text: await response.text() };
  };
  return {
    platform,
    connector,
    openId,
    lines,
    left,
    forgotten,
    url,
    activity: (name, changes = {}) => ({ ...fixture(name), serviceUrl, ...changes }),
    post,
    async deliver(activity) {
      const { status, text } = await post(JSON.stringify(activity), { authorization: bearer(activity.serviceUrl) });
      return { status, body: text === '' ? undefined : JSON.parse(text) };
    },
    async close() {
      await platform.stop();
      await Promise.all([connector.close(), openId.close()]);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    }
  };
}
