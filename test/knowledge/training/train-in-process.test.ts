import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { study } from '../../../src/knowledge/training/index.ts';
import { learn } from '../../../src/matching/index.ts';
import { aKnowledge, anEntry } from '../../support/entries.ts';

const options = ['--import', new URL('../../support/typescript-worker.mjs', import.meta.url).href];
const knowledge = aKnowledge(
  anEntry({ id: 'tea', title: 'Tea round', asks: ['who makes the tea', 'when is tea'] }),
  anEntry({ id: 'cake', title: 'Cake sale', asks: ['who bakes the cake', 'where is the sale'] })
);

test('a process of its own learns the same as this one', async () => {
  const { early, whole } = study({ knowledge }, options);
  const here = learn({ knowledge });
  expect(await whole).toEqual(here);
  expect(await early).toEqual(here);
});

test('with knowledge from before, it tells what serves meanwhile and then the whole', async () => {
  const here = learn({ knowledge });
  const before = { ...here.confidence, top: { ...here.confidence.top, coefficients: [7] } };
  const { early, whole } = study({ knowledge, before }, options);
  expect((await early).confidence).toEqual(before);
  expect(await whole).toEqual(here);
});

test('learning that dies says so, and what is abandoned says nothing', async () => {
  const dying = study({ knowledge }, ['--eval', 'process.exit(3)', '--']);
  await expect(dying.whole).rejects.toThrow('Learning ended without a result');
  await expect(dying.early).rejects.toThrow();
  const babbling = study({ knowledge }, ['--eval', 'process.stdout.write(Buffer.from([3, 0, 0, 0, 1, 2, 3]))', '--']);
  await expect(babbling.whole).rejects.toThrow('could not be read');
  const abandoned = study({ knowledge }, options);
  abandoned.abandon();
  const silence = new Promise((resolve) => setTimeout(resolve, 300, 'silence'));
  expect(await Promise.race([abandoned.whole, abandoned.early, silence])).toBe('silence');
});

test('learning that hangs is ended after its time, and counts as failed', async () => {
  const hanging = study({ knowledge }, ['--eval', 'setInterval(() => {}, 1000)', '--'], 50);
  await expect(hanging.early).rejects.toThrow('longer than 0.05 seconds');
  await expect(hanging.whole).rejects.toThrow('longer than');
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
onLinux('the learner does not hear Ctrl-C in the terminal, and is not stopped with the service', async () => {
  const before = learn({ knowledge }).confidence;
  const others = new Set(processes().map(({ pid }) => pid));
  const { early, whole } = study({ knowledge, before }, options);
  const learner = processes().find(({ pid, parent }) => parent === process.pid && !others.has(pid))!;
  // Node has set the group by the time that spawn returns.
  expect(learner.group).toBe(learner.pid);
  await early;
  try {
    process.kill(learner.pid, 'SIGTERM');
  } catch {
    // it has learnt everything by now
  }
  expect(await whole).toEqual(learn({ knowledge }));
});
