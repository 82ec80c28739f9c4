import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { channelOf } from '../../src/core/model/message.ts';
import type { Delivery } from '../../src/core/tips/ledger.ts';
import { nextSlot } from '../../src/core/tips/schedule.ts';
import { createZones } from '../../src/jobs/time-zones.ts';
import { openLibsql } from '../../src/storage/engine/libsql.ts';
import { openStore } from '../../src/storage/index.ts';
import { createListeningLogger } from '../../test/support/listening-logger.ts';
import { channel, day, type Way } from '../../test/support/tips-world.ts';
import type { Absence } from './absence.ts';
import { createCrew } from './crew.ts';
import { startFarServer } from './far-server.ts';
import { judge, ruleOf, type Verdict } from './judge.ts';
import { type Ledger, type TorturePlan, tortureClock, tortureStart } from './plan.ts';

export interface TortureOptions {
  /** Ledger that is tried; that of the tips where not given. */
  ledger?: Ledger;
  way: Way;
  /** Empty for the embedded store. */
  databaseUrl: string;
  /** Folder in which the embedded store's is made; among the machine's temporary files when not given. */
  disk?: string;
  /** 0: nobody is killed. */
  kills: number;
  /** Channels, each with a tip a day. */
  channels: number;
  /** Duration in torture days; longer where the kills take longer. */
  days: number;
  replicas: number;
  /** Share of requests that the far side spoils, 0 to 1. */
  faultRate: number;
  /** Torture milliseconds for each real one. */
  speed: number;
  /** No worker lives longer than this after it has begun, in real milliseconds; most live much shorter. */
  longestLifeMs: number;
  /** The store goes away once a third of the first tips were asked for. Nobody is killed meanwhile. */
  absence?: Absence;
  /** Compiled worker, run by plain node. */
  workerFile: string;
  random: () => number;
}

export interface TortureResult extends Verdict {
  kills: number;
  /** Workers that ended by themselves. */
  ended: number;
  /** Runs that failed, by the kind of fault. */
  failures: Readonly<Record<string, number>>;
  /** True where the embedded store's file is sound at the end. */
  sound: boolean;
  realMs: number;
}

/**
 * Runs workers that post tips or reminders, kills them at random moments, takes the store away where asked to, lets the last ones
 * finish, and compares what people saw with the slots that came.
 */
export async function torture(options: TortureOptions): Promise<TortureResult> {
  const { ledger = 'tips', way, databaseUrl, disk = tmpdir(), replicas, speed, random, absence } = options;
  const rule = ruleOf(ledger);
  const dataDir = await mkdtemp(join(disk, 'spread-bot-torture-'));
  const file = join(dataDir, 'spread-bot.db');
  const store = await openStore({ databaseUrl, dataDir }, createListeningLogger());
  const zones = createZones();
  const ids = Array.from({ length: options.channels }, (_, index) => `s${index}`);
  for (const id of ids) {
    const { channel: conversation, place } = channelOf(channel(id));
    const next = nextSlot(rule, tortureStart, zones)!;
    await store[ledger].save(
      { id, place, conversation, rule, state: 'active', next, changedAt: tortureStart },
      tortureStart
    );
  }
  const started = Date.now();
  const time = { realStart: started, speed };
  const clock = tortureClock(time);
  const far = await startFarServer(clock, options.faultRate, random);
  const plan: TorturePlan = { ledger, way, databaseUrl, dataDir, farUrl: far.url, ...time };
  const crew = createCrew(options.workerFile, plan);

  let kills = 0;
  let away = false;
  let gone = absence === undefined;
  const enough = () => gone && kills >= options.kills && clock() > tortureStart + options.days * day;
  const live = async (): Promise<void> => {
    while (!enough()) {
      const lifeMs = options.kills > 0 ? 20 + random() * random() * options.longestLifeMs : Number.POSITIVE_INFINITY;
      const worker = await crew.start();
      const born = Date.now();
      do await pause(Math.min(lifeMs - (Date.now() - born), 200));
      while (away || (Date.now() - born < lifeMs && !enough()));
      crew.kill(worker);
      if (options.kills > 0) kills += 1;
    }
  };
  const leave = async ({ ms, begin, end }: Absence): Promise<void> => {
    while (far.asked() < options.channels / 3) await pause(5);
    away = true;
    if (databaseUrl === '') await emptyLog(file);
    await begin(file);
    await pause(ms);
    await end();
    away = false;
    gone = true;
  };
  await Promise.all([absence && leave(absence), ...Array.from({ length: replicas }, live)]);
  const end = clock();
  await crew.start();
  const rows: Delivery[] = [];
  do {
    await pause(500);
    rows.length = 0;
    for (const id of ids) rows.push(...(await store[ledger].deliveries(id, 1000)));
  } while (rows.some(({ dueAt, tryAt }) => dueAt < end && tryAt !== undefined));
  const [ended, failures] = [crew.ended(), crew.failures()];
  crew.killAll();
  const verdict = judge(ids, far.keys(), rows, end, ledger);
  await far.close();
  await store.close();
  const sound = databaseUrl !== '' || (await isSound(file));
  await rm(dataDir, { recursive: true, force: true });
  return { ...verdict, kills, ended, failures, sound, realMs: Date.now() - started };
}

/** Cuts the `-wal` file to nothing: SQLite would go on in the space it has, and not feel for a while that the disk is full. */
async function emptyLog(file: string): Promise<void> {
  const database = await openLibsql(file);
  for (;;) {
    const [found] = database.prepare('pragma wal_checkpoint(truncate)').all() as { busy: number }[];
    if (found?.busy === 0) break;
    await pause(5);
  }
  database.close();
}

async function isSound(file: string): Promise<boolean> {
  const database = await openLibsql(file);
  const found = database.prepare('pragma integrity_check').all() as { integrity_check: string }[];
  database.close();
  return found.length === 1 && found[0]?.integrity_check === 'ok';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
