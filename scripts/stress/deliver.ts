import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Agent, type Dispatcher } from 'undici';
import { signedHeaders } from '../../test/support/fake-slack.ts';
import { guardMs } from '../../test/support/until.ts';
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
 * Writes direct messages as either vendor sends them, each in another conversation.
 *
 * @returns writes the delivery with this number, text and platform; the same again for the same number. Each is from another
 *   person where none is named
 */
export function createWriter({ connector, openId }: World) {
  const slack = fixtureOf('slack');
  const teams = fixtureOf('teams');
  const { serviceUrl } = connector;
  const bearer = `Bearer ${openId.token({ aud: appId, serviceurl: serviceUrl })}`;

  const bySlack = (n: string, text: string, person: string): Delivery => {
    const event = {
      ...(slack.event as Payload),
      ...{ user: `U${person}`, channel: `D${n}`, client_msg_id: `c${n}`, text, blocks: undefined }
    };
    const body = JSON.stringify({ ...slack, event_id: `Ev${n}`, event });
    return { platform: 'slack', where: `D${n}`, path: '/slack/events', headers: slackHeaders(body), body };
  };
  const byTeams = (n: string, text: string, person: string): Delivery => {
    const body = JSON.stringify({
      ...teams,
      ...{ id: `m${n}`, serviceUrl, text, from: { id: `29:${person}` } },
      conversation: { ...(teams.conversation as Payload), id: `a:${n}` }
    });
    const headers = { 'content-type': 'application/json', authorization: bearer };
    return { platform: 'teams', where: `a:${n}`, path: '/api/messages', headers, body };
  };
  return (platform: PlatformName, n: string, text: string, person = n): Delivery =>
    platform === 'slack' ? bySlack(n, text, person) : byTeams(n, text, person);
}

/** Returns Slack's headers, signed at this moment, as every try of a delivery is. */
export function slackHeaders(body: string, type = 'application/json'): Record<string, string> {
  return { 'content-type': type, ...signedHeaders(slackSecret, String(Math.floor(Date.now() / 1000)), body) };
}

/**
 * Connections that stay open, as the vendors keep them. By undici's dispatch, which costs a fifth of `http.request`: the
 * senders share the machine with what they put under load, and must not be the slower ones.
 */
const connections = new Agent({ connections: 1000, pipelining: 1 });

/** Requests that wait for a connection. */
let waiting = 0;
export const unsent = (): number => waiting;

/**
 * Sends a request and reads the answer to its end.
 *
 * @param mostMs counts from now, also while the request waits for a connection
 * @returns the status; 0 when the connection broke or nothing came within `mostMs`
 */
export function send(
  origin: string,
  { path, headers, body }: Pick<Delivery, 'path' | 'headers' | 'body'>,
  { method = 'POST', mostMs = guardMs } = {}
): Promise<number> {
  return new Promise((resolve) => {
    let sending: Dispatcher.DispatchController | undefined;
    let status = 0;
    let over = false;
    const begin = (): void => {
      if (sending === undefined && !over) waiting -= 1;
    };
    const end = (said: number): void => {
      begin();
      over = true;
      clearTimeout(patience);
      resolve(said);
    };
    const patience = setTimeout(() => {
      end(0);
      sending?.abort(new Error('Nothing came in time.'));
    }, mostMs);
    waiting += 1;
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        begin();
        sending = controller;
        if (over) controller.abort(new Error('It waited too long for a connection.'));
      },
      onResponseStart(_controller, code) {
        status = code;
      },
      onResponseData: () => undefined,
      onResponseEnd: () => end(status),
      onResponseError: () => end(0)
    };
    try {
      connections.dispatch({ origin, path, method: method as Dispatcher.HttpMethod, headers, body }, handler);
    } catch {
      // The client itself refuses to send some paths and headers; those go by raw TCP.
      end(400);
    }
  });
}
