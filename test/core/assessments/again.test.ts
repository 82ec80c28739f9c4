import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createAssessments } from '../../../src/core/assessments/chat-module.ts';
import type { Card } from '../../../src/core/model/card.ts';
import type { ChatModule } from '../../../src/core/model/chat-module.ts';
import { type Conversation, channelOf } from '../../../src/core/model/message.ts';
import type { Reply } from '../../../src/core/model/reply.ts';
import { type OpenedStore, openStore } from '../../../src/storage/index.ts';
import { shippedAssessments } from '../../support/assessments.ts';
import { aKnowledge } from '../../support/entries.ts';
import { createFarSide, type FarSide } from '../../support/far-side.ts';
import { createListeningLogger } from '../../support/listening-logger.ts';
import { remindersUnderTest } from '../../support/reminders-under-test.ts';

const minute = 60_000;
const day = 86_400_000;
/** A Sunday; three months later is Saturday, the first of June. */
const start = Date.UTC(2030, 2, 1, 9);

let dataDir: string;
let store: OpenedStore;
let now: number;
let far: FarSide;
let replicas: ReturnType<typeof remindersUnderTest>[];
let known: ReadonlyMap<string, ReturnType<typeof shippedAssessments> extends ReadonlyMap<string, infer A> ? A : never>;
let chatModule: ChatModule;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'spread-bot-again-'));
  store = await openStore({ dataDir }, createListeningLogger());
  now = start;
  far = createFarSide(() => now);
  known = shippedAssessments();
  const parts = { store, knowledge: () => ({ ...aKnowledge(), assessments: known }), elapsed: () => now };
  replicas = [1, 2].map(() => remindersUnderTest({ ...parts, messengers: new Map([['slack', far.scheduling]]) }));
  chatModule = createAssessments({ knowledge: parts.knowledge, kept: replicas[0]!.kept, drafts: replicas[0]!.drafts });
});
afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true });
});

const direct: Conversation = { platform: 'slack', tenant: 'T1', address: 'D0SISTER', direct: true };
const by = (id = 'U0SISTER', conversation = direct) => ({
  id: 'm',
  conversation,
  from: { id, timeZone: 'Europe/Berlin' }
});
const press = (action: string, value: string, who = by()) =>
  chatModule.press({ ...who, kind: 'action', action, value }, now);
const refused = (reply: Promise<Reply>) =>
  reply.then(
    () => 'taken',
    (error: Error) => error.message
  );
const buttons = ({ actions }: Pick<Card, 'actions'>) => (actions ?? []).map(({ label }) => label);
const value = ({ card }: Reply, label: string) => card.actions!.find((action) => action.label === label)!.value;

/** Fills in a form to its end: `choose` answers, where it answers. */
async function fill(first: Reply, choose: (id: string) => string, who = by()): Promise<Reply> {
  let reply = first;
  while (reply.form) {
    const { id: form, value: hidden, fields } = reply.form;
    const filled = fields.flatMap(({ id, value: given }) =>
      id === 'project' ? (given === undefined ? [] : [[id, given]]) : [[id, choose(id)]]
    );
    reply = await chatModule.submit(
      { ...who, kind: 'form', form, value: hidden, fields: Object.fromEntries(filled) },
      now
    );
  }
  return reply;
}

/** Does one with a project, and has it asked again. */
async function keep(project = 'ZANZIBAR huddle', who = by()): Promise<Reply> {
  const { form } = await press('assess.start', 'will-it-last quick', who);
  const named = {
    ...form!,
    fields: form!.fields.map((each) => (each.id === 'project' ? { ...each, value: project } : each))
  };
  const done = await fill(
    { card: { title: '', text: '' }, audience: 'asker', form: named },
    (id) => (id === 'owner' ? '0' : '3'),
    who
  );
  return press('assess.keep', value(done, 'Again in 3 months'), who);
}

/** Time passes, and the replicas look in turn. */
async function live(until: number, stepMs = day / 2): Promise<void> {
  for (let turn = 0; now < until; turn++) {
    now = Math.min(until, now + stepMs);
    far.tick();
    await replicas[turn % replicas.length]!.run(now);
  }
}
const seen = () =>
  far.shown.map(({ address, at, card }) => ({ address, at: new Date(at).toISOString(), title: card.title }));

