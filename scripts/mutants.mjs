/**
 * Takes one protection after another out of a copy of the sources, and looks whether the tests named for it notice. Bounded: a fixed list,
 * one suite at a time, a limit of time for each. Ends with 1 when a mutant lives that is not known to, or when the list no longer fits the sources.
 *
 * Usage: npm run mutants [-- NAME…]   (parts of names; all when none is given)
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mutants } from './mutants/list.mjs';

/** Longest that one mutant may take, in milliseconds; one that never ends counts as noticed. */
const limitMs = 180_000;

const wanted = process.argv.slice(2);
const chosen = mutants.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
const root = process.cwd();
const copy = mkdtempSync(path.join(tmpdir(), 'spread-bot-mutants-'));
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8'
});

const run = (suites, named) => {
  const filter = named ? ['-t', named] : [];
  const { status, signal } = spawnSync(
    process.execPath,
    [
      ...[
        'node_modules/jest/bin/jest.js',
        '--silent',
        '--bail',
        '--maxWorkers=1',
        '--testTimeout=120000',
        ...suites,
        ...filter
      ]
    ],
    { cwd: copy, stdio: 'ignore', timeout: limitMs, killSignal: 'SIGKILL' }
  );
  return status === 0 && !signal ? 'lives' : 'noticed';
};

/** Suites that pass on the sources as they are; only then it means something that they fail on a mutant. */
const sound = new Map();
const isSound = (suites, named) => {
  const key = JSON.stringify([suites, named]);
  if (!sound.has(key)) sound.set(key, run(suites, named) === 'lives');
  return sound.get(key);
};

try {
  for (const file of files.split('\0').filter(Boolean)) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    cpSync(path.join(root, file), path.join(copy, file), { errorOnExist: false });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  const rows = chosen.map(({ name, file, from, to, suites, test, known }) => {
    const place = path.join(copy, file);
    const source = readFileSync(place, 'utf8');
    const count = source.split(from).length - 1;
    let end = `does not fit: found ${count} times`;
    if (count === 1 && !isSound(suites, test)) end = 'means nothing: its suites fail without it';
    else if (count === 1) {
      writeFileSync(
        place,
        source.replace(from, () => to)
      );
      end = run(suites, test);
      writeFileSync(place, source);
    }
    const good = end === 'noticed' || (end === 'lives' && known);
    process.stdout.write(`${good ? 'ok   ' : 'FAULT'} ${end.padEnd(8)} ${name}${known ? ` (known: ${known})` : ''}\n`);
    return { good, end };
  });
  const noticed = rows.filter(({ end }) => end === 'noticed').length;
  process.stdout.write(`\n${noticed} of ${rows.length} noticed, ${rows.filter(({ good }) => !good).length} faults\n`);
  process.exitCode = rows.every(({ good }) => good) ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
