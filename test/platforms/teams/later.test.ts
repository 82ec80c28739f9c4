import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Card } from '../../../src/core/model/card.ts';
import type { InboxStore } from '../../../src/core/model/store.ts';
import type { ReplyOutcome } from '../../../src/observability/platform-metrics.ts';
import { type OpenedStore, openStore } from '../../../src/storage/index.ts';
import type { FakeConnector } from '../../support/fake-teams-connector.ts';
import { createListeningLogger } from '../../support/listening-logger.ts';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';
import { openTeams, type TeamsUnderTest } from '../../support/teams-under-test.ts';
import { until } from '../../support/until.ts';

/** Answers that have to wait: the request is acknowledged in time, and the answer comes once, whatever becomes of the process. */

const answer: Card = { title: 'An answer', text: 'Some text.' };
const ackMs = 200;
const waits = { here: 10_000, unsaid: 300, last: 60_000 };
const beats = { beat: 20, silent: 150 };

let dataDir: string;
let store: OpenedStore;
let open: TeamsUnderTest[];
let outcomes: ReplyOutcome[];
let events: () => string[];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'teams-later-'));
  store = await openStore({ dataDir }, createListeningLogger());
  [open, outcomes] = [[], []];
  events = () => open.flatMap(({ lines }) => lines.map(({ event }) => event));
});
afterEach(async () => {
  await Promise.all(open.map((teams) => teams.close()));
  await store.close();
  await rm(dataDir, { recursive: true });
});

type Kept = Omit<InboxStore, 'forget'>;

async function replica(
  bot: RecordingBot,
  inbox: Kept | undefined = store.inbox,
  silent = beats.silent
): Promise<TeamsUnderTest> {
  const parts = { replied: (outcome: ReplyOutcome) => outcomes.push(outcome), ...(inbox && { inbox }) };
  const teams = await openTeams(bot, { waits, ackMs, inbox: { ...beats, silent } }, parts);
  open.push(teams);
  return teams;
}
const limitedFor = (connector: FakeConnector, ms: number, seconds: number): void => {
  const since = Date.now();
  connector.refusal = ({ body }) =>
    body.type === 'message' && Date.now() - since < ms
      ? { status: 429, headers: { 'retry-after': String(seconds) } }
      : undefined;
};
const left = () => store.inbox.takeOver('teams/heir', Date.now() + 1e6, 0, 10);
/** The store as a process has it that gives no sign of life, and takes nothing out, any more. */
const dying = (): Kept => ({
  ...store.inbox,
  alive: async () => undefined,
  done: async () => undefined,
  takeOver: async () => []
});

test.each(['mention', 'direct-message', 'submit', 'install'])(
  'a %s is acknowledged while its answer waits, and answered once',
  async (name) => {
    const bot = createRecordingBot();
    const teams = await replica(bot);
    limitedFor(teams.connector, 900, 1);
    const since = performance.now();
    expect((await teams.deliver(teams.activity(name))).status).toBe(200);
    expect(performance.now() - since).toBeLessThan(900);
    expect(teams.connector.messages()).toEqual([]);
    expect((await teams.deliver(teams.activity(name))).status).toBe(200);
    await until(() => teams.connector.messages().length > 0);
    await sleep(300);
    expect(teams.connector.messages()).toHaveLength(1);
    expect(outcomes).toEqual(['first']);
    expect(await left()).toEqual([]);
  }
);

test('a call that hangs keeps nobody waiting for the acknowledgement', async () => {
  const teams = await replica(createRecordingBot());
  teams.connector.fail('hang');
  const since = performance.now();
  expect((await teams.deliver(teams.activity('mention'))).status).toBe(200);
  expect(performance.now() - since).toBeLessThan(2000);
  await until(() => outcomes.length > 0);
  expect(outcomes).toEqual(['lost']);
});

test('an invoke is not acknowledged without its answer', async () => {
  const bot = createRecordingBot();
  bot.answer(() => sleep(3 * ackMs).then(() => ({ card: answer, audience: 'everyone' })));
  const teams = await replica(bot);
  expect((await teams.deliver(teams.activity('press'))).body).toMatchObject({ statusCode: 200 });
});

test('a fault after the acknowledgement is logged', async () => {
  const bot = createRecordingBot();
  bot.answer(() => sleep(2 * ackMs).then(() => ({ card: undefined as unknown as Card, audience: 'everyone' })));
  const teams = await replica(bot);
  expect((await teams.deliver(teams.activity('mention'))).status).toBe(200);
  await until(() => events().includes('teams.reply.failed'));
  expect(outcomes).toEqual(['lost']);
});

