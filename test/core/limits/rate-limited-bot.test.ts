import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  createBuckets,
  createRateLimitedBot,
  type Limits,
  type Refusal
} from '../../../src/core/limits/rate-limited-bot.ts';
import type { Bot } from '../../../src/core/model/bot.ts';
import type { Message } from '../../../src/core/model/message.ts';
import { type Bounds, createWorkload, type Workload } from '../../../src/platforms/workload.ts';
import { createPseudonym } from '../../../src/storage/pseudonym.ts';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';

let bot: RecordingBot;
let limited: Bot;
let workload: Workload;
let refusals: Refusal[];
let serial = 0;
const minute = 60_000;
const turnOfTheLoop = () => new Promise<void>((resolve) => setImmediate(resolve));

beforeEach(() => {
  bot = createRecordingBot();
  refusals = [];
});

function open(limits: Partial<Limits & Bounds> = {}): void {
  workload = createWorkload(limits);
  const refused = (why: Refusal): number => refusals.push(why);
  limited = createRateLimitedBot({
    bot,
    pseudonym: createPseudonym(),
    limits,
    inTurn: workload.inTurn,
    onRefused: refused
  });
}

function by(person: string, { channel, tenant = 'T1' }: { channel?: string; tenant?: string } = {}): Message {
  const conversation = { platform: 'slack', tenant, address: channel ?? `D-${person}`, direct: channel === undefined };
  return { kind: 'question', id: `m${++serial}`, conversation, from: { id: person }, text: 'what is spread' };
}

const many = (count: number, message: () => Message, now = 0) =>
  Promise.all(Array.from({ length: count }, () => limited.handle(message(), now)));

const titles = (replies: Awaited<ReturnType<typeof many>>) => replies.map((reply) => reply?.card.title);

describe('one person', () => {
  test('is answered twenty times at once, told kindly five times, and then nothing is said', async () => {
    open();
    const replies = titles(await many(40, () => by('ann')));
    expect(replies.slice(0, 20)).toEqual(Array(20).fill('An answer'));
    expect(replies.slice(20, 25)).toEqual(Array(5).fill('One moment, please'));
    expect(replies.slice(25)).toEqual(Array(15).fill(undefined));
    expect(bot.calls).toBe(20);
    expect(refusals).toEqual(Array(20).fill('person'));
  });

  test('is told alone, and may ask again three seconds later', async () => {
    open();
    await many(20, () => by('ann', { channel: 'C1' }));
    expect(await limited.handle(by('ann', { channel: 'C1' }), 0)).toMatchObject({ audience: 'asker' });
    expect((await limited.handle(by('ann'), 2_900))?.card.title).toBe('One moment, please');
    expect((await limited.handle(by('ann'), 3_000))?.card.title).toBe('An answer');
  });

  test('does not use up what another may ask, in another organisation neither', async () => {
    open();
    await many(100, () => by('ann'));
    expect((await limited.handle(by('bob'), 0))?.card.title).toBe('An answer');
    expect((await limited.handle(by('ann', { tenant: 'T2' }), 0))?.card.title).toBe('An answer');
  });
});

test.each(['action', 'feedback', 'command', 'form'] as const)(
  'whoever sends a %s is always told, however often: they wait for it to do something',
  async (kind) => {
    open();
    await many(40, () => by('ann'));
    const { id: _, conversation, from } = by('ann');
    const parts = {
      action: { kind: 'action', action: 'open', value: 'pdsa' },
      feedback: { kind: 'feedback', about: 'pdsa', helpful: true },
      command: { kind: 'command', name: 'topics', rest: '' },
      form: { kind: 'form', form: 'module.form', value: '', fields: {} }
    } as const;
    const sent = (): Message => ({ ...parts[kind], id: `m${++serial}`, conversation, from });
    const replies = titles(await many(40, sent));
    expect(replies).not.toContain(undefined);
    expect(replies.at(-1)).toBe('One moment, please');
  }
);

test('a form is taken although its writer asked too much before, but not forms without end', async () => {
  open();
  await many(30, () => by('ann', { channel: 'C1' }));
  const form = (): Message => {
    const { id, conversation, from } = by('ann', { channel: 'C1' });
    return { kind: 'form', form: 'module.form', value: '', fields: {}, id, conversation, from };
  };
  const replies = titles(await many(30, form));
  expect(replies.filter((title) => title === 'An answer')).toHaveLength(20);
});

test('a form that is not taken gives back what was written, and asks to stay open', async () => {
  open({ person: { perMinute: 1, burst: 1 } });
  const form = (fields: Record<string, string>): Message => {
    const { id, conversation, from } = by('ann');
    return { kind: 'form', form: 'module.form', value: '', fields, id, conversation, from };
  };
  await limited.handle(form({}), 0);
  const refused = await limited.handle(form({ title: 'Falls on ward 7', body: 'What helped' }), 0);
  expect(refused).toMatchObject({ audience: 'asker', card: { quote: 'Falls on ward 7\n\nWhat helped' } });
  expect(refused?.stays).toMatch(/^Not taken yet/);
  expect((await limited.handle(form({}), 0))?.card.quote).toBeUndefined();
  expect(refusals).toEqual(['person', 'person']);
});

