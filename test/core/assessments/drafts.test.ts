import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createAssessments } from '../../../src/core/assessments/chat-module.ts';
import type { DraftParts } from '../../../src/core/assessments/drafts.ts';
import type { Assessment } from '../../../src/core/model/assessment.ts';
import type { Form } from '../../../src/core/model/form.ts';
import type { Conversation } from '../../../src/core/model/message.ts';
import { createDraftSealing } from '../../../src/storage/draft-sealing.ts';
import { type OpenedStore, openStore } from '../../../src/storage/index.ts';
import { createOwnerNames } from '../../../src/storage/pseudonym.ts';
import { shippedAssessments } from '../../support/assessments.ts';
import { aKnowledge } from '../../support/entries.ts';
import { createListeningLogger } from '../../support/listening-logger.ts';

const now = Date.UTC(2030, 2, 1, 9);
const day = 86_400_000;
const words = 'ZANZIBAR falls huddle';

let dataDir: string;
let store: OpenedStore;
let failures: unknown[];
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'spread-bot-drafts-'));
  store = await openStore({ dataDir }, createListeningLogger());
  failures = [];
});
afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true });
});

const draftParts = (secrets: readonly string[] = ['secret'], previousSecrets: readonly string[] = []): DraftParts => ({
  drafts: store.drafts,
  sealing: createDraftSealing({ secrets, previousSecrets, keys: store.voterKeys, now: () => now }),
  ownerOf: createOwnerNames(secrets),
  onFailure: (error) => failures.push(error)
});

/** One replica, as one person in one place sees it. */
function replica(
  person = 'U1',
  { drafts = draftParts(), assessments = shippedAssessments(), tenant = 'T1', platform = 'slack' } = {}
) {
  const known: ReadonlyMap<string, Assessment> = assessments;
  const chatModule = createAssessments({ knowledge: () => ({ ...aKnowledge(), assessments: known }), drafts });
  const conversation: Conversation = { platform, tenant, address: 'D1', direct: true };
  const said = { id: 'm', conversation, from: { id: person } };
  return {
    start: async (value = 'will-it-last full', at = now) =>
      (await chatModule.press({ ...said, kind: 'action', action: 'assess.start', value }, at)).form!,
    submit: ({ id, value }: Form, fields: Record<string, string> = {}, more: { back?: true; at?: number } = {}) =>
      chatModule.submit(
        { ...said, kind: 'form', form: id, value, fields, ...(more.back && { back: true }) },
        more.at ?? now
      ),
    draft: ({ id, value }: Form, fields: Record<string, string>) =>
      chatModule.keep!({ ...said, kind: 'form', form: id, value, fields, draft: true }, now),
    forget: () => chatModule.command!({ ...said, kind: 'command', name: 'assess', rest: 'forget' }, now)
  };
}

async function bytes(): Promise<string> {
  const names = await readdir(dataDir);
  return (await Promise.all(names.map((name) => readFile(path.join(dataDir, name), 'latin1')))).join('');
}

