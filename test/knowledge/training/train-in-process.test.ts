import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { trainInProcess } from '../../../src/knowledge/training/index.ts';
import { train } from '../../../src/matching/index.ts';
import { aKnowledge, anEntry } from '../../support/entries.ts';

const options = ['--import', new URL('../../support/typescript-worker.mjs', import.meta.url).href];
const knowledge = aKnowledge(
  anEntry({ id: 'tea', title: 'Tea round', asks: ['who makes the tea', 'when is tea'] }),
  anEntry({ id: 'cake', title: 'Cake sale', asks: ['who bakes the cake', 'where is the sale'] })
);

test('a process of its own learns the same as this one', async () => {
  expect(await trainInProcess({ knowledge }, options).whole).toEqual(train({ knowledge }));
});

test('learning that dies says so, and what is abandoned says nothing', async () => {
  const dying = trainInProcess({ knowledge }, ['--eval', 'process.exit(3)', '--']);
  await expect(dying.whole).rejects.toThrow('Learning ended without a result');
  const abandoned = trainInProcess({ knowledge }, options);
  abandoned.abandon();
  const silence = new Promise((resolve) => setTimeout(resolve, 300, 'silence'));
  expect(await Promise.race([abandoned.whole, silence])).toBe('silence');
});

test('learning that hangs is ended after its time, and counts as failed', async () => {
  const hanging = trainInProcess({ knowledge }, ['--eval', 'setInterval(() => {}, 1000)', '--'], 50);
  await expect(hanging.whole).rejects.toThrow('longer than 0.05 seconds');
});

/** Process, parent and group of whatever runs, as Linux tells them. */
function processes(): { pid: number; parent: number; group: number }[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      const [, parent, group] = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')
        .map(Number);
      return /^\d+$/.test(name) ? [{ pid: Number(name), parent: parent!, group: group! }] : [];
    } catch {
      return [];
    }
  });
}

const onLinux = process.platform === 'linux' ? test : test.skip;
onLinux('the trainer does not hear Ctrl-C in the terminal', async () => {
  const others = new Set(processes().map(({ pid }) => pid));
  const { whole } = trainInProcess({ knowledge }, options);
  const trainer = processes().find(({ pid, parent }) => parent === process.pid && !others.has(pid))!;
  // Node has set the group by the time that spawn returns.
  expect(trainer.group).toBe(trainer.pid);
  expect(await whole).toEqual(train({ knowledge }));
});
