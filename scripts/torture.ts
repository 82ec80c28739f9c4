import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres, type TestPostgres } from '../test/support/postgres.ts';
import type { Way } from '../test/support/tips-world.ts';
import { compileScript } from './compile.ts';
import { mountSmallDisk, type SmallDisk, serverStopped } from './torture/absence.ts';
import { startLine } from './torture/half-open.ts';
import { createRandom } from './torture/random.ts';
import { type TortureResult, torture } from './torture/supervisor.ts';

/**
 * `npm run torture`: kills the program at random moments while it posts tips, and counts at the far side. With one of these the
 * store goes away in the middle of it: `--away SECONDS` stops PostgreSQL, `--silent SECONDS` lets the line to it swallow
 * everything while every connection stays open, `--full SECONDS` fills the disk of either store. Ends with status 1 if one tip
 * was lost, doubled or reported wrongly.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    tips: { type: 'string', default: '4000' },
    days: { type: 'string', default: '5.4' },
    faults: { type: 'string', default: '0.1' },
    store: { type: 'string', default: 'both' },
    way: { type: 'string', default: 'both' },
    speed: { type: 'string', default: '1800' },
    life: { type: 'string', default: '6000' },
    away: { type: 'string', default: '0' },
    full: { type: 'string', default: '0' },
    silent: { type: 'string', default: '0' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) }
  }
});

const seed = Number(values.seed);
const workerFile = join(compileScript(process.cwd(), 'torture', 'torture-worker'), 'worker.js');
const trials: readonly { store: string; way: Way; replicas: number }[] = [
  { store: 'embedded', way: 'schedule', replicas: 1 },
  { store: 'embedded', way: 'post once', replicas: 1 },
  { store: 'postgres', way: 'schedule', replicas: 3 },
  { store: 'postgres', way: 'post once', replicas: 3 }
];
const asked = (option: string, value: string) => option === 'both' || option === value;
const wanted = trials.filter(({ store, way }) => asked(values.store, store) && asked(values.way, way));
console.log(`seed ${seed}; ${values.faults} of all requests spoilt by the far side (429, 400, lost answer, reset)`);

const awayMs = Number(values.away) * 1000;
const silentMs = Number(values.silent) * 1000;
const fullMs = Number(values.full) * 1000;
let server: TestPostgres | undefined;
/** Disks on which a server still has files. */
const full: SmallDisk[] = [];
let failed = false;
for (const { store, way, replicas } of wanted) {
  if (store === 'postgres') server ??= await startPostgres();
  if (store === 'postgres' && !server) continue;
  const disk = fullMs > 0 ? await mountSmallDisk() : undefined;
  if (fullMs > 0 && !disk) continue;
  const databaseUrl = store === 'postgres' ? await server!.createDatabase(disk?.folder) : '';
  const line = databaseUrl && silentMs > 0 ? await startLine(databaseUrl) : undefined;
  const absence =
    line?.silent(silentMs) ??
    disk?.full(fullMs) ??
    (databaseUrl && awayMs > 0 ? serverStopped(server!, awayMs) : undefined);
  const result: TortureResult = await torture({
    way,
    replicas,
    databaseUrl: line?.url ?? databaseUrl,
    kills: Number(values.kills),
    channels: Math.ceil(Number(values.tips) / Math.max(1, Math.floor(Number(values.days)))),
    days: Number(values.days),
    faultRate: Number(values.faults),
    speed: Number(values.speed),
    longestLifeMs: Number(values.life),
    workerFile,
    random: createRandom(seed),
    ...(disk && store === 'embedded' && { disk: disk.folder }),
    ...(absence && { absence })
  });
  if (store === 'embedded') await disk?.remove();
  else if (disk) full.push(disk);
  line?.close();
  failed ||= result.lost + result.doubled + result.misreported + result.ended > 0 || !result.sound;
  const { kills, tips, doubled, lost, unsure, late, misreported, ended, failures, sound, realMs } = result;
  const away = absence ? `, away for ${absence.ms / 1000} s (failed runs: ${JSON.stringify(failures)})` : '';
  if (late > 0) console.log('Tips came too late: this machine is too slow for this --speed, or the bot is.');
  console.log(
    `${store.padEnd(9)} ${String(replicas)} × ${way.padEnd(10)} ${kills} kills${away}, ${tips} tips: ${lost} lost (${late} too late), ${doubled} doubled, ${misreported} reported wrongly, ${unsure} listed as not sure, ${ended} ended by themselves, file ${sound ? 'sound' : 'DAMAGED'} (${Math.round(realMs / 1000)} s)`
  );
}
await server?.remove();
for (const disk of full) await disk.remove();
process.exitCode = failed ? 1 : 0;
