import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createAssessments } from '../../../src/core/assessments/chat-module.ts';
import { createRoundRun } from '../../../src/core/assessments/round-run.ts';
import { createWeakTips } from '../../../src/core/assessments/weak-tips.ts';
import type { Card } from '../../../src/core/model/card.ts';
import type { ChatModule } from '../../../src/core/model/chat-module.ts';
import { ConversationGoneError, RetryLaterError, UnknownOutcomeError } from '../../../src/core/model/errors.ts';
import type { Conversation } from '../../../src/core/model/message.ts';
import type { Reply } from '../../../src/core/model/reply.ts';
import { type OpenedStore, openStore } from '../../../src/storage/index.ts';
import { shipped, shippedAssessments } from '../../support/assessments.ts';
import { aKnowledge } from '../../support/entries.ts';
import { createListeningLogger } from '../../support/listening-logger.ts';
import { remindersUnderTest } from '../../support/reminders-under-test.ts';

const now = Date.UTC(2030, 2, 1, 9);
const minute = 60_000;
const day = 86_400_000;
const channel: Conversation = { platform: 'test', tenant: 'T1', address: 'C1', direct: false };

let store: OpenedStore;
let chatModule: ChatModule;
let ids: number;
let sent: Card[];
let refusal: Error | undefined;
/** Reading of a monotonic clock, in milliseconds. */
let clock = 0;
let reminders: ReturnType<typeof remindersUnderTest>;
const known = { ...aKnowledge(), assessments: shippedAssessments() };
const knowledge = () => known;

beforeEach(async () => {
  store = await openStore({ databaseUrl: ':memory:', dataDir: '' }, createListeningLogger());
  ids = 0;
  sent = [];
  refusal = undefined;
  reminders = remindersUnderTest({ store, knowledge, messengers, elapsed: () => clock });
  const nameOf = (key: string, person: string) => createHash('sha256').update(`${key} ${person}`).digest('hex');
  chatModule = createAssessments({
    knowledge,
    together: {
      rounds: store.assessments,
      names: { newKey: () => `key-${ids}`, nameOf },
      newId: () => `round-${++ids}`,
      reminders: reminders.port
    }
  });
});
afterEach(() => store.close());

const by = (person: string, conversation = channel) => ({ id: 'm', conversation, from: { id: person } });
const press = (action: string, value: string, person = 'opener', at = now, conversation = channel) =>
  chatModule.press({ ...by(person, conversation), kind: 'action', action, value }, at);
const refused = (reply: Promise<Reply>) =>
  reply.then(
    () => 'taken',
    (error: Error) => error.message
  );
const buttons = ({ card }: Reply) => (card.actions ?? []).map(({ label }) => label);

/** One person answers all questions of a round by `choose`. */
async function answer(round: string, person: string, choose: (id: string) => string, at = now): Promise<Reply> {
  let reply = await press('assess.answer', round, person, at);
  while (reply.form) {
    const { id: form, value, fields } = reply.form;
    const filled = Object.fromEntries(fields.map(({ id }) => [id, choose(id)]));
    reply = await chatModule.submit({ ...by(person), kind: 'form', form, value, fields: filled }, at);
  }
  return reply;
}

const messengers = new Map([
  [
    'test',
    {
      send: async (_to: Conversation, card: Card) => {
        if (refusal) throw refusal;
        sent.push(card);
        return '1';
      }
    }
  ]
]);
const run = async (at: number): Promise<void> => {
  clock = at;
  const nothing = () => undefined;
  await createRoundRun({ rounds: store.assessments, knowledge, messengers, log: nothing, warn: nothing })(at);
  await reminders.run(at);
};

/** Somebody asks the team, to be shown after this time at the latest. */
async function ask(value: string, person = 'opener', at = now, closes = 'week'): Promise<Reply> {
  const { form } = await press('assess.team', value, person, at);
  const fields = Object.fromEntries(form!.fields.map((field) => [field.id, field.value ?? '']));
  return chatModule.submit(
    { ...by(person), kind: 'form', form: form!.id, value: form!.value, fields: { ...fields, closes } },
    at
  );
}

