import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Handover } from '../../src/core/handover/handover.ts';
import { housekeeping } from '../../src/jobs/retention.ts';
import { type OpenedStore, openStore } from '../../src/storage/index.ts';
import { keyPeriod } from '../../src/storage/pseudonym.ts';
import { createListeningLogger } from '../support/listening-logger.ts';

const day = 24 * 60 * 60_000;
const now = Date.UTC(2026, 10, 23, 9);
/** Longer than anything is kept in these tables. */
const old = now - 400 * day;
let dataDir: string;
let store: OpenedStore;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'spread-bot-deleted-'));
  store = await openStore({ dataDir }, createListeningLogger());
});
afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true });
});

/** Runs the hourly job with 90 days of retention. */
async function forget(at: number): Promise<void> {
  const tips = { run: async () => undefined, purge: async () => 0 };
  const digest = { run: async () => undefined, remind: async () => undefined };
  const jobs = housekeeping({
    store,
    tips: tips as never,
    retentionDays: 90,
    handovers: undefined,
    digest: digest as never,
    assessments: digest
  });
  await jobs.find(({ name }) => name === 'forget')?.run(at, new AbortController().signal);
}

/** Every byte in the folder of the store, and how much of it is the journal. */
async function bytes(): Promise<{ all: string; journal: number }> {
  const names = await readdir(dataDir);
  const files = await Promise.all(names.map((name) => readFile(path.join(dataDir, name), 'latin1')));
  const journal = names.findIndex((name) => name.endsWith('-wal'));
  return { all: files.join(''), journal: files[journal]?.length ?? 0 };
}

/** One row of each table, with words of its own that can be looked for. */
async function fill(word: string, at: number): Promise<void> {
  const id = word.toLowerCase();
  await store.handled.claim(`${word}-handled`, at, 1);
  await store.inbox.keep(`${word}-inbox`, 'owner', `${word}-payload`, at);
  await store.memory.remember(`${word}-memory`, ['pdsa'], at + 1);
  await store.questions.record({ at, platform: 'slack', outcome: 'none', confidence: 0, text: `${word}-question` });
  await store.feedback.vote({ about: 'pdsa', voter: id, helpful: false, reason: `${word}-reason`, at });
  await store.voterKeys.keep(keyPeriod(at), `${word}-key`);
  const draft = { owner: id, about: 'will-it-last', workspace: 'slack/T1/', until: at + 1 };
  await store.drafts.keep({ ...draft, sealed: `${word}-draft` }, false, at);
  await store.gaps.ignore({ id, wordings: [`${word}-gap`], at });
  await store.handovers.add(handover(`${word}-finished`, at), ['question']);
  await store.handovers.change(
    `${word}-finished`,
    { from: ['waiting'], to: 'closed', tell: [], drop: ['question'] },
    at
  );
  const edit = { fields: {}, body: `${word}-edit` };
  const change = {
    entryId: id,
    number: 1,
    file: 'resources/x.md',
    created: false,
    edit,
    what: 'x',
    platform: 'slack',
    at
  };
  await store.entryChanges.add(change as never);
  await store.entryChanges.landed([{ entryId: id, number: 1 }], at);
}

const handover = (id: string, askedAt: number): Handover => ({
  id,
  state: 'waiting',
  askedAt,
  platform: 'slack',
  question: `${id}-handover`
});

test('the hourly job leaves nothing of what is too old in any file, and everything that is not', async () => {
  await fill('ZANZIBAR', old);
  await fill('QUAGGA', now);
  const before = (await bytes()).all;
  const kinds = [
    'handled',
    'payload',
    'memory',
    'question',
    'reason',
    'key',
    'gap',
    'finished-handover',
    'edit',
    'draft'
  ];
  for (const kind of kinds) expect([kind, before.includes(`ZANZIBAR-${kind}`)]).toEqual([kind, true]);

  await forget(now);
  const after = await bytes();
  expect(after.journal).toBe(0);
  expect(after.all.match(/ZANZIBAR-\w+/g)).toBeNull();
  for (const kind of kinds) expect([kind, after.all.includes(`QUAGGA-${kind}`)]).toEqual([kind, true]);
});

test('a half-filled form is gone from every file once it is sent, and when its person wants to be forgotten', async () => {
  const draft = { about: 'will-it-last', workspace: 'slack/T1/', until: now + day };
  for (const owner of ['sends', 'forgets']) {
    await store.drafts.keep({ ...draft, owner, sealed: `ZANZIBAR-${owner}` }, false, now);
  }
  expect((await bytes()).all.match(/ZANZIBAR-\w+/g)).not.toBeNull();
  await store.drafts.keep({ ...draft, owner: 'sends', sealed: '' }, false, now);
  expect(await store.drafts.forget('forgets')).toBe(1);
  await store.compact();
  expect((await bytes()).all.match(/ZANZIBAR-\w+/g)).toBeNull();
});

test('a question that is withdrawn, and a token that is removed, are gone when the program ends', async () => {
  await store.handovers.add(handover('ZANZIBAR', now), ['question']);
  await store.installations.save('slack/T1', 'ZANZIBAR-token', now);
  await store.handovers.change(
    'ZANZIBAR',
    { from: ['waiting'], to: 'withdrawn', tell: [], drop: ['question'], erase: true },
    now
  );
  await store.installations.remove('slack/T1');
  await store.close();
  expect((await bytes()).all.match(/ZANZIBAR-\w+/g)).toBeNull();
  store = await openStore({ dataDir }, createListeningLogger());
  const copy = path.join(dataDir, 'copy.db');
  await store.backup(copy);
  expect((await bytes()).all.match(/ZANZIBAR-\w+/g)).toBeNull();
});
