import http from 'node:http';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { KnowledgeBase } from '../../src/core/model/knowledge-base.ts';
import { carriesToken } from '../../src/mcp/access.ts';
import { renderForSlackbot } from '../../src/platforms/slack/render/slackbot.ts';
import { signedHeaders } from '../support/fake-slack.ts';
import { type McpStand, openMcpStand, signingSecret, token } from '../support/mcp-stand.ts';
import { slackbotBlocks } from '../support/slackbot-blocks.ts';
import { trainedSmall } from '../support/trained.ts';

let knowledgeBase: KnowledgeBase;
beforeAll(async () => {
  knowledgeBase = await trainedSmall();
});
let stand: McpStand | undefined;
afterEach(async () => {
  await stand?.close();
  stand = undefined;
});

type Parts = Omit<Parameters<typeof openMcpStand>[0], 'knowledgeBase'>;
const open = async (parts: Parts): Promise<McpStand> => {
  stand = await openMcpStand({ knowledgeBase, ...parts });
  return stand;
};

const call = (name = 'spread_get_entry', given: object = { id: 'squire-2' }, meta?: object): string =>
  JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name, arguments: given, ...(meta && { _meta: meta }) }
  });
const headers = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
  'mcp-protocol-version': '2025-06-18'
};
const post = (url: string, body = call(), more: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { ...headers, ...more }, body });

/** Sends with a Host of its own, which fetch does not let one choose. */
const postAs = (url: string, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', headers: { ...headers, host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once('error', reject).end(call());
  });

/** Reads the one message of an answer, which comes as JSON or as one event. */
const messageOf = async (answer: Response) => {
  const text = await answer.text();
  return JSON.parse(/^data: (.+)$/m.exec(text)?.[1] ?? text);
};

