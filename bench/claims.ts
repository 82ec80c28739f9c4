import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../test/support/postgres.ts';
import { boss } from './claims/boss.ts';
import { graphile } from './claims/graphile.ts';
import { ours } from './claims/ours.ts';
import type { Work } from './claims/work.ts';

/**
 * `npm run bench:claims`: subscriptions that are due in one minute, made durable, claimed once each and marked done, by
 * this program and by two job queues on the same PostgreSQL (with fsync), each in a process of its own.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    engine: { type: 'string' },
    url: { type: 'string', default: '' },
    dir: { type: 'string', default: '' }
  }
});
const count = Number(values.count);
const peersFolder = join(process.cwd(), 'node_modules', '.cache', 'claims-peers');
const peers = join(peersFolder, 'package.json');

const engines: Readonly<Record<string, () => Promise<Work>>> = {
  'spread-bot': () => ours(values.url, values.dir, count),
  'spread-bot, embedded': () => ours('', values.dir, count),
  'graphile-worker 0.17': () => graphile(values.url, peers, count),
  'pg-boss 10': () => boss(values.url, peers, count)
};

if (values.engine) {
  const work = await engines[values.engine]!();
  (globalThis as { gc?: () => void }).gc?.();
  const before = process.memoryUsage().rss;
  const began = performance.now();
  const done = await work.run();
  const ms = performance.now() - began;
  process.stdout.write(`${JSON.stringify({ done, ms, mb: (process.memoryUsage().rss - before) / 2 ** 20 })}\n`);
  await work.close();
  process.exit(0);
}

if (!existsSync(peers)) {
  const wanted = ['graphile-worker@0.17.3', 'pg-boss@10.4.2'];
  const options = ['--prefix', peersFolder, '-E', '--ignore-scripts', '--no-audit', '--no-fund'];
  spawnSync('npm', ['install', ...options, ...wanted], { stdio: 'inherit' });
}
const server = await startPostgres('on');
if (!server) process.exit(1);
const dir = await mkdtemp(join(tmpdir(), 'spread-bot-claims-'));
let base: number | undefined;
for (const engine of Object.keys(engines)) {
  const given = ['--engine', engine, '--count', values.count, '--url', await server.createDatabase(), '--dir', dir];
  const run = spawnSync(process.execPath, ['--expose-gc', process.argv[1]!, ...given], { encoding: 'utf8' });
  const line = run.stdout.trim().split('\n').at(-1);
  if (run.status !== 0 || !line) throw new Error(`${engine}: ${run.stderr}`);
  const { done, ms, mb } = JSON.parse(line) as { done: number; ms: number; mb: number };
  base ??= ms;
  process.stdout.write(
    `${engine.padEnd(22)} ${done} of ${count} in ${(ms / 1000).toFixed(2)} s, ${(ms / base).toFixed(2)} × ours, ${mb.toFixed(0)} MB more\n`
  );
}
await server.remove();
await rm(dir, { recursive: true });
