import { expect, test } from '@jest/globals';
import { createEventLoopYield } from '../../src/server/event-loop-yield.ts';

/** Something that comes in during each of the next turns of the event loop. */
function arriving(turns: ReturnType<typeof createEventLoopYield>, times: number, seen: () => void) {
  const come = (left: number): void => {
    if (left === 0) return;
    turns.arrived();
    seen();
    setImmediate(() => come(left - 1));
  };
  setImmediate(() => come(times));
}

test('lets one go on a turn, in order, and what comes in between goes first', async () => {
  const { turn } = createEventLoopYield();
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
  const { turn } = createEventLoopYield();
  await turn();
  await turn();
  await Promise.all([turn(), turn()]);
});

test('waits while more comes in', async () => {
  const turns = createEventLoopYield();
  let came = 0;
  arriving(turns, 10, () => came++);
  await Promise.all([turns.turn(), turns.turn()]);
  expect(came).toBe(10);
});

test('goes on after some turns though more comes in for ever', async () => {
  const turns = createEventLoopYield();
  let came = 0;
  arriving(turns, 1000, () => came++);
  await turns.turn();
  expect(came).toBeLessThan(100);
});
