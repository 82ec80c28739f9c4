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
import { startClock } from './clock.ts';
import { createCrew } from './crew.ts';
import { startFarServer } from './far-server.ts';
import { judge, ruleOf, type Verdict } from './judge.ts';
import { type Ledger, tortureStart, tortureTimings } from './plan.ts';

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
  /** Torture milliseconds for each real one, at most: the clock waits for workers that are slow to start or to finish a run. */
  speed: number;
  /** No worker lives longer than this after it has begun, in milliseconds at that speed; most live much shorter. */
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
  /** State of the store: there, on its way to or from being away, or away. */
  let state: 'there' | 'between' | 'away' = 'between';
  let gone = absence === undefined;
  // A store that hangs lets no run finish, so that nobody is waited for while it is away.
  const { now, reached, stop } = startClock(
    speed,
    (time) => state === 'away' || (state === 'there' && time - crew.waitsSince() <= tortureTimings.run),
    (time) => crew.tell(time)
  );
  const far = await startFarServer(now, options.faultRate, random);
  const crew = createCrew(options.workerFile, { ledger, way, databaseUrl, dataDir, farUrl: far.url }, now);
  state = 'there';

  let kills = 0;
  const enough = () => gone && kills >= options.kills && now() > tortureStart + options.days * day;
  const live = async (): Promise<void> => {
    while (!enough()) {
      const life = options.kills > 0 ? 20 + random() * random() * options.longestLifeMs : Number.POSITIVE_INFINITY;
      const worker = await crew.start();
      await reached(now() + life * speed, enough);
      // In the middle of a tick, too.
      await pause(random() * 10);
      await reached(Number.POSITIVE_INFINITY, () => state === 'there');
      crew.kill(worker);
      if (options.kills > 0) kills += 1;
    }
  };
  const leave = async ({ ms, begin, end }: Absence): Promise<void> => {
    while (far.asked() < options.channels / 3) await pause(5);
    state = 'between';
    if (databaseUrl === '') await emptyLog(file);
    await begin(file);
    state = 'away';
    await reached(now() + ms * speed);
    state = 'between';
    await end();
    crew.forgive();
    state = 'there';
    gone = true;
  };
  await Promise.all([absence && leave(absence), ...Array.from({ length: replicas }, live)]);
  const end = now();
  await crew.ran(await crew.start());
  const rows: Delivery[] = [];
  do {
    await pause(200);
    rows.length = 0;
    for (const id of ids) rows.push(...(await store[ledger].deliveries(id, 1000)));
  } while (rows.some(({ dueAt, tryAt }) => dueAt < end && tryAt !== undefined));
  const [ended, failures] = [crew.ended(), crew.failures()];
  crew.killAll();
  stop();
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
