import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { noPlatformMetrics } from '../../../../src/observability/platform-metrics.ts';
import { guardEnvelopes } from '../../../../src/platforms/slack/transport/envelopes.ts';
import { createListeningLogger } from '../../../support/listening-logger.ts';
import { createRecordingBot, type RecordingBot } from '../../../support/recording-bot.ts';
import { appToken, botToken, fixture, openSlackStand, quick, type SlackStand } from '../../../support/slack-stand.ts';
import { until } from '../../../support/until.ts';

let bot: RecordingBot;
let stand: SlackStand;
afterEach(() => stand.close());

const opens = () => stand.fake.calls.filter(({ method }) => method === 'apps.connections.open').length;
const ask = (id: string) =>
  stand.deliver({
    ...fixture('direct-message'),
    event_id: id,
    event: { ...(fixture('direct-message').event as object), client_msg_id: id }
  });

test('a new link that says no hello is given up for another', async () => {
  bot = createRecordingBot();
  stand = await openSlackStand(bot, { socket: true, parts: { times: { ...quick, hello: 300 } } });
  const before = stand.fake.links.length;
  stand.fake.sayHello = false;
  stand.fake.links.at(-1)?.close();
  await until(() => stand.fake.links.length >= before + 2);
  stand.fake.sayHello = true;
  await until(() => stand.platform.unready() === undefined);
  await ask('one');
  expect(bot.messages).toHaveLength(1);
});

describe('a link that was up', () => {
  beforeEach(async () => {
    bot = createRecordingBot();
    stand = await openSlackStand(bot, { socket: true });
  });

  test('comes back when Slack recycles it', async () => {
    stand.fake.sendRaw(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    await stand.fake.linked(2);
    await until(() => stand.platform.unready() === undefined);
    await ask('one');
    expect(bot.messages).toHaveLength(1);
  });

  test('comes back when the connection breaks, and says so meanwhile', async () => {
    stand.fake.misbehave('apps.connections.open', ...Array.from({ length: 20 }, () => ({ status: 500 })));
    stand.fake.links[0]!.terminate();
    await until(() => opens() > 3);
    expect(stand.platform.unready()).toMatch(/cannot be reached/);
    await stand.fake.linked(2);
    await until(() => stand.platform.unready() === undefined);
    expect(opens()).toBeGreaterThan(20);
  });

  test('outlives a token that is refused, names the fix, and recovers when the token works again', async () => {
    stand.fake.revoke(appToken);
    stand.fake.links[0]!.close();
    await until(() => /SLACK_APP_TOKEN \(invalid_auth\)/.test(stand.platform.unready() ?? ''));
    stand.fake.addToken(appToken, { team: 'T0HOSPITAL', botUser: '', bot: '', scopes: ['app'] });
    await stand.fake.linked(2);
    await until(() => stand.platform.unready() === undefined);
  });

  test('waits as long as Slack asks', async () => {
    stand.fake.misbehave('apps.connections.open', { status: 429, retryAfter: 1 });
    stand.fake.links[0]!.close();
    await stand.fake.linked(2);
    const [first, second] = stand.fake.calls.filter(({ method }) => method === 'apps.connections.open').slice(-2);
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(1000);
  });

  test('answers once what comes on two links, in any order', async () => {
    await ask('late');
    await ask('early');
    stand.fake.sendRaw(JSON.stringify({ type: 'disconnect', reason: 'warning' }));
    await stand.fake.linked(2);
    await until(() => stand.platform.unready() === undefined);
    await ask('early');
    await ask('late');
    expect(bot.calls).toBe(4);
    expect(stand.fake.messages).toHaveLength(2);
  });

  test('finishes an answer although the link breaks under it', async () => {
    bot.answer(async () => {
      stand.fake.links[0]!.terminate();
      return { card: { title: 'Still answered', text: '' }, audience: 'everyone' };
    });
    void ask('one');
    await until(() => stand.fake.messages.at(-1)?.text === 'Still answered');
  });
});

test('tells, once and with the fix, that a token was revoked for good, and goes on trying all the same', async () => {
  const told: string[] = [];
  const refused = (error: Error): number => told.push(error.message);
  stand = await openSlackStand(createRecordingBot(), { socket: true, parts: { onRefused: refused } });
  stand.fake.revoke(appToken);
  stand.fake.links[0]!.close();
  await until(() => told.length > 0);
  const tries = opens();
  expect(tries).toBeGreaterThanOrEqual(4);
  await until(() => opens() > tries);
  expect(told).toEqual([expect.stringMatching(/^Slack refuses SLACK_APP_TOKEN \(invalid_auth\)\. Copy it again from/)]);
});

test('a stop while a connection is being made leaves no connection behind', async () => {
  stand = await openSlackStand(createRecordingBot(), { socket: true });
  stand.fake.sayHello = false;
  stand.fake.links[0]!.close();
  await until(() => stand.fake.links.length === 2);
  await stand.platform.stop();
  await until(() => stand.fake.links.every(({ readyState }) => readyState === 3));
});

describe('starting', () => {
  test('rejects a wrong app token with the fix', async () => {
    stand = await openSlackStand(createRecordingBot(), { socket: true, start: false });
    stand.fake.revoke(appToken);
    await expect(stand.platform.start()).rejects.toThrow(
      /SLACK_APP_TOKEN \(invalid_auth\)\. Copy it again from .+ App-Level Tokens/
    );
  });

  test('rejects a wrong bot token with the fix', async () => {
    stand = await openSlackStand(createRecordingBot(), { socket: true, start: false });
    stand.fake.revoke(botToken);
    await expect(stand.platform.start()).rejects.toThrow(
      /SLACK_BOT_TOKEN \(invalid_auth\)\. Copy it again from OAuth & Permissions/
    );
  });

  test.each(['account_inactive', 'token_revoked'])(
    'with the app removed (%s) says to install it again',
    async (error) => {
      stand = await openSlackStand(createRecordingBot(), { socket: true, start: false });
      stand.fake.misbehave('auth.test', { error });
      await expect(stand.platform.start()).rejects.toThrow(/Install the app again under Install App .+ copy it from/);
    }
  );

  test('while Slack is down comes up unready, and connects once Slack is back', async () => {
    stand = await openSlackStand(createRecordingBot(), { socket: true, start: false });
    stand.fake.misbehave('apps.connections.open', { status: 503 }, { drop: true }, { status: 500 });
    await stand.platform.start();
    expect(stand.platform.unready()).toMatch(/cannot be reached/);
    await stand.fake.linked(1);
    await until(() => stand.platform.unready() === undefined);
  });
});

test('an SDK without the event that is hooked stops the start: a deaf bot must not say that it is connected', () => {
  const logger = createListeningLogger([]);
  const hook = () => guardEnvelopes(new EventEmitter() as never, { logger, watch: noPlatformMetrics });
  expect(hook).toThrow(/no listener for ws_message; take the version of package-lock/);
});
