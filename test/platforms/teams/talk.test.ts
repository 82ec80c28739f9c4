import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Card } from '../../../src/core/model/card.ts';
import { ConversationGoneError, RetryLaterError, UnknownOutcomeError } from '../../../src/core/model/errors.ts';
import type { Conversation } from '../../../src/core/model/message.ts';
import { openFakeConnector } from '../../support/fake-teams-connector.ts';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';
import { openTeams, type TeamsUnderTest } from '../../support/teams-under-test.ts';

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

    test.each([400, 401, 403, 404, 413, 500])(
      'refused with %i is logged, and Teams is told all is well',
      async (status) => {
        teams.connector.fail({ status });
        expect((await teams.deliver(teams.activity('direct-message'))).status).toBe(200);
        expect(posts()).toHaveLength(1);
        expect(events()).toEqual(['teams.reply']);
      }
    );

    test('whose connection breaks is sent once more: twice is better than not at all', async () => {
      teams.connector.fail('drop');
      await teams.deliver(teams.activity('direct-message'));
      expect(posts()).toHaveLength(2);
      expect(events()).toEqual([]);
    });

    test('that takes long is announced by typing', async () => {
      bot.answer(
        () => new Promise((resolve) => setTimeout(() => resolve({ card: answer, audience: 'everyone' }), 900))
      );
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

    test('goes to everybody where the tenant refuses targeted messages', async () => {
      teams.connector.fail({ status: 400, body: { error: { code: 'BadArgument' } } });
      await teams.deliver(teams.activity('mention'));
      expect(posts().map(({ targeted }) => targeted)).toEqual([true, false]);
      expect(events()).toEqual(['teams.targeted-refused']);
    });

    test('is an ordinary message in a personal chat', async () => {
      await teams.deliver(teams.activity('direct-message'));
      expect(posts()).toEqual([expect.objectContaining({ targeted: false })]);
    });
  });

  test('a slash command is answered privately, whoever the reply is for', async () => {
    await teams.deliver(teams.activity('command'));
    expect(posts()).toEqual([expect.objectContaining({ targeted: true })]);
  });

  describe('what is said', () => {
    const heard = async (name: string, changes: Record<string, unknown>) => {
      await teams.deliver(teams.activity(name, changes));
      return bot.messages.at(-1);
    };

    test('in a group without a mention is not for the bot', async () => {
      expect(await heard('mention', { entities: [] })).toBeUndefined();
      expect(
        await heard('mention', { entities: [{ type: 'mention', text: '<at>Jo</at>', mentioned: { id: '29:jo' } }] })
      ).toBe(undefined);
    });

    test('keeps the names of others and loses the tags', async () => {
      const mentions = [
        { type: 'mention', text: '<at>Spread Bot</at>', mentioned: { id: '28:11111111-2222-3333-4444-555555555555' } },
        { type: 'mention', text: '<at>Jo</at>', mentioned: { id: '29:jo', name: 'Jo' } }
      ];
      expect(
        await heard('mention', { entities: mentions, text: '<at>Spread Bot</at>&nbsp;who is <at>Jo</at>?' })
      ).toMatchObject({ kind: 'question', text: 'who is Jo?' });
    });

    test('with a card from the search extension and no words is nothing to answer', async () => {
      const text =
        '<span class="inline-compose-card" itemid="0" itemtype="http://schema.skype.com/InputExtension">' +
        '<span content="0" itemprop="cardId"></span></span>';
      expect(await heard('direct-message', { text })).toBeUndefined();
      expect(await heard('direct-message', { id: '2', text: `${text} is this still the one?` })).toMatchObject({
        text: 'is this still the one?'
      });
    });

    test('by mention alone asks for help', async () => {
      expect(await heard('mention', { text: '<at>Spread Bot</at> ' })).toMatchObject({ kind: 'command', name: 'help' });
    });

    test.each([
      ['find squire', { kind: 'command', name: 'find', rest: 'squire' }],
      ['/find squire', { kind: 'command', name: 'find', rest: 'squire' }],
      ['/spread topics', { kind: 'command', name: 'topics', rest: '' }],
      ['Help', { kind: 'command', name: 'help', rest: '' }],
      ['tips weekly monday 09:00', { kind: 'command', name: 'tips', rest: 'weekly monday 09:00' }],
      ['find out who can help', { kind: 'question', text: 'find out who can help' }]
    ])('as "%s" is understood', async (text, message) => {
      expect(await heard('direct-message', { text })).toMatchObject(message);
    });

    test('tells where, from which organisation, by whom, and in which time zone', async () => {
      expect(await heard('mention', {})).toMatchObject({
        conversation: { platform: 'teams', direct: false, tenant: '99999999-8888-7777-6666-555555555555' },
        from: { id: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee', timeZone: 'Europe/London' }
      });
      const { address, home } = bot.messages[0]!.conversation;
      expect(JSON.parse(address).id).toBe('19:scrubbed-channel@thread.tacv2;messageid=1763889301000');
      expect(JSON.parse(home!).id).toBe('19:scrubbed-channel@thread.tacv2');
      expect((await heard('direct-message', {}))?.conversation).not.toHaveProperty('home');
    });
  });

  test('installing shows the welcome once, however often Teams tells of it', async () => {
    await teams.deliver(teams.activity('members-added'));
    await teams.deliver(teams.activity('install'));
    await teams.deliver(teams.activity('install'));
    expect(teams.connector.messages().map(({ body }) => body.summary)).toEqual(['Ask me about spread.']);
    await teams.deliver(teams.activity('install', { action: 'remove', id: 'f:removed' }));
    expect(teams.connector.messages()).toHaveLength(1);
  });

  describe('a pressed button', () => {
    const value = (body: unknown) => body as { statusCode: number; type: string; value: unknown };

    test('that turns its card into the answer does so for the person and for everybody', async () => {
      bot.answer({ card: { title: 'Chosen', text: '' }, audience: 'everyone', inPlace: true });
      const { body } = await teams.deliver(teams.activity('press'));
      expect(value(body)).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
      expect(JSON.stringify(value(body).value)).toContain('Chosen');
      const [update] = teams.connector.calls;
      expect(update).toMatchObject({ method: 'PUT', activity: '1763889303000' });
      expect(update?.body).not.toHaveProperty('recipient');
    });

    test('is answered though the card cannot be updated for the others', async () => {
      bot.answer({ card: { title: 'Chosen', text: '' }, audience: 'everyone', inPlace: true });
      teams.connector.fail({ status: 404 });
      expect(value((await teams.deliver(teams.activity('press'))).body).type).toContain('card.adaptive');
      expect(events()).toEqual(['teams.replace']);
    });

    test('with an answer of its own posts that, and says so', async () => {
      const { body } = await teams.deliver(teams.activity('press'));
      expect(value(body)).toEqual({
        statusCode: 200,
        type: 'application/vnd.microsoft.activity.message',
        value: 'The answer is below.'
      });
      expect(teams.connector.messages()).toHaveLength(1);
    });

    test('that is delivered again gets the very same answer, and the bot hears of it once', async () => {
      bot.answer({ card: { title: 'Chosen', text: '' }, audience: 'everyone', inPlace: true });
      const [first, second] = await Promise.all([
        teams.deliver(teams.activity('press')),
        teams.deliver(teams.activity('press'))
      ]);
      expect(second).toEqual(first);
      expect(JSON.stringify(first)).toContain('Chosen');
      expect(bot.calls).toBe(1);
      expect(teams.connector.calls).toHaveLength(1);
    });

    test('is never answered with nothing, not even when another replica has answered it', async () => {
      bot.answer(() => undefined);
      const { status, body } = await teams.deliver(teams.activity('press'));
      expect(status).toBe(200);
      expect(value(body).value).toBe('This was answered already.');
    });

    test('of somebody else is refused in the form the protocol has for it', async () => {
      for (const data of [undefined, 'x', { action: '' }, { action: 1, value: 2 }, { __proto__: null }]) {
        const { status, body } = await teams.deliver(
          teams.activity('press', { value: { action: { type: 'Action.Execute', data } } })
        );
        expect(status).toBe(200);
        expect(value(body)).toMatchObject({ statusCode: 400, type: 'application/vnd.microsoft.error' });
      }
      expect(bot.calls).toBe(0);
    });

    test('of an older client comes as a message and does the same', async () => {
      bot.answer({ card: { title: 'Chosen', text: '' }, audience: 'everyone', inPlace: true });
      await teams.deliver(teams.activity('submit'));
      expect(bot.messages).toEqual([expect.objectContaining({ kind: 'action', action: 'choose', value: 'squire-2' })]);
      expect(teams.connector.calls).toEqual([expect.objectContaining({ method: 'PUT', activity: '1763889303000' })]);
    });
  });

  describe('thumbs', () => {
    test('come back with their reason, and Teams gets an empty object', async () => {
      await teams.deliver(teams.activity('direct-message'));
      const id = teams.connector.messages()[0]?.id;
      expect(await teams.deliver(teams.activity('thumb', { replyToId: id }))).toEqual({ status: 200, body: {} });
      expect(bot.messages[1]).toMatchObject({
        kind: 'feedback',
        about: 'squire-2',
        helpful: false,
        reason: 'too long'
      });
    });

    test('under a message nobody remembers are let go', async () => {
      expect(await teams.deliver(teams.activity('thumb', { replyToId: 'forgotten' }))).toEqual({
        status: 200,
        body: {}
      });
      expect(bot.calls).toBe(0);
    });
  });

  test('an invoke we do not know gets 400', async () => {
    expect((await teams.deliver(teams.activity('unknown-invoke'))).status).toBe(400);
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
    expect(String(teams.lines[0]?.fields.error)).toContain('no access token for the Bot Connector: AADSTS7000215');
    expect(String(teams.lines[0]?.fields.error)).not.toContain('Trace');
    const { conversation } = bot.messages.at(-1)!;
    await expect(teams.platform.messenger.send(conversation, answer, 'k')).rejects.toThrow(RetryLaterError);
  });
});
