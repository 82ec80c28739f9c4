import { cp, mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/package-root.ts';
import { type KnowledgeWatch, watchKnowledge } from '../../src/knowledge/watch.ts';
import { until } from '../support/until.ts';

const small = path.join(packageRoot, 'test/fixtures/knowledge/small');

let folder: string;
let watch: KnowledgeWatch | undefined;
let changes: number;
let faults: unknown[];
/** Changes waited for so far. */
let seen: number;

/** Waits for a change after the last one waited for; on a slow machine one change of a test may be seen as two. */
const changeSeen = async (): Promise<void> => {
  const before = seen;
  await until(() => changes > before);
  seen = changes;
};

/** A minute between two walks shows that a change was seen without one. */
const begin = async (parts: { also?: () => Promise<string>; wholeMs?: number } = {}): Promise<void> => {
  watch = await watchKnowledge({
    folders: [folder],
    everyMs: 20,
    wholeMs: 60_000,
    settleMs: 20,
    changed: async () => {
      changes++;
      return undefined;
    },
    onFailure: (error) => faults.push(error),
    ...parts
  });
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'watched-'));
  await cp(small, folder, { recursive: true });
  changes = 0;
  seen = 0;
  faults = [];
});
afterEach(async () => {
  watch?.stop();
  watch = undefined;
  await rm(folder, { recursive: true, force: true });
});

describe('without a walk through the folder is seen', () => {
  test('a file that is written to, again and again', async () => {
    await begin();
    for (const times of [1, 2, 3]) {
      await writeFile(path.join(folder, 'concepts/concept-spread.md'), 'x'.repeat(times));
      await changeSeen();
    }
  });

  test('a file whose size stays and whose time is put back', async () => {
    const file = path.join(folder, 'same.md');
    const then = new Date('2026-01-01');
    await writeFile(file, 'one');
    await utimes(file, then, then);
    await begin();
    await rm(file);
    await writeFile(file, 'two');
    await utimes(file, then, then);
    await changeSeen();
  });

  test('a file that is new, and what is written to it later', async () => {
    await begin();
    const file = path.join(folder, 'concepts/new.md');
    await writeFile(file, 'new');
    await changeSeen();
    await writeFile(file, 'newer');
    await changeSeen();
  });

  test('a file in a folder that was empty', async () => {
    await mkdir(path.join(folder, 'empty'));
    await begin();
    await writeFile(path.join(folder, 'empty/new.md'), 'new');
    await changeSeen();
  });

  test('a file that goes away', async () => {
    await begin();
    await rm(path.join(folder, 'concepts/concept-spread.md'));
    await changeSeen();
  });

  test('what is behind links, all of which are turned at once, as Kubernetes does it', async () => {
    const mount = path.join(folder, 'mount');
    await mkdir(mount);
    for (const version of ['..1', '..2']) {
      await mkdir(path.join(mount, version));
      await writeFile(path.join(mount, version, 'entry.md'), version);
    }
    await symlink('..1', path.join(mount, '..data'));
    await symlink('..data/entry.md', path.join(mount, 'entry.md'));
    await begin();
    await symlink('..2', path.join(mount, '..next'));
    await rename(path.join(mount, '..next'), path.join(mount, '..data'));
    await changeSeen();
  });

  test('what changes besides the folder', async () => {
    let mark = 'one';
    await begin({ also: async () => mark });
    mark = 'two';
    await changeSeen();
  });
});

test('what changed before the watch began, and no file tells any more, is found by the next walk', async () => {
  const file = path.join(folder, 'concepts/concept-spread.md');
  let first = true;
  await begin({
    wholeMs: 40,
    also: async () => {
      // between the walk and the first poll
      if (first) await writeFile(file, 'x');
      first = false;
      return '';
    }
  });
  await changeSeen();
});

test('a folder that goes away is told, and watched again once it is back', async () => {
  await begin({ wholeMs: 40 });
  await rm(folder, { recursive: true });
  await until(() => faults.length > 0);
  await cp(small, folder, { recursive: true });
  await writeFile(path.join(folder, 'concepts/new.md'), 'new');
  await changeSeen();
});

test('a file that is still being written is not taken', async () => {
  await begin();
  watch?.stop();
  for (const size of [1, 2, 3]) {
    await writeFile(path.join(folder, 'concepts/long.md'), 'x'.repeat(size));
    await watch?.look();
    expect(changes).toBe(0);
  }
  await watch?.look();
  expect(changes).toBe(1);
});

test('nothing is looked at after a stop', async () => {
  await begin();
  watch?.stop();
  await writeFile(path.join(folder, 'concepts/concept-spread.md'), 'x');
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(changes).toBe(0);
});
