import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Card } from '../../../src/core/model/card.ts';
import type { Form } from '../../../src/core/model/form.ts';
import type { ReplyOutcome } from '../../../src/observability/platform-metrics.ts';
import { texts } from '../../contract/platform.contract.ts';
import { forms } from '../../fixtures/forms.ts';
import type { ConnectorFault } from '../../support/fake-teams-connector.ts';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';
import { openTeams, type TeamsUnderTest, tenantId } from '../../support/teams-under-test.ts';

/** Checks that what one person alone was shown stays theirs, also after a restart and whatever Teams refuses. */

type Json = Record<string, unknown>;

const secret = 'Only for the one who asked';
const privateAnswer: Card = { title: secret, text: '', actions: [{ id: 'choose', label: 'Yes', value: 'squire-2' }] };
const form: Form = { ...forms.least!, title: secret };
const channel = {
  id: '19:scrubbed-channel@thread.tacv2;messageid=1763889301000',
  conversationType: 'channel',
  isGroup: true,
  tenantId
};
const groupChat = { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true, tenantId };
const ownChat = 'a:chat-with-29:1scrubbed-user';
const waits = { here: 600, unsaid: 300, last: 600 };

/** Returns the data of the first button of a message or card that is sent back to the bot. */
function pressedOn(drawn: unknown): Json {
  const found: Json[] = [];
  JSON.stringify(drawn, (_key, value) => {
    if (/^Action\.(Submit|Execute)$/.test(value?.type)) found.push(value.data);
    return value;
  });
  return found[0]!;
}

let bot: RecordingBot;
let teams: TeamsUnderTest;
let outcomes: ReplyOutcome[];
const open = async (): Promise<void> => {
  bot = createRecordingBot();
  outcomes = [];
  teams = await openTeams(bot, { waits }, { replied: (outcome) => outcomes.push(outcome) });
};
beforeEach(open);
afterEach(() => teams.close());

const restart = async (): Promise<void> => {
  await teams.close();
  await open();
};
/** Calls by which everybody in the conversation would see the words. */
const leaks = () =>
  teams.connector.calls.filter(
    ({ conversation, targeted, body }) =>
      conversation.startsWith('19:') && !targeted && JSON.stringify(body).includes(secret)
  );
const shown = () => teams.connector.messages().map(({ body }) => texts(body));

const faults: [string, ConnectorFault][] = [
  ...[400, 403, 404, 413, 429, 500, 503].map((status): [string, ConnectorFault] => [String(status), { status }]),
  ['a broken connection', 'drop']
];
const closed: ConnectorFault = { status: 403 };
const where: [string, Json][] = [
  ['a channel', channel],
  ['a group chat', groupChat]
];
const clients = ['an old client', 'a new client'] as const;

