import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { askAction } from '../../src/core/conversation/next-steps.ts';
import { housekeeping } from '../../src/jobs/retention.ts';
import { type OpenedStore, openStore } from '../../src/storage/index.ts';
import { chat, createHandoverWorld } from '../support/handover-world.ts';
import { createListeningLogger } from '../support/listening-logger.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.UTC(2026, 10, 23, 9);
let store: OpenedStore;

beforeEach(async () => {
  store = await openStore({ databaseUrl: ':memory:', dataDir: '' }, createListeningLogger());
});
afterEach(() => store.close());

/** Runs the hourly job, with 90 days of retention, on a bot without platforms. */
async function forget(at: number, handovers = store.handovers): Promise<void> {
  const tips = { run: async () => undefined, purge: async () => 0 };
  const digest = { run: async () => undefined, remind: async () => undefined };
  const jobs = housekeeping({
    store: { ...store, handovers },
    tips: tips as never,
    retentionDays: 90,
    handovers: undefined,
    digest: digest as never,
    assessments: digest
  });
  await jobs.find(({ name }) => name === 'forget')?.run(at, new AbortController().signal);
}

test('deliveries that Slack left behind before it was switched off are gone after a day', async () => {
  await store.inbox.keep('d1', 'dead', 'sealed', now);
  await forget(now + day);
  expect(await store.inbox.takeOver('heir', now + day, 0, 10)).toHaveLength(1);
  await forget(now + day + 1);
  expect(await store.inbox.takeOver('heir', now + day + 1, 0, 10)).toEqual([]);
});

test('a question that nobody has answered in RETENTION_DAYS is closed, whoever asked is told, and then it is deleted', async () => {
  const world = await createHandoverWorld();
  const asked = world.now();
  const { form } = await world.press('experts.ask', askAction('How do we spread it?').value);
  const id = form!.value.trim();
  await world.submit('experts.ask', form!.value, { question: 'How do we spread it?' });
  await forget(asked + 90 * day, world.store);
  expect((await world.store.find(id))?.handover.state).toBe('waiting');

  world.pass(90 * day + 1);
  await forget(world.now(), world.store);
  expect((await world.store.find(id))?.handover.state).toBe('closed');
  await world.run();
  expect(world.at(`${chat.platform}:${chat.address}`).at(-1)?.title).toBe('Your question was closed without an answer');
  expect(world.at('slack:C0EXPERTS').map(({ title }) => title)).toEqual(['Closed']);

  await forget(world.now() + hour, world.store);
  expect(await world.store.find(id)).toBeUndefined();
  await world.close();
});