/** Opens a round and has it answered by people who differ on who owns it. */
async function answered(people: number, at = now, closes = 'week'): Promise<string> {
  await ask('will-it-last full Falls huddle', 'opener', at, closes);
  const round = `round-${ids}`;
  for (let person = 0; person < people; person++) {
    await answer(round, `P${person}`, (id) => (id === 'owner' ? String(person % 2 ? 4 : 0) : '3'), at);
  }
  return round;
}

describe('a team is asked', () => {
  test('in a channel by a button on the card of a rated assessment, and nowhere else', async () => {
    const start = await press('assess.show', 'will-it-last');
    expect(buttons(start)).toContain('Ask the team');
    expect(buttons(await press('assess.show', 'write-it-up'))).not.toContain('Ask the team');
    const alone = { ...channel, direct: true };
    expect(buttons(await press('assess.show', 'will-it-last', 'opener', now, alone))).not.toContain('Ask the team');
    expect(await refused(press('assess.team', 'will-it-last full', 'opener', now, alone))).toMatch(/in its channel/);
    const asked = await ask('will-it-last quick Falls huddle');
    expect(asked).toMatchObject({ audience: 'everyone', card: { quote: 'Falls huddle' } });
    expect(asked.card.note).toMatch(/people may guess/);
    expect(asked.card.text).toMatch(/8 March 2030/);
  });

  test('answers thank their giver alone, and are kept without anything of them', async () => {
    const round = await answered(1);
    const thanks = await answer(round, 'P0', () => '2');
    expect(thanks).toMatchObject({ audience: 'asker', card: { title: 'Thank you' } });
    const { points } = shipped('will-it-last', 'rated');
    expect(await store.assessments.answers(round)).toEqual([points.map(({ id }) => `${id}:2`).join(',')]);
    expect(JSON.stringify(await store.assessments.find(round))).not.toMatch(/:"opener"|P0/);
  });

  test('fewer than four are never shown, not to the opener and not when the time is over', async () => {
    const round = await answered(3);
    expect(await refused(press('assess.close', round))).toMatch(/Fewer than four/);
    await run(now + 7 * day - 1);
    expect(sent).toEqual([]);
    await run(now + 7 * day);
    expect(sent.map(({ title }) => title)).toEqual(['Will it last? Too few answers']);
    expect(JSON.stringify(sent)).not.toMatch(/ 3 people/);
    expect(await store.assessments.find(round)).toBeUndefined();
    expect(await refused(press('assess.answer', round, 'P9'))).toMatch(/over or was deleted/);
  });

  test.each([
    ['hour', 3_600_000, /an hour after this was asked/],
    ['day', day, /a day after this was asked/],
    ['days', 3 * day, /on 4 March 2030/]
  ])(
    'at the time that was chosen it is shown by itself, or said that too few answered: %s',
    async (closes, ms, says) => {
      for (const [people, title] of [
        [4, 'Will it last? What the team says'],
        [3, 'Will it last? Too few answers']
      ] as const) {
        sent = [];
        const round = await answered(people, now, closes);
        expect((await ask('will-it-last full', 'P7', now, closes)).card.text).toMatch(says);
        await run(now + ms - 1);
        expect(sent).toEqual([]);
        await Promise.all([1, 2].map(() => run(now + ms)));
        expect(sent.filter((card) => card.title === title)).toHaveLength(people === 4 ? 1 : 2);
        if (people === 3) expect(JSON.stringify(sent)).not.toMatch(/said \d|the middle is/);
        await store.assessments.erase(round);
      }
    }
  );

  test('no other time can be chosen, and nothing is asked without one', async () => {
    for (const closes of ['', 'year', '-1'])
      expect(await refused(ask('will-it-last full', 'opener', now, closes))).toMatch(/over/);
  });

  test('a closed round whose process died before its card was sent is shown by another, once; one that may have arrived is not', async () => {
    const round = await answered(4, now, 'hour');
    const dies = async (): Promise<never> => {
      throw new Error('killed');
    };
    const dying = (more: object) =>
      createRoundRun({
        ...{
          rounds: { ...store.assessments, ...more },
          knowledge,
          messengers,
          log: () => undefined,
          warn: () => undefined
        }
      })(now + day);
    await expect(dying({ posting: dies })).rejects.toThrow('killed');
    expect(await store.assessments.answers(round)).toEqual([]);
    await store.assessments.purge(0, now + day, now + day + 1);
    await Promise.all([1, 2, 3].map(() => run(now + 2 * day)));
    expect(sent.map(({ title }) => title)).toEqual(['Will it last? What the team says']);

    sent = [];
    await answered(4, now, 'hour');
    await expect(dying({ settle: dies })).rejects.toThrow('killed');
    await store.assessments.purge(0, now + day, now + day + 1);
    await run(now + 2 * day);
    expect(sent).toHaveLength(1);

    sent = [];
    const seen = await answered(4, now, 'hour');
    await expect(dying({ posting: dies })).rejects.toThrow('killed');
    await store.assessments.purge(0, now + day, now + day + 1);
    expect((await press('assess.close', seen, 'P1', now + day)).card.title).toBe('Will it last? What the team says');
    await run(now + 2 * day);
    expect(sent).toEqual([]);
  });

  test('a round closed by its opener while it is due is not posted as well', async () => {
    const round = await answered(4, now, 'hour');
    const rounds = {
      ...store.assessments,
      answers: async (id: string) => {
        const given = await store.assessments.answers(id);
        await press('assess.close', id, 'opener', now + day);
        return given;
      }
    };
    const nothing = () => undefined;
    await createRoundRun({ rounds, knowledge, messengers, log: nothing, warn: nothing })(now + day);
    await run(now + 2 * day);
    expect(sent).toEqual([]);
    expect((await store.assessments.find(round))?.numbers?.people).toBe(4);
  });

  test('an open round whose process died is closed all the same, and its answers go', async () => {
    const round = await answered(4, now, 'hour');
    expect(await store.assessments.begin(round, 'close', now + day)).toBe(true);
    await run(now + day);
    expect(sent).toEqual([]);
    await store.assessments.purge(0, now + day, now + 2 * day);
    await run(now + 2 * day);
    expect(sent.map(({ title }) => title)).toEqual(['Will it last? What the team says']);
    expect(await store.assessments.answers(round)).toEqual([]);
  });

  test('the opener alone closes it; the result shows where people differ, and no single answer stays', async () => {
    const round = await answered(4);
    expect(await refused(press('assess.close', round, 'P1'))).toMatch(/Only the person who asked/);
    const { card, ...how } = await press('assess.close', round);
    expect(how).toEqual({ audience: 'everyone', inPlace: true });
    expect(card.text).toMatch(/^4 people answered\. Talk first about where you differ/);
    expect(card.tiles?.[0]).toMatchObject({ title: expect.stringMatching(/owns/i) });
    expect(card.tiles?.[0]?.text).toMatch(
      /^2 said 0, 2 said 4; the middle is 0\.\nFrom “.+” to “.+”\. You see this differently/
    );
    expect(card.more?.text).toMatch(/8 minutes: \*\*/);
    expect(await store.assessments.answers(round)).toEqual([]);
    expect((await press('assess.close', round, 'P1')).card.title).toBe(card.title);
    expect(await refused(answer(round, 'P9', () => '0'))).toMatch(/over or was deleted/);
  });

  test('a button from another channel or workspace finds nothing', async () => {
    const round = await answered(4);
    for (const elsewhere of [
      { ...channel, address: 'C2' },
      { ...channel, tenant: 'T2' }
    ]) {
      for (const action of ['assess.answer', 'assess.close', 'assess.forget', 'assess.done']) {
        expect(await refused(press(action, round, 'opener', now, elsewhere))).toMatch(/over or was deleted/);
      }
    }
  });

  test('at its time the result is posted once, however many replicas look', async () => {
    await answered(5);
    await Promise.all([1, 2, 3].map(() => run(now + 7 * day)));
    await run(now + 8 * day);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.text).toMatch(/^5 people answered/);
  });
});

