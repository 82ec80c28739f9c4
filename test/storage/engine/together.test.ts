import { expect, test } from '@jest/globals';
import { createTogether } from '../../../src/storage/engine/together.ts';
import { createWriteTurns } from '../../../src/storage/engine/write-turns.ts';

/** Writes that are counted; one named `bad` spoils its whole batch. */
function counted(waitMs?: number) {
  const batches: string[][] = [];
  const together = createTogether<string>(
    async (items) => {
      batches.push([...items]);
      await new Promise((resolve) => setImmediate(resolve));
      if (items.includes('bad')) throw new Error('spoilt');
      return new Set(items.filter((item) => item !== 'lost'));
    },
    (item) => item,
    waitMs === undefined ? {} : { waitMs }
  );
  return { batches, together };
}

test('what is asked for in one turn is written in one go, what comes meanwhile in the next', async () => {
  const { batches, together } = counted();
  const first = [together.put('a'), together.put('lost')];
  await new Promise((resolve) => setImmediate(resolve));
  const second = [together.put('b'), together.put('c')];
  expect(await Promise.all([...first, ...second])).toEqual([true, false, true, true]);
  expect(batches).toEqual([
    ['a', 'lost'],
    ['b', 'c']
  ]);
});

test('what may wait is not written before somebody asks for it to be, and then at once', async () => {
  const { batches, together } = counted(60_000);
  const written = [together.put('a'), together.put('b')];
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(batches).toEqual([]);
  await together.idle();
  expect(await Promise.all(written)).toEqual([true, true]);
  expect(batches).toEqual([['a', 'b']]);
  // Idle with nothing to do leaves the way free for what comes next.
  await together.idle();
  const later = together.put('c');
  await together.idle();
  expect(await later).toBe(true);
});

test('while the far side hangs, no more than the bound wait: the oldest are dropped and told so', async () => {
  let release: () => void = () => undefined;
  const hangs = new Promise<void>((resolve) => {
    release = resolve;
  });
  const together = createTogether<string>(
    async (items) => {
      await hangs;
      return new Set(items);
    },
    (item) => item,
    { bound: 3 }
  );
  const first = together.put('first');
  await new Promise((resolve) => setImmediate(resolve));
  const later = Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map((item) => together.put(item)));
  release();
  expect(await first).toBe(true);
  expect((await later).map(({ status }) => status)).toEqual([
    ...Array(2).fill('rejected'),
    ...Array(3).fill('fulfilled')
  ]);
});

test('a batch that fails is told to each of it, and the next goes on', async () => {
  const { together } = counted();
  await expect(Promise.all([together.put('a'), together.put('bad')])).rejects.toThrow('spoilt');
  expect(await together.put('b')).toBe(true);
});

test('turns come at once where none was before, and then together with a time between them', async () => {
  const gapMs = 50;
  const turn = createWriteTurns(gapMs);
  const ran: { name: string; at: number }[] = [];
  const ask = (name: string) =>
    new Promise<void>((resolve) =>
      turn(() => {
        ran.push({ name, at: performance.now() });
        resolve();
      })
    );
  const immediate = new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
  await Promise.race([Promise.all([ask('a'), ask('b')]), immediate.then(() => Promise.reject(new Error('late')))]);
  const next = [ask('c')];
  await new Promise((resolve) => setImmediate(resolve));
  next.push(ask('d'));
  expect(ran.map(({ name }) => name)).toEqual(['a', 'b']);
  await Promise.all(next);
  expect(ran.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  // Timers may be a millisecond early.
  expect(ran[2]!.at - ran[0]!.at).toBeGreaterThanOrEqual(gapMs - 2);
});
