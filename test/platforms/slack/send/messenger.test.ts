import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebAPIRequestError } from '@slack/web-api';
import {
  ConversationGoneError,
  isFinalRefusal,
  MessageRefusedError,
  RetryLaterError,
  refusalFacts,
  UnknownOutcomeError
} from '../../../../src/core/model/errors.ts';
import type { Conversation } from '../../../../src/core/model/message.ts';
import { botScopes } from '../../../../src/platforms/slack/manifest.ts';
import { coreError } from '../../../../src/platforms/slack/send/core-error.ts';
import { errorCodes } from '../../../../src/platforms/slack/transport/error-codes.ts';
import { gallery } from '../../../fixtures/cards.ts';
import { holdCallLimits } from '../../../support/call-limits.ts';
import type { Fault } from '../../../support/fake-slack.ts';
import { createRecordingBot } from '../../../support/recording-bot.ts';
import { botToken, fixture, openSlackStand, type SlackStand } from '../../../support/slack-stand.ts';

let stand: SlackStand;
beforeEach(async () => {
  stand = await openSlackStand(createRecordingBot());
});
afterEach(() => stand.close());

const channel: Conversation = { platform: 'slack', address: 'C0FALLS', direct: false, tenant: 'T0HOSPITAL' };
const tip = { title: 'A tip', text: 'Small tests first.' };
const send = (to = channel) => stand.platform.messenger.send(to, tip, 'tip/2026-W48');
const requests = () => stand.fake.calls.filter(({ method }) => method.startsWith('chat.'));

test('a tip goes to the channel, or to a thread in it', async () => {
  await send();
  await send({ ...channel, address: 'C0FALLS/1795424400.000200', home: 'C0FALLS' });
  expect(stand.fake.messages).toMatchObject([
    { channel: 'C0FALLS' },
    { channel: 'C0FALLS', thread: '1795424400.000200' }
  ]);
  expect(stand.fake.messages[0]!.thread).toBeUndefined();
});

test('the same delivery carries the same id, another another', async () => {
  await send();
  await send();
  await stand.platform.messenger.send(channel, tip, 'tip/2026-W49');
  const [one, again, next] = requests().map(({ args }) => args.client_msg_id);
  expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(again).toBe(one);
  expect(next).not.toBe(one);
});

