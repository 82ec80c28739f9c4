import { expect, test } from '@jest/globals';
import { createTurns } from '../src/turns.ts';

test('lets one go on a turn, in order, and what comes in between goes first', async () => {
  const turn = createTurns();
  const order: string[] = [];
  const work = ['a', 'b', 'c'].map(async (name) => {
    await turn();
    order.push(name);
    // What arrives while `name` is at work is due in the very next turn of the loop.
    setTimeout(() => order.push(`read after ${name}`), 0);
    const until = performance.now() + 3;
    while (performance.now() < until);
  });
  await Promise.all(work);
  expect(order).toEqual(['a', 'read after a', 'b', 'read after b', 'c']);
});

test('begins again after it ran dry', async () => {
  const turn = createTurns();
  await turn();
  await turn();
  await Promise.all([turn(), turn()]);
});