describe.each(where)('in %s', (_place, conversation) => {
  /** Asks privately, and returns what the button on the answer sends back; the process is another one then. */
  const buttonOfPrivateAnswer = async (): Promise<Json> => {
    bot.answer({ card: privateAnswer, audience: 'asker' });
    await teams.deliver(teams.activity('mention', { conversation }));
    const [answer] = teams.connector.messages();
    expect(answer).toMatchObject({ targeted: true });
    await restart();
    return pressedOn(answer!.body);
  };
  const press = (client: (typeof clients)[number], data: Json, changes: Json = {}) =>
    client === 'an old client'
      ? teams.deliver(teams.activity('submit', { conversation, value: data, ...changes }))
      : teams.deliver(
          teams.activity('press', { conversation, value: { action: { type: 'Action.Execute', data } }, ...changes })
        );

  describe.each(clients)('a press of %s on a private card', (client) => {
    test.each(faults)('whose update meets %s after a restart is answered to nobody else', async (_name, fault) => {
      const data = await buttonOfPrivateAnswer();
      bot.answer({ card: { title: secret, text: '' }, audience: 'everyone', inPlace: true });
      teams.connector.refusal = ({ method }) => (method === 'PUT' ? fault : undefined);
      const { body } = await press(client, data);
      expect(leaks()).toEqual([]);
      expect([...shown(), texts((body ?? {}) as Json)].join()).toContain(secret);
      expect(bot.messages).toEqual([expect.objectContaining({ kind: 'action', onUnseen: true })]);
    });

    test.each(faults)('refused with %s throughout is silence to nobody else, and counted', async (_name, fault) => {
      const data = await buttonOfPrivateAnswer();
      bot.answer({ card: { title: secret, text: '' }, audience: 'everyone', inPlace: true });
      teams.connector.refusal = ({ conversation: into }) => (into === conversation.id ? fault : closed);
      const { body } = await press(client, data);
      expect(leaks()).toEqual([]);
      const seen = texts((body ?? {}) as Json).includes(secret);
      expect(seen || outcomes.includes('lost') || shown().join().includes(secret)).toBe(true);
    });

    test('takes its place for the presser, and stays private from press to press', async () => {
      const data = await buttonOfPrivateAnswer();
      bot.answer({ card: privateAnswer, audience: 'everyone', inPlace: true });
      await press(client, data);
      const [put] = teams.connector.calls;
      expect(put).toMatchObject({ method: 'PUT', targeted: true });
      expect(pressedOn(put!.body)).toMatchObject({ alone: true });
    });

    test('opens a form for the presser alone, and its answer goes nowhere else', async () => {
      const data = await buttonOfPrivateAnswer();
      bot.answer({ card: privateAnswer, audience: 'asker', form });
      await press(client, data);
      const [drawn] = teams.connector.messages();
      expect(drawn).toMatchObject({ targeted: true });
      await restart();
      bot.answer({ card: { title: secret, text: '' }, audience: 'asker', inPlace: true });
      teams.connector.refusal = ({ method, targeted }) => (method === 'PUT' || targeted ? closed : undefined);
      const { body } = await press(client, { ...pressedOn(drawn!.body), 'field.reason': 'x' }, { replyToId: '7' });
      expect(leaks()).toEqual([]);
      expect([...shown(), texts((body ?? {}) as Json)].join()).toContain(secret);
    });
  });

  test.each([true, undefined])(
    'an old client’s press on a card marked %s is never answered in public',
    async (alone) => {
      bot.answer({ card: { title: secret, text: '' }, audience: 'everyone', inPlace: true });
      teams.connector.refusal = ({ method }) => (method === 'PUT' ? closed : undefined);
      await press('an old client', { action: 'choose', value: 'v', ...(alone && { alone }) });
      expect(leaks().filter(({ method }) => method === 'POST')).toEqual([]);
      expect(teams.connector.messages()).toEqual([expect.objectContaining({ targeted: true })]);
    }
  );

  test('a press on a card for everybody whose update is refused is answered for everybody', async () => {
    bot.answer({ title: 'A question', text: '', actions: privateAnswer.actions! });
    await teams.deliver(teams.activity('mention', { conversation }));
    const data = pressedOn(teams.connector.messages()[0]!.body);
    await restart();
    bot.answer({ card: { title: 'Chosen', text: '' }, audience: 'everyone', inPlace: true });
    teams.connector.refusal = ({ method }) => (method === 'PUT' ? closed : undefined);
    await press('an old client', data);
    expect(teams.connector.messages()).toEqual([expect.objectContaining({ targeted: false })]);
    expect(bot.messages[0]).not.toHaveProperty('onUnseen');
  });

  test.each(clients)('what is for the presser alone takes the place of no card for everybody (%s)', async (client) => {
    bot.answer({ card: { title: secret, text: '' }, audience: 'asker', inPlace: true });
    const { body } = await press(client, { action: 'assess.skip', value: 'v', alone: false });
    expect(leaks()).toEqual([]);
    expect([...shown(), texts((body ?? {}) as Json)].join()).toContain(secret);
  });

  test('a form with typed words that everybody can see is shown again to its sender alone', async () => {
    bot.answer({ card: privateAnswer, audience: 'asker', form });
    const sent = { form: form.id, value: 'v', 'field.reason': 'x', alone: false };
    await press('an old client', sent, { replyToId: '7' });
    expect(leaks()).toEqual([]);
    expect(teams.connector.messages()).toEqual([expect.objectContaining({ targeted: true })]);
  });

  test.each(clients)('a form is its filler’s alone, whomever its card is for (%s)', async (client) => {
    bot.answer({ card: privateAnswer, audience: 'everyone', form });
    await press(client, { action: 'feedback.reason', value: 'v', alone: false });
    expect(teams.connector.messages()).toEqual([expect.objectContaining({ targeted: true })]);
    const sent = { form: form.id, value: 'v', 'field.reason': 'x', alone: false };
    await press(client, sent, { id: 'f:2', replyToId: '7' });
    expect(leaks()).toEqual([]);
  });

  test.each([...clients, 'a dialog'] as const)(
    'a form that was not accepted is given back to its sender alone (%s)',
    async (client) => {
      bot.answer({ card: { title: secret, text: '' }, audience: 'everyone', rejected: true });
      const data = { form: form.id, value: 'v', 'field.reason': 'x', opener: '7', alone: false };
      const { body } =
        client === 'a dialog'
          ? await teams.deliver(teams.activity('press', { conversation, name: 'task/submit', value: { data } }))
          : await press(client, data);
      expect(leaks()).toEqual([]);
      expect([...shown(), texts((body ?? {}) as Json)].join()).toContain(secret);
    }
  );

  test('a card in a dialog is one person’s, and so is what is chosen there', async () => {
    bot.answer({ card: privateAnswer, audience: 'asker' });
    const open = { data: { action: 'open', value: 'v', alone: false } };
    const { body } = await teams.deliver(teams.activity('press', { conversation, name: 'task/fetch', value: open }));
    const data = pressedOn(body);
    await teams.deliver(teams.activity('press', { conversation, id: 'f:2', name: 'task/submit', value: { data } }));
    expect(bot.messages[1]).toMatchObject({ onUnseen: true });
  });
});

