import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Delivery } from '../../src/core/tips/ledger.ts';
import { channelOf } from '../../src/core/tips/place.ts';
import { nextSlot } from '../../src/core/tips/schedule.ts';
import { defaultRule } from '../../src/core/tips/wish.ts';
import { openStore } from '../../src/storage/index.ts';
import { createZones } from '../../src/zones.ts';
import { createListeningLogger } from '../../test/support/listening-logger.ts';
import { channel, day, type Way } from '../../test/support/tips-world.ts';
import { startFarServer } from './far-server.ts';
import { type TorturePlan, tortureClock, tortureStart, tortureTimings } from './plan.ts';

export interface TortureOptions {
  way: Way;
  /** Empty for the embedded store. */
  databaseUrl: string;
  kills: number;
  /** Channels, each with a tip a day. */
  channels: number;
  /** How long, in torture days; longer where the kills take longer. */
  days: number;
  replicas: number;
  /** Share of requests that the far side spoils, 0 to 1. */
  faultRate: number;
  /** Torture milliseconds for each real one. */
  speed: number;
  /** No worker lives longer than this after it has begun, in real milliseconds; most live much shorter. */
  longestLifeMs: number;
  /** Compiled worker, run by plain node. */
  workerFile: string;
  random: () => number;
}

export interface TortureResult {
  kills: number;
  /** Slots that came. */
  tips: number;
  /** Seen more than once by people. */
  doubled: number;
  /** Not seen, and not on the list of those that nobody can be sure of. */
  lost: number;
  /** Seen or not, and on that list. */
  unsure: number;
  /** Left out because they were more than a day late, and reported so. Counted as lost, too. */
  late: number;
  realMs: number;
}

/** A tip a day at 09:00. */
const rule = { ...defaultRule('Etc/UTC'), frequency: 'daily' as const };

/**
 * Runs workers that post tips, kills them at random moments, lets the last ones finish, and compares what people saw with
 * the slots that came.
 */
export async function torture(options: TortureOptions): Promise<TortureResult> {
  const { way, databaseUrl, replicas, speed, random } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'spread-bot-torture-'));
  const store = await openStore({ databaseUrl, dataDir }, createListeningLogger());
  const zones = createZones();
  const ids = Array.from({ length: options.channels }, (_, index) => `s${index}`);
  for (const id of ids) {
    const { channel: conversation, place } = channelOf(channel(id));
    const next = nextSlot(rule, tortureStart, zones)!;
    await store.tips.save(
      { id, place, conversation, rule, state: 'active', next, changedAt: tortureStart },
      tortureStart
    );
  }
  const started = Date.now();
  const time = { realStart: started, speed };
  const clock = tortureClock(time);
  const far = await startFarServer(clock, options.faultRate, random);
  const plan: TorturePlan = { way, databaseUrl, dataDir, farUrl: far.url, ...time };
  const spawned = new Set<ChildProcess>();
  const run = () => runWorker(options.workerFile, plan, spawned);

  let kills = 0;
  const enough = () => kills >= options.kills && clock() > tortureStart + options.days * day;
  await Promise.all(
    Array.from({ length: replicas }, async () => {
      while (!enough()) {
        const worker = await run();
        await pause(20 + random() * random() * options.longestLifeMs);
        worker.kill('SIGKILL');
        kills += 1;
      }
    })
  );
  const end = clock();
  const last = await run();
  const ledger: Delivery[] = [];
  do {
    await pause(500);
    ledger.length = 0;
    for (const id of ids) ledger.push(...(await store.tips.deliveries(id, 1000)));
  } while (ledger.some(({ dueAt, tryAt }) => dueAt < end && tryAt !== undefined));
  last.kill('SIGKILL');
  const result = judge(ids, far.keys(), ledger, end);
  for (const worker of spawned) worker.kill('SIGKILL');
  await far.close();
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
  return { ...result, kills, realMs: Date.now() - started };
}

/** Compares slots with what was seen. The slots are worked out here, not taken from the ledger. */
function judge(ids: readonly string[], keys: readonly string[], ledger: readonly Delivery[], end: number) {
  const seen = new Map<string, number>();
  for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1);
  const listed = new Set(ledger.filter(({ state }) => state === 'unsure').map(({ id }) => `tip/${id}`));
  let tips = 0;
  let lost = 0;
  for (let at = tortureStart + rule.time * 60_000; at + tortureTimings.spread < end; at += day) {
    const date = new Date(at).toISOString().slice(0, 10);
    for (const id of ids) {
      tips += 1;
      const key = `tip/${id}/${date}`;
      if (!seen.has(key) && !listed.has(key)) lost += 1;
    }
  }
  const doubled = [...seen.values()].filter((times) => times > 1).length;
  const late = ledger.filter(({ state }) => state === 'skipped').length;
  return { tips, doubled, lost, unsure: listed.size, late };
}

function runWorker(file: string, plan: TorturePlan, spawned: Set<ChildProcess>): Promise<ChildProcess> {
  const worker = spawn(process.execPath, [file, JSON.stringify(plan)], { stdio: ['pipe', 'pipe', 'inherit'] });
  spawned.add(worker);
  worker.on('exit', () => spawned.delete(worker));
  return new Promise((resolve, reject) => {
    worker.stdout.once('data', () => resolve(worker));
    worker.once('exit', (code) => reject(new Error(`A worker ended by itself with status ${code}.`)));
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