describe('with a token', () => {
  test('only who sends it is answered', async () => {
    const { url } = await open({ ways: ['token'] });
    for (const authorization of [
      '',
      'Bearer',
      `Bearer ${token}x`,
      `Bearer ${token.slice(1)}`,
      `Basic ${token}`,
      token
    ]) {
      const answer = await post(url, call(), { authorization });
      expect({ authorization, status: answer.status }).toEqual({ authorization, status: 401 });
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
    const answer = await post(url, call(), { authorization: `Bearer ${token}` });
    expect(answer.status).toBe(200);
    expect((await messageOf(answer)).result.structuredContent.entry.id).toBe('squire-2');
  });

  test('no token at all never passes for one', () => {
    expect(carriesToken({ authorization: 'Bearer undefined' }, undefined)).toBe(false);
    expect(carriesToken({}, token)).toBe(false);
  });

  test('nothing of a body is read before the token is right', async () => {
    const { url } = await open({ ways: ['token'] });
    expect((await post(url, 'x'.repeat(2 * 1024 * 1024))).status).toBe(401);
  });
});

describe('with the signature of Slack', () => {
  const now = Date.UTC(2026, 10, 25, 9);
  const signed = (body: string, at = now, secret = signingSecret) => signedHeaders(secret, String(at / 1000), body);

  test('only what Slack signed within five minutes is answered', async () => {
    const { url } = await open({ ways: ['slack'], now: () => now });
    const body = call();
    expect((await post(url, body)).status).toBe(401);
    expect((await post(url, body, signed(body, now, 'another secret, not of Slack'))).status).toBe(401);
    expect((await post(url, body, signed(body, now - 301_000))).status).toBe(401);
    expect((await post(url, body, signed(body, now + 301_000))).status).toBe(401);
    expect((await post(url, call('spread_list_topics', {}), signed(body))).status).toBe(401);
    expect((await post(url, body, signed(body))).status).toBe(200);
  });

  test('Slackbot gets the card in its own blocks, with a button that calls a tool; nobody else does', async () => {
    const { url } = await open({ ways: ['slack', 'token'], now: () => now });
    const body = call();
    const { result } = await messageOf(await post(url, body, signed(body)));
    const { blocks } = result._meta.slack;
    expect(blocks.map(({ type }: { type: string }) => type)).toContain('section');
    expect(blocks.filter(({ type }: { type: string }) => !slackbotBlocks.has(type))).toEqual([]);
    const plain = await messageOf(await post(url, body, { authorization: `Bearer ${token}` }));
    expect(plain.result._meta?.slack).toBeUndefined();
  });

  test('where workspaces are listed, only one of them gets an entry', async () => {
    const { url } = await open({ ways: ['slack'], now: () => now, workspaces: ['T0OURS', 'E0OURS'] });
    const asked = async (slack?: object): Promise<number> => {
      const body = call('spread_get_entry', { id: 'squire-2' }, slack && { slack });
      return (await post(url, body, signed(body))).status;
    };
    expect(await asked()).toBe(403);
    expect(await asked({ team_id: 'T0OTHER', user_id: 'U1' })).toBe(403);
    expect(await asked({ team_id: 'T0OURS', user_id: 'U1' })).toBe(200);
    expect(await asked({ team_id: 'T0CHILD', enterprise_id: 'E0OURS' })).toBe(200);
  });
});

describe('open to all', () => {
  test('is said in the log, with what it means', async () => {
    const { lines } = await open({ ways: ['open'] });
    expect(JSON.stringify(lines)).toMatch(/mcp\.open.*Anybody who reaches this address/);
  });

  test('another method than POST gets 405, the page of another site 403, another host 403, a large body 413', async () => {
    const { url } = await open({ ways: ['open'], publicUrl: 'https://bot.example.nhs.uk' });
    for (const method of ['GET', 'DELETE', 'PUT', 'OPTIONS']) {
      const answer = await fetch(url, { method });
      expect({ method, status: answer.status, allow: answer.headers.get('allow') }).toEqual({
        method,
        status: 405,
        allow: 'POST'
      });
    }
    for (const origin of [
      'https://evil.example',
      'null',
      'https://bot.example.nhs.uk.evil.example',
      'http://bot.example.nhs.uk'
    ])
      expect({ origin, status: (await post(url, call(), { origin })).status }).toEqual({ origin, status: 403 });
    for (const origin of ['https://bot.example.nhs.uk', 'http://localhost:6274'])
      expect({ origin, status: (await post(url, call(), { origin })).status }).toEqual({ origin, status: 200 });
    expect(await postAs(url, 'rebound.evil.example')).toBe(403);
    expect(await postAs(url, 'bot.example.nhs.uk')).toBe(200);
    expect((await post(url, JSON.stringify({ filler: 'x'.repeat(1024 * 1024) }))).status).toBe(413);
  });

  test('somebody who asks without an end is told to wait; a minute later is answered', async () => {
    let now = Date.UTC(2026, 10, 25, 9);
    const { url } = await open({ ways: ['open'], now: () => now });
    const statuses: number[] = [];
    for (let i = 0; i < 121; i++) statuses.push((await post(url, '{}')).status);
    expect(statuses.indexOf(429)).toBe(120);
    now += 60_000;
    expect((await post(url)).status).toBe(200);
  });

  test('what is no message gets a fault of the protocol', async () => {
    const { url, faults } = await open({ ways: ['open'] });
    for (const body of ['', '{', '[]', '"text"', '{"jsonrpc":"2.0","id":1,"method":"no/such"}']) {
      const answer = await post(url, body);
      expect(answer.status).toBeLessThan(500);
      expect(await answer.text()).toMatch(/error/i);
    }
    expect(faults).toEqual([]);
  });
});

test('the address of an entry on this server is the one to cite, where there is one', async () => {
  const { url } = await open({ ways: ['open'], entryUrl: (id) => `https://bot.example.nhs.uk/entry/${id}` });
  const { result } = await messageOf(await post(url));
  expect(result.structuredContent.entry.url).toBe('https://bot.example.nhs.uk/entry/squire-2');
  expect(result.structuredContent.entry.page).toMatch(/^https:/);
});

test('a button on a card for Slackbot calls the tool that shows an entry', () => {
  const blocks = renderForSlackbot({
    title: 'A card',
    text: 'Text.',
    links: [{ label: 'Open', url: 'http://plain.example' }],
    tiles: [{ title: 'Another', actions: [{ id: 'open', label: 'Show', value: 'squire-2' }] }],
    actions: [{ id: 'experts.ask', label: 'Ask a person', value: '' }],
    more: { label: 'More', text: 'Rest.', actions: [{ id: 'why', label: 'Why', value: 'x' }] },
    feedback: { about: 'squire-2' }
  });
  const drawn = JSON.stringify(blocks);
  expect(drawn).toContain(JSON.stringify({ action_id: 'tool:spread_get_entry' }).slice(1, -1));
  expect(drawn).not.toMatch(/Ask a person|Why|feedback|"url":"http:/);
  expect(drawn).toContain('http://plain.example');
});
