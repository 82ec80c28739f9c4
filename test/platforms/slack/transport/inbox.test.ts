import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createSeal } from '../../../../src/config/seal.ts';
import type { InboxStore } from '../../../../src/core/model/store.ts';
import { type OpenedStore, openStore } from '../../../../src/storage/index.ts';
import { createListeningLogger } from '../../../support/listening-logger.ts';
import { createRecordingBot, createStuckBot, type RecordingBot } from '../../../support/recording-bot.ts';
import { fixture, openSlackStand, type Payload, quick, type SlackStand, secret } from '../../../support/slack-stand.ts';
import { guardMs, until } from '../../../support/until.ts';

let dataDir: string;
let store: OpenedStore;
let stands: SlackStand[];
/** Clock of the replicas, in milliseconds: it stands while this process does, so that no heartbeat is late for want of a processor. */
let clock: number;
let ticking: NodeJS.Timeout;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'slack-inbox-'));
  store = await openStore({ dataDir }, createListeningLogger());
  stands = [];
  clock = Date.now();
  ticking = setInterval(() => (clock += 5), 5);
});
afterEach(async () => {
  clearInterval(ticking);
  for (const stand of stands) await stand.close();
  await store.close();
  await rm(dataDir, { recursive: true });
});

/** Calls of Slack's part to the store. */
type Kept = Omit<InboxStore, 'forget'>;

async function replica(bot: RecordingBot, inbox: Kept = store.inbox): Promise<SlackStand> {
  const stand = await openSlackStand(bot, { parts: { inbox, now: () => clock } });
  stands.push(stand);
  return stand;
}

/** Resolves when the replicas' clock is so much further. */
function passed(ms: number): Promise<void> {
  const end = clock + ms;
  return until(() => clock >= end);
}

/** The store as a process has it that gives no sign of life, and takes nothing out, any more. */
const dying: () => Kept = () => ({
  ...store.inbox,
  alive: async () => undefined,
  done: async () => undefined,
  takeOver: async () => []
});

test.each(['direct-message', 'command', 'press'])(
  'a %s that was acknowledged by a process that died is answered by another',
  async (kind) => {
    const { bot, release } = createStuckBot();
    const dead = await replica(bot, dying());
    void dead.deliver(fixture(kind));
    await until(() => bot.calls === 1);

    const heir = createRecordingBot();
    const { fake } = await replica(heir);
    await until(() => heir.calls === 1);
    await until(() => fake.calls.length > 0 || dead.fake.calls.length > 0);
    expect(heir.messages[0]).toEqual(bot.messages[0]);
    await until(() => stands[1]!.log.join().includes('slack.inbox.taken-over'));
    release();
  }
);

test('what a living process is still at is left to it, however long it takes', async () => {
  const { bot, release } = createStuckBot();
  const slow = await replica(bot);
  void slow.deliver(fixture('direct-message'));
  await until(() => bot.calls === 1);
  const other = createRecordingBot();
  await replica(other);
  await passed(3 * quick.silent);
  expect(other.calls).toBe(0);
  release();
});

test('what was said lies sealed in the store, and not at all once it is answered', async () => {
  const { bot, release } = createStuckBot();
  const stand = await replica(bot);
  const question = fixture('direct-message');
  const event = { ...(question.event as Payload), text: 'canary of the ward' };
  void stand.deliver({ ...question, event });
  await until(() => bot.calls === 1);
  for (const name of await readdir(dataDir)) {
    expect(await readFile(path.join(dataDir, name), 'latin1')).not.toContain('canary');
  }
  release();
  await stand.platform.idle(guardMs);
  expect(await store.inbox.takeOver('heir', Date.now() + 1e6, 0, 10)).toEqual([]);
});

test('a delivery that three processes did not survive, is a day old or cannot be opened, is given up', async () => {
  const day = 24 * 60 * 60_000;
  const seal = createSeal(secret, 'spread-bot/slack/inbox');
  const sealed = (id: string) => seal.close(JSON.stringify(fixture('direct-message')), id);
  await store.inbox.keep('deadly', 'first', sealed('deadly'), Date.now() - 10_000);
  await store.inbox.takeOver('second', Date.now() - 9000, 0, 1);
  await store.inbox.takeOver('third', Date.now() - 8000, 0, 1);
  await store.inbox.keep('old', 'first', sealed('old'), Date.now() - day - 1000);
  await store.inbox.keep('foreign', 'first', 'not sealed by us', Date.now() - 10_000);
  const bot = createRecordingBot();
  const stand = await replica(bot);
  await until(() => stand.log.filter((line) => line.includes('slack.inbox.given-up')).length === 3);
  expect(bot.calls).toBe(0);
  expect(await store.inbox.takeOver('heir', Date.now() + 1e6, 0, 10)).toEqual([]);
});

test('people are answered while the store is away', async () => {
  const bot = createRecordingBot();
  const away = async () => Promise.reject(new Error('away'));
  const stand = await replica(bot, { keep: away, done: away, alive: away, takeOver: away });
  expect(await stand.deliver(fixture('direct-message'))).toMatchObject({ status: 200 });
  expect(stand.fake.messages).toHaveLength(1);
});

test('nothing is acknowledged, and nobody answered, before it is written down', async () => {
  const bot = createRecordingBot();
  let write: () => void = () => undefined;
  const written = new Promise<void>((resolve) => (write = resolve));
  const kept: string[] = [];
  const keep: Kept['keep'] = async (...given) => {
    kept.push(given[0]);
    await written;
    return store.inbox.keep(...given);
  };
  const stand = await replica(bot, { ...store.inbox, keep });
  let acknowledged = false;
  const delivered = stand.deliver(fixture('direct-message')).finally(() => (acknowledged = true));
  await until(() => kept.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect([acknowledged, bot.calls]).toEqual([false, 0]);
  write();
  expect(await delivered).toMatchObject({ status: 200 });
  expect(bot.calls).toBe(1);
});

test('what the store could not take out after its answer is taken out later, and left to its owner until then', async () => {
  let away = true;
  let takenOut = false;
  const bot = createRecordingBot();
  const done: Kept['done'] = async (ids) => {
    if (away) throw new Error('away');
    await store.inbox.done(ids);
    takenOut = true;
  };
  const stand = await replica(bot, { ...store.inbox, done });
  await stand.deliver(fixture('direct-message'));
  const heir = createRecordingBot();
  await replica(heir);
  await passed(3 * quick.silent);
  expect([bot.calls, heir.calls]).toEqual([1, 0]);
  away = false;
  await until(() => takenOut);
  expect(await store.inbox.takeOver('nobody', Date.now() + 1e6, 0, 10)).toEqual([]);
});