describe('a form that is closed half-way', () => {
  test('is taken up where it was, on another device and after a restart, and can be begun again', async () => {
    const phone = replica();
    const first = await phone.start();
    expect(first.keeps).toBe(true);
    expect(first.text).toMatch(/close this and go on within a day/);
    await phone.submit(first, { shows: '2', project: words });
    const asked = await replica().start();
    expect(asked).toMatchObject({ id: 'assess.resume', submit: 'Go on (2 of 3)', back: 'Begin again', fields: [] });
    expect(asked.text).toContain(words);
    const second = (await replica().submit(asked)).form!;
    expect(second.text).toMatch(/Page 2 of 3/);
    const back = (await replica().submit(second, {}, { back: true })).form!;
    expect(back.fields.find(({ id }) => id === 'shows')).toMatchObject({ value: '2' });
    expect(back.fields.find(({ id }) => id === 'project')).toMatchObject({ value: words });
    const anew = (await replica().submit(asked, {}, { back: true })).form!;
    expect(anew.fields.some(({ value }) => value !== undefined)).toBe(false);
    expect((await replica().start()).id).toBe('assess.step');
    expect(failures).toEqual([]);
  });

  test('keeps what was chosen on the page that stood open', async () => {
    const me = replica();
    await me.draft(await me.start(), { shows: '3' });
    const first = (await me.submit(await me.start())).form!;
    expect(first.text).toMatch(/Page 1 of 3/);
    expect(first.fields.find(({ id }) => id === 'shows')).toMatchObject({ value: '3' });
  });

  test.each([
    'ready-to-spread full',
    'will-it-last quick',
    'write-it-up full',
    'spread-plan full',
    'is-it-research full'
  ])('%s goes on with every answer and ends with the same result as without a break', async (value) => {
    const answers = (form: Form) =>
      Object.fromEntries(form.fields.map(({ id, options }) => [id, options?.[1]?.value ?? `About ${id}, by June`]));
    const finish = async (person: string, broken: boolean) => {
      const me = replica(person);
      let form: Form | undefined = await me.start(value);
      for (let pages = 0; pages < 14; pages++) {
        if (broken) {
          await me.draft(form, answers(form));
          form = (await me.submit(await me.start(value))).form!;
        }
        const reply = await me.submit(form, answers(form));
        if (!reply.form) return reply.card;
        form = reply.form;
      }
      throw new Error('no end');
    };
    expect(await finish('broken', true)).toEqual(await finish('whole', false));
  });

  test('is nobody else’s: not of another person, workspace or platform', async () => {
    await replica().submit(await replica().start(), { owner: '2' });
    for (const other of [replica('U2'), replica('U1', { tenant: 'T2' }), replica('U1', { platform: 'teams' })]) {
      expect((await other.start()).id).toBe('assess.step');
    }
    expect((await replica().start('ready-to-spread full')).id).toBe('assess.step');
  });

  test('is over once it was sent, also where a report of a choice comes late', async () => {
    const me = replica();
    const form = await me.start('will-it-last quick');
    await me.submit(form, { owner: '1', project: words });
    await me.draft(form, { owner: '1' });
    expect((await me.start('will-it-last quick')).id).toBe('assess.step');
  });

  test('is over after a day, and a question that stood open meanwhile says so', async () => {
    const me = replica();
    await me.submit(await me.start(), { owner: '2' });
    const asked = await me.start('will-it-last full', now + day - 1);
    expect(asked.id).toBe('assess.resume');
    const { form } = await me.submit(asked, {}, { at: now + day });
    expect(form!.text).toMatch(/not there any more: it is kept for a day/);
    expect((await me.start('will-it-last full', now + day)).id).toBe('assess.step');
  });

  test('is gone when its person says “forget me”', async () => {
    await replica().submit(await replica().start(), { owner: '2' });
    expect((await replica().forget()).card.title).toBe('Forgotten');
    expect((await replica().start()).id).toBe('assess.step');
  });

  test('keeps what fits where the questions have changed since, and says so', async () => {
    const me = replica();
    await me.submit(await me.start(), { shows: '2', adapts: '3' });
    const [known] = [...shippedAssessments().values()].filter(({ id }) => id === 'will-it-last');
    const newer = new Map([['will-it-last', { ...known!, version: 9 }]]);
    const other = replica('U1', { assessments: newer });
    const { form } = await other.submit(await other.start());
    expect(form!.text).toMatch(/questions have changed/);
    expect(form!.fields.find(({ id }) => id === 'shows')).toMatchObject({ value: '2' });
  });
});

describe('what lies in the store', () => {
  test('is sealed, names nobody, and is gone from every byte once it was sent', async () => {
    const me = replica('U0CANARY');
    const form = await me.start('will-it-last quick');
    await me.draft(form, { owner: '3', project: words });
    const [row] = await rows();
    expect(row!.sealed).toMatch(/^v1\./);
    expect(JSON.stringify(row)).not.toMatch(/CANARY|ZANZIBAR|owner":"3/);
    expect(await bytes()).not.toMatch(/U0CANARY|ZANZIBAR/);
    expect(await bytes()).toContain(row!.sealed);
    await me.submit(form, { owner: '3', project: words });
    await store.compact();
    expect(await bytes()).not.toContain(row!.sealed);
  });

  test('opens for nobody else, under no other assessment and not when altered; it opens after the secret was replaced', async () => {
    const me = replica();
    await me.submit(await me.start(), { owner: '2' });
    const [row] = await rows();
    const { open } = draftParts().sealing;
    expect(await open(row!.sealed, `draft/${row!.owner}/will-it-last`)).toContain('"owner":"2"');
    expect(await open(row!.sealed, `draft/other/will-it-last`)).toBeUndefined();
    expect(await open(`${row!.sealed}A`, `draft/${row!.owner}/will-it-last`)).toBeUndefined();
    expect(await draftParts(['new'], []).sealing.open(row!.sealed, `draft/${row!.owner}/will-it-last`)).toBeUndefined();
    const replaced = draftParts(['new'], ['secret']).sealing;
    expect(await replaced.open(row!.sealed, `draft/${row!.owner}/will-it-last`)).toContain('"owner":"2"');
  });

  test('works without any secret, with the half that the store holds', async () => {
    const drafts = () => draftParts([]);
    const me = replica('U1', { drafts: drafts() });
    await me.submit(await me.start(), { owner: '2' });
    expect((await replica('U1', { drafts: drafts() }).start()).id).toBe('assess.resume');
  });

  test('a store or a seal that fails keeps nobody from going on', async () => {
    const broken = async (): Promise<never> => {
      throw new Error('disk full');
    };
    const drafts = { ...draftParts(), drafts: { ...store.drafts, keep: broken, find: broken } };
    const me = replica('U1', { drafts });
    let reply = await me.submit(await me.start(), { owner: '0' });
    while (reply.form) reply = await me.submit(reply.form, {});
    expect(reply.card.note).toMatch(/not a measurement/i);
    expect(failures.length).toBeGreaterThan(2);
  });
});