describe('again', () => {
  test('keeps numbers for thirteen months where the opener says so, asks twice at most, and compares', async () => {
    const round = await answered(4);
    await press('assess.close', round);
    expect(await refused(press('assess.again', `${round} 3`, 'P1'))).toMatch(/Only the person who asked/);
    expect(await refused(press('assess.again', `${round} 240`))).toMatch(/over or was deleted/);
    const kept = await press('assess.again', `${round} 3`);
    expect(kept.card.title).toBe('Will it last? Again on 3 June 2030');
    expect(kept.card.text).toMatch(/on 1 April 2031 that goes as well/);
    // The first working day after three months, at nine in London.
    const due = Date.UTC(2030, 5, 3, 8) + minute;
    await run(due - 2 * minute);
    expect(sent).toEqual([]);
    await run(due);
    await run(due + day);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.actions?.map(({ label }) => label)).toEqual([
      'Ask the team',
      'Ask a month later',
      'Not again',
      'Forget this'
    ]);
    await run(due + 14 * day);
    await run(due + 40 * day);
    expect(sent).toHaveLength(2);
    expect(await store.assessments.purge(now + 300 * day, now + 300 * day, now)).toBe(0);

    const next = await answered(4, due + 50 * day);
    await answer(next, 'P0', () => '4', due + 50 * day);
    const { card } = await press('assess.close', next, 'opener', due + 51 * day);
    expect(card.more?.text).toMatch(/Since 1 March 2030/);
    expect(card.more?.text).toMatch(/was 0, now 4/);
    expect(card.more?.text).toMatch(/Different people may have answered/);
  });

  test('the channel’s weekly tips come from what it rated lowest, one factor after the other', async () => {
    const needs = createWeakTips(store.assessments, knowledge);
    const round = await answered(4);
    expect(await needs(['test/T1/C1'])).toEqual(new Map());
    await answer(round, 'P0', (id) => (id === 'owner' ? '0' : id === 'routine' ? '1' : '3'));
    await answer(round, 'P1', (id) => (id === 'owner' ? '0' : id === 'routine' ? '1' : '3'));
    await press('assess.close', round);
    const { points } = shipped('will-it-last', 'rated');
    const [owner, routine] = ['owner', 'routine'].map((id) => points.find((point) => point.id === id)!.tips);
    const needed = (await needs(['test/T1/C1', 'test/T2/C1'])).get('test/T1/C1')!;
    expect([...needed.keys()].slice(0, 2)).toEqual([owner![0], routine![0]]);
    expect([...needed.values()][0]).toMatch(
      /“An owner” was among the lowest when you did “Will it last\?” here on 1 March 2030/
    );
  });

  test('asking the team anew, “not again” and “forget this” each end the offers', async () => {
    // The first working day after three months, at nine in London.
    const due = Date.UTC(2030, 5, 3, 8) + minute;
    for (const end of ['assess.team', 'assess.done', 'assess.forget']) {
      const round = await answered(4);
      await press('assess.close', round);
      await press('assess.again', `${round} 3`);
      if (end === 'assess.team') await ask('will-it-last full', 'P2');
      else await press(end, round, 'P2');
      expect(await reminders.port.find(round, channel)).toBeUndefined();
      await store.assessments.erase(`round-${ids}`);
    }
    await run(due);
    expect(sent).toEqual([]);
  });

  test('waits as the platform asks, ends with the channel, and is not repeated where nobody knows', async () => {
    // The first working day after three months, at nine in London.
    const due = Date.UTC(2030, 5, 3, 8) + minute;
    for (const [error, sentLater] of [
      [new RetryLaterError('wait', 60_000), 1],
      [new Error('surely not'), 1],
      [new ConversationGoneError('archived'), 0],
      [new UnknownOutcomeError('timeout'), 0]
    ] as const) {
      sent = [];
      // Each time a process that has not been asked to wait yet.
      reminders = remindersUnderTest({ store, knowledge, messengers, elapsed: () => clock });
      const round = await answered(4);
      await press('assess.close', round);
      await press('assess.again', `${round} 3`);
      refusal = error;
      await run(due);
      refusal = undefined;
      await run(due + 3_600_000);
      expect([error.name, sent.length]).toEqual([error.name, sentLater]);
      await store.assessments.erase(round);
    }
  });
});