describe('one person does it again', () => {
  test('is asked once at nine by their own clock on a working day, once more after a fortnight, then never again', async () => {
    const { card } = await keep();
    expect(card.text).toMatch(/I ask you on 3 June 2030 at nine/);
    expect(card.text).toMatch(/Until 1 April 2031 I keep your answers as numbers/);
    for (const date of ['2030-06-03', '2030-06-17']) {
      await live(Date.parse(`${date}T06:30Z`), day / 4);
      await live(Date.parse(`${date}T07:30Z`), minute);
    }
    await live(start + 200 * day, day);
    expect(seen()).toEqual(
      ['2030-06-03', '2030-06-17'].map((date) => ({
        address: 'D0SISTER',
        at: expect.stringMatching(`^${date}T07:0[01]`),
        title: 'Will it last? Time to look again'
      }))
    );
    expect(far.shown[0]!.card.text).toMatch(/You did this on 1 March 2030\. Then these needed most action/);
  });

  test('sees the last result beside the new one, and what changed in words', async () => {
    await keep();
    await live(start + 95 * day);
    const redo = far.shown[0]!.card.actions![0]!;
    const again = await press(redo.id, redo.value);
    expect(again.form!.fields.find(({ id }) => id === 'project')).toMatchObject({ value: 'ZANZIBAR huddle' });
    const { card } = await fill(again, (id) => (id === 'owner' ? '3' : id === 'routine' ? '2' : '3'));
    expect(card.text).toMatch(/^Since 1 March 2030: 1 better, 1 lower, 2 as before/);
    expect(card.more!.text).toMatch(/owns it.*:\*\* then □□□□ 0 of 4, now ■■■□ 3 of 4/);
    await live(start + 300 * day);
    expect(seen()).toHaveLength(1);
  });

  test('another project or another person has nothing to compare', async () => {
    await keep();
    const other = await fill(await press('assess.start', 'will-it-last quick'), () => '3');
    expect(other.card.text).not.toMatch(/Since/);
    const another = by('U0PORTER', { ...direct, address: 'D0PORTER' });
    const { card } = await keep('ZANZIBAR huddle', another);
    expect(card.title).toBe('Will it last?');
    expect(
      (await fill(await press('assess.start', 'will-it-last quick', another), () => '3', another)).card.text
    ).not.toMatch(/Since/);
  });

  test('leaves one out, pauses, resumes, stops and forgets; nobody else can', async () => {
    const kept = await keep();
    expect(buttons(kept.card)).toEqual(['Ask a month later', 'Pause', 'Forget this']);
    const id = value(kept, 'Pause');
    for (const action of ['skip', 'pause', 'resume', 'stop', 'drop', 'redo']) {
      expect(await refused(press(`assess.${action}`, id, by('U0PORTER')))).toMatch(/not kept any more/);
    }
    expect((await press('assess.skip', id)).card.text).toMatch(/I ask you on 3 July 2030/);
    const paused = await press('assess.pause', id);
    expect(paused).toMatchObject({ inPlace: true, card: { text: expect.stringMatching(/paused/) } });
    expect(buttons(paused.card)).toEqual(['Resume', 'Forget this']);
    await live(start + 150 * day);
    expect(seen()).toEqual([]);
    expect((await press('assess.resume', id)).card.text).toMatch(/I ask you on 30 July 2030/);
    await live(start + 153 * day);
    expect(seen()).toHaveLength(1);
    expect((await press('assess.stop', id)).card.text).toMatch(/I do not ask again/);
    await live(start + 200 * day);
    expect(seen()).toHaveLength(1);
    expect((await press('assess.drop', id)).card.title).toBe('Forgotten');
    expect(await store.results.find(id)).toBeUndefined();
  });

  test('one that waits at the platform is withdrawn when it is forgotten in the last minutes', async () => {
    const id = value(await keep(), 'Pause');
    await live(Date.UTC(2030, 5, 3, 6, 45), day / 8);
    await live(Date.UTC(2030, 5, 3, 6, 50), minute);
    expect(far.waiting.size).toBe(1);
    await press('assess.drop', id);
    expect(far.waiting.size).toBe(0);
    await live(start + 200 * day);
    expect(seen()).toEqual([]);
  });

  test('what is kept is listed, and all of it is gone on “forget me”', async () => {
    await keep();
    await keep('Second');
    const command = (rest: string) => chatModule.command!({ ...by(), kind: 'command', name: 'assess', rest }, now);
    expect((await command('kept')).card.tiles!.map(({ title }) => title).sort()).toEqual([
      'Will it last? Second',
      'Will it last? ZANZIBAR huddle'
    ]);
    await command('forget me');
    expect((await command('kept')).card.title).toBe('Nothing is kept');
    await live(start + 200 * day);
    expect(seen()).toEqual([]);
  });

  test('is asked on a day on which people work where they are, in the nation of the channel or of the knowledge', async () => {
    const parts = { store, knowledge: () => aKnowledge(), elapsed: () => now, messengers: new Map() };
    const dayFor = async (region: string, timeZone: string, conversation = direct): Promise<string | undefined> => {
      const { port } = remindersUnderTest({ ...parts, region: () => region });
      const message = { ...by(), from: { id: 'U0SISTER', timeZone }, kind: 'action', action: 'a', value: '' } as const;
      const planned = await port.plan('id', conversation, Date.UTC(2031, 0, 2, 12), message, now);
      expect((await port.skip('id', conversation, 0, now))?.date).toBe(planned.date);
      return planned.date;
    };
    expect(await dayFor('United Kingdom', 'Europe/London')).toBe('2031-01-02');
    expect(await dayFor('Scotland', 'Europe/London')).toBe('2031-01-03');
    expect(await dayFor('Scotland', 'America/New_York')).toBe('2031-01-02');
    const channel = { platform: 'slack', tenant: 'T1', address: 'C0WARD', direct: false };
    const { place } = channelOf(channel);
    const rule = { frequency: 'weekly', weekday: 1, time: 540, zone: 'Europe/London', topics: [] } as const;
    const tips = { id: 't', place, conversation: channel, state: 'active', changedAt: now } as const;
    await store.tips.save({ ...tips, rule: { ...rule, holidays: 'scotland' } }, now);
    expect(await dayFor('United Kingdom', 'Europe/London', channel)).toBe('2031-01-03');
  });

  test('is offered only where somebody can be written to and enough was answered, and not where the questions have changed', async () => {
    const web = by('tab', { platform: 'web', address: 'tab', direct: true });
    const done = await fill(await press('assess.start', 'will-it-last quick', web), () => '1', web);
    expect(buttons(done.card)).not.toContain('Again in 3 months');
    const little = await fill(await press('assess.start', 'will-it-last quick'), (id) =>
      id === 'owner' ? '1' : 'dont_know'
    );
    expect(little.card.text).toMatch(/too little to go by/);
    expect(buttons(little.card)).not.toContain('Again in 3 months');
    await keep();
    known = new Map([...known].map(([id, each]) => [id, { ...each, version: each.version + 1 }]));
    await live(start + 200 * day);
    expect(seen()).toEqual([]);
  });
});

test('what is kept is sealed, names nobody, and is gone from every byte after thirteen months or when it is forgotten', async () => {
  const bytes = async () => {
    await store.compact();
    const names = await readdir(dataDir);
    return (await Promise.all(names.map((name) => readFile(path.join(dataDir, name), 'latin1')))).join('');
  };
  const id = value(await keep(), 'Pause');
  const { sealed } = (await store.results.find(id))!;
  expect(await bytes()).toContain(sealed);
  expect(await bytes()).not.toMatch(/ZANZIBAR|SISTER/);
  await live(start + 95 * day, day);
  expect(seen()).toHaveLength(1);
  expect(await bytes()).not.toMatch(/ZANZIBAR|SISTER/);
  expect(await store.results.purge(Date.UTC(2031, 3, 1, 9) - 1)).toBe(0);
  expect(await store.results.purge(Date.UTC(2031, 3, 1, 9))).toBe(1);
  expect(await bytes()).not.toContain(sealed);
  expect(await bytes()).not.toContain(id);
});
