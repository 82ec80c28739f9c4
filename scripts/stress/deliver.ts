import { readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { signedHeaders } from '../../test/support/fake-slack.ts';
import { appId, slackSecret } from './plan.ts';
import type { World } from './world.ts';

type Payload = Record<string, unknown>;

export const platforms = ['slack', 'teams'] as const;
export type PlatformName = (typeof platforms)[number];

/** A question on its way: what to send, and where its answer will be shown. */
export interface Delivery {
  platform: PlatformName;
  where: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

const fixtureOf = (platform: PlatformName): Payload =>
  JSON.parse(readFileSync(join('test', 'fixtures', platform, 'direct-message.json'), 'utf8')) as Payload;

/**
 * Writes direct messages as either vendor sends them, each from another person in another conversation.
 *
 * @returns writes the delivery with this number, text and platform; the same again for the same number
 */
export function createWriter({ connector, openId }: World) {
  const slack = fixtureOf('slack');
  const teams = fixtureOf('teams');
  const { serviceUrl } = connector;
  const bearer = `Bearer ${openId.token({ aud: appId, serviceurl: serviceUrl })}`;

  const bySlack = (n: string, text: string): Delivery => {
    const event = {
      ...(slack.event as Payload),
      ...{ user: `U${n}`, channel: `D${n}`, client_msg_id: `c${n}`, text, blocks: undefined }
    };
    const body = JSON.stringify({ ...slack, event_id: `Ev${n}`, event });
    return { platform: 'slack', where: `D${n}`, path: '/slack/events', headers: slackHeaders(body), body };
  };
  const byTeams = (n: string, text: string): Delivery => {
    const body = JSON.stringify({
      ...teams,
      ...{ id: `m${n}`, serviceUrl, text, from: { id: `29:${n}` } },
      conversation: { ...(teams.conversation as Payload), id: `a:${n}` }
    });
    const headers = { 'content-type': 'application/json', authorization: bearer };
    return { platform: 'teams', where: `a:${n}`, path: '/api/messages', headers, body };
  };
  return (platform: PlatformName, n: string, text: string): Delivery =>
    platform === 'slack' ? bySlack(n, text) : byTeams(n, text);
}

/** Signed at this moment, as every try of a delivery is. */
export function slackHeaders(body: string, type = 'application/json'): Record<string, string> {
  return { 'content-type': type, ...signedHeaders(slackSecret, String(Math.floor(Date.now() / 1000)), body) };
}

/** Many connections that stay open, as the vendors keep them; less long than Node's server, which closes idle ones after 5 s. */
const agent = new http.Agent({ keepAlive: true, maxSockets: 2000, timeout: 3000 });

/**
 * Sends a request and reads the answer to its end.
 *
 * @returns the status; 0 when the connection broke or nothing came within `mostMs`
 */
export function send(
  origin: string,
  { path, headers, body }: Pick<Delivery, 'path' | 'headers' | 'body'>,
  { method = 'POST', mostMs = 30_000 } = {}
): Promise<number> {
  return new Promise((resolve) => {
    try {
      // The limit counts from now, also while the request waits for a connection.
      const signal = AbortSignal.timeout(mostMs);
      const request = http.request(origin, { method, path, headers, agent, signal }, (response) => {
        response
          .resume()
          .on('end', () => resolve(response.statusCode ?? 0))
          .on('error', () => resolve(0));
      });
      request.on('error', () => resolve(0)).end(body);
    } catch {
      // Node itself refuses to send some paths and headers; those go by raw TCP.
      resolve(400);
    }
  });
}
