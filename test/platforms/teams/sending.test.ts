import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Card } from '../../../src/core/model/card.ts';
import { ConversationGoneError, RetryLaterError, UnknownOutcomeError } from '../../../src/core/model/errors.ts';
import type { Conversation } from '../../../src/core/model/message.ts';
import { openFakeConnector } from '../../support/fake-teams-connector.ts';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';
import { openTeams, type TeamsUnderTest } from '../../support/teams-under-test.ts';
import { until } from '../../support/until.ts';

const answer: Card = { title: 'An answer', text: 'Some text.', feedback: { about: 'squire-2' } };

describe.each(['botbuilder', 'agents'] as const)('on %s', (sdk) => {
  let bot: RecordingBot;
  let teams: TeamsUnderTest;
  const posts = () => teams.connector.calls.filter(({ body }) => body.type === 'message');
  const events = () => teams.lines.map(({ event }) => event);

  beforeEach(async () => {
    bot = createRecordingBot();
    bot.answer(answer);
    teams = await openTeams(bot, { sdk });
  });
  afterEach(() => teams.close());

  describe('an answer', () => {
    test('goes into the thread of the question, with thumbs, a summary, and no AI label', async () => {
      await teams.deliver(teams.activity('mention'));
      const [post] = posts();
      expect(post).toMatchObject({
        method: 'POST',
        conversation: '19:scrubbed-channel@thread.tacv2;messageid=1763889301000',
        activity: '1763889301000',
        targeted: false
      });
      expect(post?.body).toEqual({
        type: 'message',
        channelId: 'msteams',
        serviceUrl: teams.connector.serviceUrl,
        from: { id: '28:11111111-2222-3333-4444-555555555555' },
        recipient: { id: '29:1scrubbed-user' },
        conversation: { id: '19:scrubbed-channel@thread.tacv2;messageid=1763889301000' },
        replyToId: '1763889301000',
        summary: 'Some text.',
        attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: expect.any(Object) }],
        channelData: { feedbackLoop: { type: 'default' } }
      });
    });

    test.each([412, 429, 503])('refused with %i is sent once more', async (status) => {
      teams.connector.fail({ status });
      expect((await teams.deliver(teams.activity('direct-message'))).status).toBe(200);
      expect(posts()).toHaveLength(2);
      expect(teams.connector.messages()).toHaveLength(1);
    });

    test('whose connection breaks is sent once more: twice is better than not at all', async () => {
      teams.connector.fail('drop');
      await teams.deliver(teams.activity('direct-message'));
      expect(posts()).toHaveLength(2);
      expect(events()).toEqual([]);
    });

    test('that takes long is announced by typing', async () => {
      const typing = () => teams.connector.calls.some(({ body }) => body.type === 'typing');
      bot.answer(() => until(typing).then(() => ({ card: answer, audience: 'everyone' })));
      await teams.deliver(teams.activity('direct-message'));
      expect(teams.connector.calls.map(({ body }) => body.type)).toEqual(['typing', 'message']);
    });
  });

  describe('a reply for the asker only', () => {
    beforeEach(() => bot.answer({ card: answer, audience: 'asker' }));

    test('is a targeted message in a group', async () => {
      await teams.deliver(teams.activity('mention'));
      expect(posts()).toEqual([expect.objectContaining({ targeted: true })]);
      expect(posts()[0]?.body.recipient).toEqual({ id: '29:1scrubbed-user' });
    });

    test('is an ordinary message in a personal chat', async () => {
      await teams.deliver(teams.activity('direct-message'));
      expect(posts()).toEqual([expect.objectContaining({ targeted: false })]);
    });
  });

  describe('speaking first', () => {
    let conversation: Conversation;
    const send = () => teams.platform.messenger.send(conversation, answer, 'tip/1');

    beforeEach(async () => {
      await teams.deliver(teams.activity('mention'));
      const said = JSON.parse(JSON.stringify(bot.messages[0]!.conversation));
      conversation = { ...said, address: said.home };
      teams.connector.calls.length = 0;
    });

    test('in a thread goes on in that thread', async () => {
      conversation = bot.messages[0]!.conversation;
      await send();
      expect(teams.connector.calls[0]?.conversation).toBe('19:scrubbed-channel@thread.tacv2;messageid=1763889301000');
    });

    test('to the home begins a new thread in the channel, and its thumbs are understood', async () => {
      const id = await send();
      expect(teams.connector.calls).toEqual([
        expect.objectContaining({ method: 'POST', conversation: '19:scrubbed-channel@thread.tacv2' })
      ]);
      expect(teams.connector.calls[0]).not.toHaveProperty('activity');
      const channel = teams.activity('mention').conversation;
      await teams.deliver(teams.activity('thumb', { replyToId: id, conversation: channel }));
      expect(bot.messages.at(-1)).toMatchObject({ kind: 'feedback', about: 'squire-2' });
    });

    test.each([
      [429, { 'retry-after': '7' }, RetryLaterError, 7_000],
      [429, {}, RetryLaterError, 30_000],
      [429, { 'retry-after': 'soon' }, RetryLaterError, 30_000],
      [412, {}, RetryLaterError, 30_000],
      [401, {}, RetryLaterError, 300_000],
      [403, {}, ConversationGoneError, undefined],
      [404, {}, ConversationGoneError, undefined],
      [500, {}, UnknownOutcomeError, undefined],
      [502, {}, UnknownOutcomeError, undefined],
      [504, { 'retry-after': '1' }, UnknownOutcomeError, undefined]
    ])('answered with %i %j is one request and the right error', async (status, headers, error, afterMs) => {
      teams.connector.fail({ status, headers: headers as Record<string, string> });
      const fault = await send().catch((reason: unknown) => reason);
      expect(fault).toBeInstanceOf(error);
      if (afterMs) expect(fault).toMatchObject({ afterMs });
      expect(teams.connector.calls).toHaveLength(1);
    });

    test.each([
      [403, 'BotNotInConversationRoster'],
      [403, 'BotDisabledByAdmin'],
      [403, 'MessageWritesBlocked'],
      [403, 'ConversationBlockedByUser'],
      [404, 'ConversationNotFound'],
      [403, 'SomethingNew']
    ])('closed with %i %s says so in plain words, and has the code for the log', async (status, code) => {
      teams.connector.fail({ status, body: { error: { code } } });
      const gone = (await send().catch((reason: unknown) => reason)) as ConversationGoneError;
      expect(gone.message).toMatch(/^[A-Z][a-z ,]+\.$/i);
      expect(gone.message).not.toContain('Connector');
      expect(gone.refusal).toBe(`${status} ${code}`);
    });

    test.each([400, 413])('answered with %i is a fault of ours, not to be repeated', async (status) => {
      teams.connector.fail({ status, body: { error: { code: 'MessageSizeTooBig' } } });
      await expect(send()).rejects.toThrow(`${status} MessageSizeTooBig`);
      expect(teams.connector.calls).toHaveLength(1);
    });

    test('that breaks off may have arrived or not', async () => {
      teams.connector.fail('drop');
      await expect(send()).rejects.toThrow(UnknownOutcomeError);
      expect(teams.connector.calls).toHaveLength(1);
    });

    test('to nobody listening certainly did not arrive', async () => {
      const nobody = await openFakeConnector();
      await nobody.close();
      const address = JSON.stringify({ ...JSON.parse(conversation.address), url: nobody.serviceUrl });
      const sent = teams.platform.messenger.send({ ...conversation, address }, answer, 'k');
      await expect(sent).rejects.toThrow(RetryLaterError);
    });

    test('to an address of another platform says that it is gone', async () => {
      for (const address of ['C0123', '{}', '{"id":1}', 'null']) {
        await expect(teams.platform.messenger.send({ ...conversation, address }, answer, 'k')).rejects.toThrow(
          ConversationGoneError
        );
      }
    });
  });

  test('without an access token answers are not sent, and the log says why', async () => {
    await teams.close();
    const accessToken = async () => {
      throw new Error('AADSTS7000215: Invalid client secret provided.\nTrace ID: 1');
    };
    teams = await openTeams(bot, { sdk, accessToken });
    expect((await teams.deliver(teams.activity('direct-message'))).status).toBe(200);
    expect(teams.connector.calls).toEqual([]);
    const failed = teams.lines.find(({ event }) => event === 'teams.reply.failed');
    expect(String(failed?.fields.error)).toContain('no access token for the Bot Connector: AADSTS7000215');
    expect(JSON.stringify(teams.lines.map(({ event, fields }) => [event, String(fields.error), fields]))).not.toContain(
      'Trace'
    );
    const { conversation } = bot.messages.at(-1)!;
    await expect(teams.platform.messenger.send(conversation, answer, 'k')).rejects.toThrow(RetryLaterError);
  });
});
