import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { housekeeping } from '../src/housekeeping.ts';
import { type OpenedStore, openStore } from '../src/storage/index.ts';
import { createListeningLogger } from './support/listening-logger.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.UTC(2026, 10, 23, 9);
let store: OpenedStore;

beforeEach(async () => {
  store = await openStore({ databaseUrl: ':memory:', dataDir: '' }, createListeningLogger());
});
afterEach(() => store.close());

/** What happens once an hour, with 90 days of retention, on a bot without platforms. */
async function forget(at: number): Promise<void> {
  const tips = { run: async () => undefined, purge: async () => 0 };
  const digest = { run: async () => undefined };
  const jobs = housekeeping(store, tips as never, 90, undefined, digest as never);
  await jobs.find(({ name }) => name === 'forget')?.run(at, new AbortController().signal);
}

test('deliveries that Slack left behind before it was switched off are gone after a day', async () => {
  await store.inbox.keep('d1', 'dead', 'sealed', now);
  await forget(now + day);
  expect(await store.inbox.takeOver('heir', now + day, 0, 10)).toHaveLength(1);
  await forget(now + day + 1);
  expect(await store.inbox.takeOver('heir', now + day + 1, 0, 10)).toEqual([]);
});
