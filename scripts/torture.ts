import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { holdWriteLock, lockTables } from '../test/support/hanging-stores.ts';
import { startPostgres, type TestPostgres } from '../test/support/postgres.ts';
import type { Way } from '../test/support/tips-world.ts';
import { compileScript } from './compile.ts';
import {
  type Absence,
  mountSmallDisk,
  type SmallDisk,
  serverFrozen,
  serverStopped,
  storeLocked
} from './torture/absence.ts';
import { type Line, startLine } from './torture/half-open.ts';
import type { Ledger } from './torture/plan.ts';
import { createRandom } from './torture/random.ts';
import { torture } from './torture/supervisor.ts';

/**
 * `npm run torture`: kills the program at random moments while it posts tips and while it posts reminders, then takes the store away in the middle of
 * it in each way there is, and counts at the far side. `--long` is the form for a release. With `--fault NAME` only that
 * way, for `--seconds`: `away` stops PostgreSQL, `frozen` stops its processes where they stand, `locked` locks its tables or
 * the embedded store's file, `silent` lets the line to it swallow everything while every connection stays open, `full`
 * fills the disk. Ends with status 1 if one tip was lost, doubled or reported wrongly.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string' },
    tips: { type: 'string' },
    days: { type: 'string' },
    faults: { type: 'string', default: '0.1' },
    store: { type: 'string', default: 'both' },
    way: { type: 'string', default: 'both' },
    speed: { type: 'string' },
    life: { type: 'string', default: '6000' },
    fault: { type: 'string', default: '' },
    seconds: { type: 'string', default: '9' },
    long: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) }
  }
});

type StoreName = 'embedded' | 'postgres';
type FaultName = 'away' | 'frozen' | 'locked' | 'silent' | 'full';
interface Trial {
  ledger?: Ledger;
  store: StoreName;
  way: Way;
  fault?: FaultName;
}

const replicasOf = { embedded: 1, postgres: 3 };
const ways: readonly Way[] = ['schedule', 'post once'];
const faultsOf: Readonly<Record<StoreName, readonly FaultName[]>> = {
  embedded: ['locked', 'full'],
  postgres: ['away', 'frozen', 'locked', 'silent']
};
/** Time for which a store that goes away is away, in torture time, in milliseconds: half of what a tip is prepared ahead. */
const awayMs = 4 * 3_600_000;

const stores = (['embedded', 'postgres'] as const).filter((store) => [store, 'both'].includes(values.store));
const wantedWays = ways.filter((way) => [way, 'both'].includes(values.way));
const trials: Trial[] = values.fault
  ? stores.flatMap((store) => wantedWays.map((way) => ({ store, way, fault: values.fault as FaultName })))
  : [
      ...stores.flatMap((store) => wantedWays.map((way) => ({ store, way }))),
      ...stores.flatMap((store) => wantedWays.map((way) => ({ store, way, ledger: 'reminders' as const }))),
      ...stores.flatMap((store) => faultsOf[store].map((fault) => ({ store, way: wantedWays[0]!, fault })))
    ];

const seed = Number(values.seed);
const workerFile = join(compileScript(process.cwd(), 'torture', 'torture-worker'), 'worker.js');
console.log(`seed ${seed}; ${values.faults} of all requests spoilt by the far side (429, 400, lost answer, reset)`);

let server: TestPostgres | undefined;
/** Disks on which a server still has files. */
const full: SmallDisk[] = [];
let failed = false;
for (const trial of trials) failed = !(await run(trial)) || failed;
await server?.remove();
for (const disk of full) await disk.remove();
process.exitCode = failed ? 1 : 0;

/** Runs one trial and prints its line; true when nothing is wrong with it, or this machine cannot run it. */
async function run({ ledger = 'tips', store, way, fault }: Trial): Promise<boolean> {
  if (store === 'postgres') server ??= await startPostgres();
  if (store === 'postgres' && !server) return true;
  const disk = fault === 'full' ? await mountSmallDisk() : undefined;
  if (fault === 'full' && !disk) return true;
  const databaseUrl = store === 'postgres' ? await server!.createDatabase(disk?.folder) : '';
  const line = databaseUrl && fault === 'silent' ? await startLine(databaseUrl) : undefined;
  const ms = Number(values.seconds) * 1000;
  const absence = fault && absenceOf(fault, ms, { databaseUrl, disk, line });
  if (fault && !absence) return true;
  const defaults = fault
    ? { kills: 0, tips: 400, days: 0.5, speed: awayMs / ms }
    : values.long
      ? { kills: 200, tips: 4000, days: 5.4, speed: 1800 }
      : { kills: 25, tips: 600, days: 1, speed: 1800 };
  const given = (option: string | undefined, otherwise: number) => (option === undefined ? otherwise : Number(option));
  const days = given(values.days, defaults.days);
  const result = await torture({
    ledger,
    way,
    replicas: replicasOf[store],
    databaseUrl: line?.url ?? databaseUrl,
    kills: given(values.kills, defaults.kills),
    channels: Math.ceil(given(values.tips, defaults.tips) / Math.max(1, Math.floor(days))),
    days,
    faultRate: Number(values.faults),
    speed: given(values.speed, defaults.speed),
    longestLifeMs: Number(values.life),
    workerFile,
    random: createRandom(seed),
    ...(disk && store === 'embedded' && { disk: disk.folder }),
    ...(absence && { absence })
  });
  if (store === 'embedded') await disk?.remove();
  else if (disk) full.push(disk);
  line?.close();
  const { kills, tips, doubled, lost, unsure, late, misreported, ended, failures, sound, realMs } = result;
  const away = fault ? `, ${fault} for ${ms / 1000} s (failed runs: ${JSON.stringify(failures)})` : '';
  if (late > 0) console.log('Tips came too late: this machine is too slow for this --speed, or the bot is.');
  console.log(
    `${store.padEnd(9)} ${String(replicasOf[store])} × ${way.padEnd(10)} ${kills} kills${away}, ${tips} ${ledger}: ${lost} lost (${late} too late), ${doubled} doubled, ${misreported} reported wrongly, ${unsure} listed as not sure, ${ended} ended by themselves, file ${sound ? 'sound' : 'DAMAGED'} (${Math.round(realMs / 1000)} s)`
  );
  return lost + doubled + misreported + ended === 0 && sound;
}

/** Returns how to make the store unavailable; undefined for a fault that this kind of store cannot have. */
function absenceOf(
  fault: FaultName,
  ms: number,
  { databaseUrl, disk, line }: { databaseUrl: string; disk: SmallDisk | undefined; line: Line | undefined }
): Absence | undefined {
  switch (fault) {
    case 'full':
      return disk?.full(ms);
    case 'silent':
      return line?.silent(ms);
    case 'locked':
      return storeLocked(
        (file) => (databaseUrl ? lockTables(databaseUrl, 'subscriptions, deliveries') : holdWriteLock(file)),
        ms
      );
    case 'away':
      return databaseUrl ? serverStopped(server!, ms) : undefined;
    case 'frozen':
      return databaseUrl ? serverFrozen(server!, ms) : undefined;
  }
}
