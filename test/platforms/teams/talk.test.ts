import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Card } from '../../../src/core/model/card.ts';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';
import { openTeams, type TeamsUnderTest } from '../../support/teams-under-test.ts';

const answer: Card = { title: 'An answer', text: 'Some text.', feedback: { about: 'squire-2' } };

let bot: RecordingBot;
let teams: TeamsUnderTest;
const posts = () => teams.connector.calls.filter(({ body }) => body.type === 'message');
const events = () => teams.lines.map(({ event }) => event);

beforeEach(async () => {
  bot = createRecordingBot();
  bot.answer(answer);
  teams = await openTeams(bot);
});
afterEach(() => teams.close());

test('a slash command is answered privately, whoever the reply is for', async () => {
  await teams.deliver(teams.activity('command'));
  expect(posts()).toEqual([expect.objectContaining({ targeted: true })]);
});

describe('what is said', () => {
  const parsed = async (name: string, changes: Record<string, unknown>) => {
    await teams.deliver(teams.activity(name, changes));
    return bot.messages.at(-1);
  };

  test('in a group without a mention is not for the bot', async () => {
    expect(await parsed('mention', { entities: [] })).toBeUndefined();
    expect(
      await parsed('mention', { entities: [{ type: 'mention', text: '<at>Jo</at>', mentioned: { id: '29:jo' } }] })
    ).toBe(undefined);
  });

  test('is without the names of others whom it calls', async () => {
    const mentions = [
      { type: 'mention', text: '<at>Spread Bot</at>', mentioned: { id: '28:11111111-2222-3333-4444-555555555555' } },
      { type: 'mention', text: '<at>Jo</at>', mentioned: { id: '29:jo', name: 'Jo' } }
    ];
    expect(
      await parsed('mention', {
        entities: mentions,
        text: '<at>Jo Other</at> <at>Spread Bot</at>&nbsp;what is squire? <at id="2">Ward 5</at>'
      })
    ).toMatchObject({ kind: 'question', text: 'what is squire?' });
  });

  test('with a card from the search extension and no words is nothing to answer', async () => {
    const text =
      '<span class="inline-compose-card" itemid="0" itemtype="http://schema.skype.com/InputExtension">' +
      '<span content="0" itemprop="cardId"></span></span>';
    expect(await parsed('direct-message', { text })).toBeUndefined();
    expect(await parsed('direct-message', { id: '2', text: `${text} is this still the one?` })).toMatchObject({
      text: 'is this still the one?'
    });
  });

  test('by mention alone asks for help', async () => {
    expect(await parsed('mention', { text: '<at>Spread Bot</at> ' })).toMatchObject({ kind: 'command', name: 'help' });
  });

  test.each([
    ['find squire', { kind: 'command', name: 'find', rest: 'squire' }],
    ['/find squire', { kind: 'command', name: 'find', rest: 'squire' }],
    ['/spread topics', { kind: 'command', name: 'topics', rest: '' }],
    ['Help', { kind: 'command', name: 'help', rest: '' }],
    ['tips weekly monday 09:00', { kind: 'command', name: 'tips', rest: 'weekly monday 09:00' }],
    ['find out who can help', { kind: 'question', text: 'find out who can help' }]
  ])('as "%s" is understood', async (text, message) => {
    expect(await parsed('direct-message', { text })).toMatchObject(message);
  });

  test('tells where, from which organisation, by whom, and in which time zone', async () => {
    expect(await parsed('mention', {})).toMatchObject({
      conversation: { platform: 'teams', direct: false, tenant: '99999999-8888-7777-6666-555555555555' },
      from: { id: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee', timeZone: 'Europe/London' }
    });
    const { address, home } = bot.messages[0]!.conversation;
    expect(JSON.parse(address).id).toBe('19:scrubbed-channel@thread.tacv2;messageid=1763889301000');
    expect(JSON.parse(home!).id).toBe('19:scrubbed-channel@thread.tacv2');
    expect((await parsed('direct-message', {}))?.conversation).not.toHaveProperty('home');
  });
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
    teams.connector.fail({ status: 404 }, { status: 404 });
    expect(value((await teams.deliver(teams.activity('press'))).body).type).toContain('card.adaptive');
    expect(events()).toEqual(['teams.update.failed']);
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
    expect(value(body).value).toMatch(/press it once more/);
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