test('a process that stops leaves what waits to the next one, which answers once', async () => {
  const bot = createRecordingBot();
  let settled = false;
  const { handle } = bot;
  bot.handle = (message, now, sent) => {
    void sent?.then(() => {
      settled = true;
    });
    return handle(message, now, sent);
  };
  const first = await replica(bot);
  limitedFor(first.connector, 60_000, 9);
  await first.deliver(first.activity('mention', { text: '<at>Spread Bot</at> canary of the ward' }));
  const since = performance.now();
  await first.platform.stop();
  expect(performance.now() - since).toBeLessThan(2000);
  expect(settled).toBe(false);
  expect(outcomes).toEqual([]);
  expect(events()).toContain('teams.activity.left');
  for (const name of await readdir(dataDir)) {
    expect(await readFile(path.join(dataDir, name), 'latin1')).not.toContain('canary');
  }
  first.connector.refusal = () => undefined;
  const heir = createRecordingBot();
  await replica(heir);
  await until(() => first.connector.messages().length > 0);
  await sleep(400);
  expect(first.connector.messages()).toHaveLength(1);
  expect(heir.messages).toEqual([expect.objectContaining({ text: 'canary of the ward', id: bot.messages[0]!.id })]);
  expect(outcomes).toEqual(['first']);
  expect(await left()).toEqual([]);
});

test('an answer that Teams puts off for a quarter of an hour is still given, and keeps no room meanwhile', async () => {
  const usual = { ackMs, inbox: beats };
  const parts = { replied: (outcome: ReplyOutcome) => outcomes.push(outcome), inbox: store.inbox };
  const first = await openTeams(createRecordingBot(), usual, parts);
  open.push(first);
  limitedFor(first.connector, 60_000, 900);
  expect((await first.deliver(first.activity('direct-message'))).status).toBe(200);
  await until(() => events().includes('teams.reply.delayed'));
  expect(first.lines.at(-1)?.fields).toMatchObject({ waitMs: 900_000 });
  expect(outcomes).toEqual([]);
  await first.platform.stop();
  first.connector.refusal = () => undefined;
  await replica(createRecordingBot());
  await until(() => outcomes.length > 0);
  expect(first.connector.messages()).toHaveLength(1);
});

test('what a process was at when it was killed is answered by another', async () => {
  const first = await replica(createRecordingBot(), dying());
  limitedFor(first.connector, 60_000, 9);
  await first.deliver(first.activity('mention'));
  first.connector.refusal = () => undefined;
  await replica(createRecordingBot());
  await until(() => first.connector.messages().length > 0);
  expect(first.connector.messages()).toHaveLength(1);
});

test('what a living process is still at is left to it, also after a takeover', async () => {
  const first = await replica(createRecordingBot(), dying());
  limitedFor(first.connector, 60_000, 2);
  await first.deliver(first.activity('mention'));
  const [second, third] = [createRecordingBot(), createRecordingBot()];
  // long beside a beat: a machine that stops for a second makes no living process a dead one
  const silent = 1500;
  await replica(second, store.inbox, silent);
  await until(() => second.calls === 1);
  await replica(third, store.inbox, silent);
  await sleep(2 * silent);
  expect(third.calls).toBe(0);
});

test.each([undefined, { keep: async () => Promise.reject(new Error('away')) }])(
  'where nothing can be kept, a process that stops tries once more',
  async (broken) => {
    const teams = await replica(createRecordingBot(), broken ? { ...store.inbox, ...broken } : (null as never));
    const since = Date.now();
    limitedFor(teams.connector, 1000, 9);
    await teams.deliver(teams.activity('mention'));
    expect(teams.connector.messages()).toEqual([]);
    await teams.platform.stop();
    expect(Date.now() - since).toBeLessThan(8000);
    expect(teams.connector.messages()).toHaveLength(1);
    expect(outcomes).toEqual(['first']);
  }
);

test('without a limit nothing is kept', async () => {
  let kept = 0;
  const keep: Kept['keep'] = async () => {
    kept += 1;
  };
  const teams = await replica(createRecordingBot(), { ...store.inbox, keep });
  await teams.deliver(teams.activity('mention'));
  expect(teams.connector.messages()).toHaveLength(1);
  expect(kept).toBe(0);
});