describe('a plan', () => {
  const plan = [...shippedAssessments().values()].find(({ kind }) => kind === 'plan')!;
  const fields = plan.kind === 'plan' ? plan.fields : [];

  test('goes page by page; what fits no form stands on one page, and nothing is lost', async () => {
    const me = replica();
    const written = Object.fromEntries(fields.map(({ id, max }) => [id, '"'.repeat(max)]));
    const of = (form: Form) => Object.fromEntries(form.fields.map(({ id }) => [id, written[id] ?? '']));
    let reply = await me.submit(await me.start('spread-plan full'), of(await me.start('spread-plan full')));
    expect(reply.form!.fields.map(({ id }) => id)).toEqual(fields.map(({ id }) => id));
    expect(reply.form!.value.length).toBeLessThan(2500);
    const shown = Object.fromEntries(reply.form!.fields.map(({ id, value }) => [id, value]));
    for (const { id } of fields.slice(0, 3)) expect(shown[id]).toBe(written[id]);
    reply = await me.submit(reply.form!, written);
    expect(reply.form).toBeUndefined();
    for (const text of Object.values(written)) expect(reply.card.quote).toContain(text);
  });

  test('asks for a needed text that is empty or blank, keeps the others, and what was emptied on the way back stays empty', async () => {
    const me = replica();
    const first = await me.start('spread-plan full');
    const lacking = (await me.submit(first, { change: 'Huddle', aim: ' ' })).form!;
    expect(lacking.value).toBe(first.value);
    expect(lacking.fields.map(({ id, value, error }) => [id, value, error !== undefined])).toEqual([
      ['change', 'Huddle', false],
      ['aim', ' ', true],
      ['first', undefined, true],
      ['project', undefined, false]
    ]);
    const whole = { change: 'Huddle', aim: 'Ten wards', first: 'Ward 4' };
    const second = (await me.submit(lacking, whole)).form!;
    const back = (await me.submit(second, {}, { back: true })).form!;
    expect(back.fields.find(({ id }) => id === 'aim')).toMatchObject({ value: 'Ten wards' });
    const again = (await me.submit(back, { change: 'Huddle', first: 'Ward 4' })).form!;
    expect(again.fields.find(({ id }) => id === 'aim')!.error).toBeDefined();
    expect(again.fields.find(({ id }) => id === 'aim')!.value).toBeUndefined();
  });

  test('is not finished by a form that leaves pages out: it is led back to the first that lacks something', async () => {
    const me = replica();
    const first = await me.start('spread-plan full');
    const last = { ...(JSON.parse(first.value) as object), page: 2 };
    const filled = Object.fromEntries(fields.slice(6).map(({ id }) => [id, 'By June']));
    const { form } = await me.submit({ ...first, value: JSON.stringify(last) }, filled);
    expect(form!.text).toMatch(/still needed for the plan/);
    expect(form!.fields.map(({ id }) => id)).toContain('change');
  });

  test('an altered form with too long a text is shown again with the text and what is wrong', async () => {
    const me = replica();
    const first = await me.start('spread-plan full');
    const { form } = await me.submit(first, { change: 'x'.repeat(501), aim: 'Ten wards' });
    expect(form!.fields.find(({ id }) => id === 'change')).toMatchObject({
      value: 'x'.repeat(501),
      error: expect.stringMatching(/Too long by 1 character/)
    });
    expect(form!.fields.find(({ id }) => id === 'aim')).toMatchObject({ value: 'Ten wards' });
  });
});

async function rows(): Promise<{ owner: string; sealed: string }[]> {
  const { default: Database } = await import('libsql');
  const db = new Database(path.join(dataDir, 'spread-bot.db'));
  const found = db.prepare("select * from assessment_drafts where sealed <> ''").all();
  db.close();
  return found as { owner: string; sealed: string }[];
}