describe('one request a call, and the right word for what went wrong', () => {
  const cases: [string, Fault, unknown, { afterMs?: number }][] = [
    ['429', { status: 429, retryAfter: 12 }, RetryLaterError, { afterMs: 12_000 }],
    ['429 without a time', { status: 429 }, RetryLaterError, { afterMs: 30_000 }],
    [
      '429 with a date',
      { status: 429, retryAfter: 'Mon, 23 Nov 2026 10:00:00 GMT' },
      RetryLaterError,
      { afterMs: 30_000 }
    ],
    ['ratelimited', { error: 'ratelimited' }, RetryLaterError, {}],
    ['500', { status: 500 }, UnknownOutcomeError, {}],
    ['503 although it was stored', { status: 503, stored: true }, UnknownOutcomeError, {}],
    ['a dropped connection', { drop: true }, UnknownOutcomeError, {}],
    ['a drop although it was stored', { drop: true, stored: true }, UnknownOutcomeError, {}],
    ['a page of a proxy', { body: '<html>Log in.</html>', type: 'text/html' }, UnknownOutcomeError, {}],
    ['half an answer', { body: '{"ok":tr', stored: true }, UnknownOutcomeError, {}],
    ['an empty answer', { body: '{}', stored: true }, UnknownOutcomeError, {}],
    ['fatal_error', { error: 'fatal_error' }, UnknownOutcomeError, {}],
    ['an archived channel', { error: 'is_archived' }, ConversationGoneError, {}],
    ['a channel it was removed from', { error: 'not_in_channel' }, ConversationGoneError, {}],
    ['a token of ours that is refused', { error: 'token_revoked' }, RetryLaterError, { afterMs: 600_000 }]
  ];
  test.each(cases)('%s', async (_what, fault, kind, facts) => {
    stand.fake.misbehave('chat.postMessage', fault);
    const error: unknown = await send().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject(facts);
    expect(requests()).toHaveLength(1);
  });

  test.each([
    ...['channel_not_found', 'is_archived', 'not_in_channel', 'user_not_found', 'user_disabled', 'cannot_dm_bot'],
    ...['messages_tab_disabled', 'no_permission', 'restricted_action', 'team_not_found']
  ])('a place that is closed with %s is told of in plain words, and the code is for the log', async (code) => {
    stand.fake.misbehave('chat.postMessage', { error: code });
    const error: unknown = await send().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConversationGoneError);
    expect((error as Error).message).toMatch(/^[A-Z][A-Za-z ,]+\.$/);
    expect(error).toMatchObject({ refusal: code });
  });

  test.each([
    ...['ekm_access_denied', 'access_denied', 'team_access_not_granted', 'enterprise_is_restricted'],
    ...['restricted_action_non_threadable_channel', 'restricted_action_thread_locked', 'channel_is_limited_access']
  ])('%s ends this message and not the channel, and the log gets the next step', async (code) => {
    stand.fake.misbehave('chat.postMessage', { error: code });
    const error: unknown = await send().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MessageRefusedError);
    expect((error as Error).message).toMatch(/^[A-Z][A-Za-z ,']+\.$/);
    expect(refusalFacts(error)).toEqual({ refusal: code, fix: expect.stringMatching(/^Ask .+\.$/) });
  });

  test('no code that answers treat as final is tried again for a day, except those that pass', async () => {
    // The operator mends a missing scope, and the message goes out then.
    const passing = ['accesslimited', 'org_login_required', 'missing_scope', 'without-id', 'wait', 'again'];
    for (const [code, { step }] of Object.entries(errorCodes)) {
      if (step === 'no-token') continue;
      stand.fake.misbehave('chat.postMessage', { error: code }, { error: code });
      const error: unknown = await send().catch((reason: unknown) => reason);
      const isFinal = isFinalRefusal(error);
      expect({ code, isFinal }).toEqual({ code, isFinal: !passing.includes(code) && !passing.includes(step) });
      await send().catch(() => undefined);
    }
  });

  test('anything else surely did not arrive', async () => {
    stand.fake.misbehave('chat.postMessage', { error: 'brand_new' });
    const error: unknown = await send().catch((reason: unknown) => reason);
    expect(error).not.toBeInstanceOf(UnknownOutcomeError);
    expect(String(error)).toContain('brand_new');
  });

  // Within jest the SDK loses the cause of a failed fetch, since jest's Error is another; so its error is made by hand.
  test.each(['ECONNREFUSED', 'ENOTFOUND'])('a connection that was never made is no unclear answer (%s)', (code) => {
    const failed = new Error('fetch failed', { cause: Object.assign(new Error('connect'), { code }) });
    expect(coreError(new WebAPIRequestError(failed))).not.toBeInstanceOf(UnknownOutcomeError);
    expect(coreError(new WebAPIRequestError(new Error('fetch failed')))).toBeInstanceOf(UnknownOutcomeError);
  });

  test('a call that Slack never answers', async () => {
    const limits = holdCallLimits();
    try {
      stand.fake.misbehave('chat.postMessage', { hang: true, stored: true });
      const sent = expect(send()).rejects.toThrow(UnknownOutcomeError);
      await limits.runOut(() => requests().length === 1);
      await sent;
      expect(requests()).toHaveLength(1);
    } finally {
      limits.restore();
    }
  });

  test('nothing was sent where Slack could not even be asked who the bot is', async () => {
    await stand.close();
    stand = await openSlackStand(createRecordingBot(), { start: false });
    stand.fake.misbehave('auth.test', { status: 500 });
    const error: unknown = await send().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(UnknownOutcomeError);
    expect(requests()).toEqual([]);
  });

  test('refused blocks surely did not post, so the plainer form goes out', async () => {
    stand.fake.misbehave('chat.postMessage', { error: 'invalid_blocks' });
    await stand.platform.messenger.send(channel, gallery.fullest!, 'k');
    expect(stand.fake.messages).toHaveLength(1);
  });
});