describe('one channel', () => {
  test('is answered 120 times a minute, whoever asks; direct messages go on', async () => {
    open();
    const replies = titles(await many(150, () => by(`person ${serial}`, { channel: 'C1' })));
    expect(replies.filter((title) => title === 'An answer')).toHaveLength(120);
    expect(replies.filter((title) => title === 'One moment, please')).toHaveLength(30);
    expect((await limited.handle(by('ann'), 0))?.card.title).toBe('An answer');
    expect((await limited.handle(by('ann', { channel: 'C2' }), 0))?.card.title).toBe('An answer');
  });

  test('a thread counts for its channel', async () => {
    open({ channel: { perMinute: 1, burst: 1 } });
    const inThread = (thread: string): Message => {
      const message = by(`person ${serial}`, { channel: `C1/${thread}` });
      return { ...message, conversation: { ...message.conversation, home: 'C1' } };
    };
    await limited.handle(inThread('1'), 0);
    await limited.handle(inThread('2'), 0);
    expect(bot.calls).toBe(1);
  });
});

describe('all together', () => {
  test('beyond what is in work and what waits, people hear that the bot is busy, and it costs the bot nothing', async () => {
    open({ inWork: 3, waiting: 5 });
    const release: (() => void)[] = [];
    bot.answer(async () => {
      await new Promise<void>((resolve) => release.push(resolve));
      return { card: { title: 'An answer', text: '' }, audience: 'everyone' };
    });
    const asked = many(20, () => by(`person ${serial}`));
    while (release.length < 3) await turnOfTheLoop();
    expect(workload.state()).toMatchObject({ inWork: 3, waiting: 5 });
    for (let answered = 0; answered < 8; answered++) {
      while (release.length === 0) await turnOfTheLoop();
      release.shift()?.();
    }
    const replies = titles(await asked);
    expect(replies.slice(0, 8)).toEqual(Array(8).fill('An answer'));
    expect(replies.slice(8)).toEqual(Array(12).fill('I am busy'));
    expect(bot.calls).toBe(8);
    expect(workload.state()).toMatchObject({ inWork: 0, waiting: 0 });
  });

  test('a form, which took minutes to write, still finds room where a question does not, but not without end', async () => {
    open({ inWork: 1, waiting: 1, waitingForms: 2 });
    const form = (): Message => ({
      ...by(`person ${serial}`),
      kind: 'form',
      form: 'experts.ask',
      value: '',
      fields: {}
    });
    const messages = [() => by('ann'), () => by('bob'), () => by('cy'), form, form, form, () => by('dan')];
    const replies = titles(await Promise.all(messages.map((message) => limited.handle(message(), 0))));
    const [busy, answered] = ['I am busy', 'An answer'];
    expect(replies).toEqual([answered, answered, busy, answered, answered, busy, busy]);
  });

  test('who asks once goes before the second question of who asks often', async () => {
    open({ inWork: 1 });
    const order: string[] = [];
    bot.answer(async (message) => {
      order.push(message.from.id);
      return undefined;
    });
    await Promise.all([many(6, () => by('loud')), ...['ann', 'bob'].map((person) => limited.handle(by(person), 0))]);
    expect(order).toEqual(['loud', 'ann', 'bob', 'loud', 'loud', 'loud', 'loud', 'loud']);
  });
});

describe('what is remembered', () => {
  test('is bounded: the one not seen for longest is forgotten', () => {
    const buckets = createBuckets({ perMinute: 1, burst: 1 }, 3);
    for (let n = 0; n < 1000; n++) buckets.take(`person ${n}`, 0);
    expect(buckets.size).toBe(3);
    expect(buckets.take('person 999', 0)).toBe(false);
    expect(buckets.take('person 1', 0)).toBe(true);
  });

  test('survives a clock that is put back, without a gift and without a lock-out', () => {
    const buckets = createBuckets({ perMinute: 1, burst: 1 }, 3);
    expect(buckets.take('a', 10 * minute)).toBe(true);
    expect(buckets.take('a', 0)).toBe(false);
    expect(buckets.take('a', minute)).toBe(true);
  });
});

test('30,000 messages of one person in ten minutes: 220 are answered, 55 told, and nobody else waits (G24)', async () => {
  open();
  const said = new Map<string | undefined, number>();
  for (let n = 0; n < 30_000; n++) {
    const now = n * 20;
    const title = (await limited.handle(by('loud'), now))?.card.title;
    said.set(title, (said.get(title) ?? 0) + 1);
    if (n % 600 === 0) expect((await limited.handle(by('ann'), now))?.card.title).toBe('An answer');
  }
  expect(said.get('An answer')).toBeGreaterThanOrEqual(219);
  expect(said.get('An answer')).toBeLessThanOrEqual(221);
  expect(said.get('One moment, please')).toBeLessThanOrEqual(55);
  expect(workload.state()).toMatchObject({ inWork: 0, waiting: 0 });
});