test('a card that was sent to one person among others says so to the next process', async () => {
  await teams.deliver(teams.activity('mention'));
  const { conversation, from } = bot.messages[0]!;
  const { place: _, ...rest } = conversation;
  const personal = {
    ...rest,
    address: JSON.stringify({ ...JSON.parse(conversation.address), id: undefined, person: from.id })
  };
  teams.connector.forget();
  const { messenger } = teams.platform as { messenger: { aside?: (to: unknown[], card: Card) => Promise<void> } };
  await messenger.aside!([personal, conversation], privateAnswer);
  expect(pressedOn(teams.connector.calls[0]!.body)).toMatchObject({ alone: true });
  teams.connector.forget();
  await teams.platform.messenger.send(conversation, privateAnswer, 'k');
  expect(pressedOn(teams.connector.calls[0]!.body)).toMatchObject({ alone: false });
});

test.each([
  ['a channel', '19:scrubbed-channel@thread.tacv2;messageid=1763889301000', true],
  ['a chat of several people', '19:group@thread.v2', true],
  ['a chat of two people', '19:aaaa_bbbb@unq.gbl.spaces', true],
  ['a chat with the bot', '19:aaaa_11111111-2222-3333-4444-555555555555@unq.gbl.spaces', false],
  ['a chat with the bot', 'a:1abc', false]
])('%s whose kind is not told is known by its id', async (_name, id, targeted) => {
  bot.answer({ card: privateAnswer, audience: 'asker' });
  await teams.deliver(teams.activity('mention', { conversation: { id, tenantId } }));
  expect(teams.connector.messages()).toEqual([expect.objectContaining({ targeted })]);
});

test('a button that nobody can read any more is explained to its presser alone', async () => {
  await teams.deliver(teams.activity('submit', { conversation: groupChat, value: { old: 'data' } }));
  expect(teams.connector.messages()).toEqual([expect.objectContaining({ targeted: true })]);
});

test('what cannot be shown privately in a channel comes in the own chat', async () => {
  bot.answer({ card: privateAnswer, audience: 'asker' });
  teams.connector.fail(closed);
  await teams.deliver(teams.activity('mention', { conversation: channel }));
  expect(leaks()).toEqual([]);
  expect(teams.connector.calls.at(-1)?.conversation).toBe(ownChat);
});