describe('messages set ahead', () => {
  const at = (minutes: number) => 1_795_424_400_000 + minutes * 60_000;

  test('wait, are listed over all pages of their channel, and are taken back', async () => {
    const { messenger } = stand.platform;
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await messenger.schedule(channel, tip, `k${n}`, at(n)));
    await messenger.schedule({ ...channel, address: 'C0OTHER' }, tip, 'x', at(9));
    expect(await messenger.scheduled(channel)).toEqual(ids.map((id, n) => ({ id, at: at(n) })));
    await messenger.unschedule(channel, ids[0]!);
    await messenger.unschedule(channel, ids[0]!);
    expect(await messenger.scheduled(channel)).toHaveLength(4);
    expect(requests().every(({ args }) => args.metadata === undefined)).toBe(true);
  });

  test('fail in the same words as sending', async () => {
    stand.fake.misbehave('chat.scheduleMessage', { status: 500 });
    stand.fake.misbehave('chat.scheduledMessages.list', { status: 429, retryAfter: 2 });
    stand.fake.misbehave('chat.deleteScheduledMessage', { error: 'channel_not_found' });
    const { messenger } = stand.platform;
    await expect(messenger.schedule(channel, tip, 'k', at(1))).rejects.toThrow(UnknownOutcomeError);
    await expect(messenger.scheduled(channel)).rejects.toThrow(RetryLaterError);
    await expect(messenger.unschedule(channel, 'Q1')).rejects.toThrow(ConversationGoneError);
  });
});

test('nothing it throws tells the token', async () => {
  stand.fake.revoke(botToken);
  const error: unknown = await send().catch((reason: unknown) => reason);
  expect(JSON.stringify({ error, text: String(error) })).not.toContain(botToken);
});

describe('the time zone of a person', () => {
  const zone = () => stand.platform.messenger.timeZone?.(channel, 'U0NURSE');

  test('is told where users:read was granted', async () => {
    stand.fake.zones.set('U0NURSE', 'Europe/Paris');
    const identity = { team: 'T0HOSPITAL', botUser: 'U0BOT', bot: 'B0BOT' };
    stand.fake.addToken(botToken, { ...identity, scopes: [...botScopes, 'users:read'] });
    expect(await zone()).toBe('Europe/Paris');
  });

  test.each<[string, Fault | undefined]>([
    ['without the scope', undefined],
    ['when Slack asks to wait', { status: 429, retryAfter: 12 }],
    ['when Slack does not answer', { drop: true }],
    ['when the token is refused', { error: 'token_revoked' }]
  ])('is not told %s, and nothing fails', async (_, fault) => {
    if (fault) stand.fake.misbehave('users.info', fault);
    expect(await zone()).toBeUndefined();
  });
});

test('tips of a workspace in an organisation that installed the bot as a whole are looked for in that workspace', async () => {
  await stand.close();
  const bot = createRecordingBot();
  stand = await openSlackStand(bot, { start: false });
  const organisation = 'E0TRUSTS';
  stand.fake.addToken(botToken, { team: '', organisation, botUser: 'U0BOT', bot: 'B0BOT', scopes: botScopes });
  await stand.platform.start();
  await stand.deliver({
    ...fixture('command'),
    team_id: 'T0HOSPITAL',
    enterprise_id: organisation,
    is_enterprise_install: 'true'
  });
  const { conversation } = bot.messages[0]!;
  expect(conversation).toMatchObject({ tenant: organisation, team: 'T0HOSPITAL' });
  const { messenger } = stand.platform;
  const at = (Math.floor(Date.now() / 1000) + 3600) * 1000;
  const id = await messenger.schedule(conversation, tip, 'k', at);
  expect(await messenger.scheduled(conversation)).toEqual([{ id, at }]);
  await messenger.unschedule(conversation, id);
  expect(await messenger.scheduled(conversation)).toEqual([]);
});
