import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openLibsql } from '../../src/storage/engine/libsql.ts';
import { openStore } from '../../src/storage/index.ts';
import { createListeningLogger } from '../support/listening-logger.ts';
import { createRandom } from '../support/mutate.ts';
import { runs } from '../support/property-runs.ts';

const cuts = runs(500);
const seed = 20_261_123;
/** Five hundred cuts take ten seconds on a quiet machine. */
const limitMs = 240_000;

/**
 * A power cut leaves of the journal what was synced, and of the rest any part. What the ledger was told is safe was synced
 * (`synchronous = FULL`), so it lies before the cut; the journal is cut at random bytes after that point.
 */
test(
  `a journal cut at ${cuts} random bytes: every write that was said to be safe is there, the file is sound (seed ${seed})`,
  async () => {
    const root = await mkdtemp(join(tmpdir(), 'spread-bot-power-'));
    const dataDir = join(root, 'store');
    const file = join(dataDir, 'spread-bot.db');
    const store = await openStore({ dataDir }, createListeningLogger());
    const safeAt: number[] = [];
    for (let n = 0; n < 60; n += 1) {
      await Promise.all([store.installations.save(`slack/T${n}`, 'sealed', n), store.handled.claim(`m${n}`, n, 1000)]);
      safeAt.push((await stat(`${file}-wal`)).size);
    }
    const journal = await readFile(`${file}-wal`);
    const random = createRandom(seed);
    const copy = join(root, 'cut.db');
    for (let n = 0; n < cuts; n += 1) {
      const at = Math.floor(random() * (journal.length + 1));
      copyFileSync(file, copy);
      writeFileSync(`${copy}-wal`, journal.subarray(0, at));
      const cut = await openLibsql(copy);
      // The copy's own life is short: it is read, and need not outlast a power cut.
      cut.pragma('synchronous = off');
      expect(cut.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
      const safe = safeAt.filter((end) => end <= at).length;
      if (safe > 0) {
        const kept = cut.prepare('select id from installations').all();
        expect(kept.length).toBeGreaterThanOrEqual(safe);
      }
      cut.close();
      for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true });
    }
    await store.close();
    await rm(root, { recursive: true });
  },
  limitMs
);

test('what a reply waits for is synced only where a promise hangs on it', async () => {
  const root = await mkdtemp(join(tmpdir(), 'spread-bot-synced-'));
  const level = async (given?: 'NORMAL') => {
    const database = await openLibsql(join(root, 'store.db'), given);
    const found = database.prepare('pragma synchronous').all();
    database.close();
    return found;
  };
  // https://www.sqlite.org/pragma.html#pragma_synchronous: 1 is NORMAL, 2 is FULL.
  expect([await level(), await level('NORMAL')]).toEqual([[{ synchronous: 2 }], [{ synchronous: 1 }]]);
  await rm(root, { recursive: true });
});
