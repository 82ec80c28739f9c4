import { expect, test } from '@jest/globals';
import { createWorkload, type Workload } from '../../src/platforms/workload.ts';

/** Something that comes in during each of the next turns of the event loop. */
function arriving(workload: Workload, times: number, seen: () => void) {
  const come = (left: number): void => {
    if (left === 0) return;
    workload.arrived();
    seen();
    setImmediate(() => come(left - 1));
  };
  setImmediate(() => come(times));
}

test('begins one message a turn, in order, and what comes in between goes first', async () => {
  const { inTurn } = createWorkload();
  const order: string[] = [];
  const work = ['a', 'b', 'c'].map((name) =>
    inTurn(name, async () => {
      order.push(name);
      // What arrives while `name` is at work is due in the very next turn of the loop.
      setTimeout(() => order.push(`read after ${name}`), 0);
      const until = performance.now() + 3;
      while (performance.now() < until);
    })
  );
  await Promise.all(work);
  expect(order).toEqual(['a', 'read after a', 'b', 'read after b', 'c']);
});

test('begins again after it ran dry', async () => {
  const { inTurn } = createWorkload();
  const done = async () => 'done';
  expect([await inTurn('a', done), await inTurn('a', done)]).toEqual(['done', 'done']);
  expect(await Promise.all([inTurn('a', done), inTurn('b', done)])).toEqual(['done', 'done']);
});

test('waits while more comes in', async () => {
  const workload = createWorkload();
  let came = 0;
  arriving(workload, 10, () => came++);
  await Promise.all(['a', 'b'].map((key) => workload.inTurn(key, async () => undefined)));
  expect(came).toBe(10);
});

test('goes on after some turns though more comes in for ever', async () => {
  const workload = createWorkload();
  let came = 0;
  arriving(workload, 1000, () => came++);
  await workload.inTurn('a', async () => undefined);
  expect(came).toBeLessThan(100);
});

test('work that fails frees its place', async () => {
  const { inTurn, state } = createWorkload({ inWork: 1, waiting: 1 });
  const failing = inTurn('a', () => Promise.reject(new Error('broken')));
  const following = inTurn('b', async () => 'done');
  await expect(failing).rejects.toThrow('broken');
  expect(await following).toBe('done');
  expect(state()).toEqual({ underWay: 0, inWork: 0, waiting: 0 });
});

test('refuses at once what is over the limits, but for what may wait beyond them', async () => {
  const { inTurn } = createWorkload({ inWork: 1, waiting: 1 });
  const work = async () => 'done';
  const taken = [inTurn('a', work), inTurn('b', work), inTurn('c', work), inTurn('d', work, 1), inTurn('e', work, 1)];
  expect(await Promise.all(taken)).toEqual(['done', 'done', undefined, 'done', undefined]);
});

test('is full at the limit of requests, and idle once all are done', async () => {
  const workload = createWorkload({ requests: 1 });
  let finish: () => void = () => undefined;
  const request = workload.run(() => new Promise<void>((resolve) => (finish = resolve)));
  expect(workload.full).toBe(true);
  expect(await workload.idle(1)).toBe(false);
  const idle = workload.idle(60_000);
  finish();
  expect(await idle).toBe(true);
  await request;
  expect(workload.full).toBe(false);
});

test('what waits for a rate limit keeps no room for requests, up to a number', async () => {
  const workload = createWorkload({ requests: 2, resting: 1 });
  const end = new AbortController();
  const resting = () => workload.run(() => workload.rest(60_000, end.signal));
  const all = [resting(), resting()];
  expect(workload.full).toBe(false);
  all.push(resting());
  expect(workload.full).toBe(true);
  expect(workload.state().underWay).toBe(3);
  end.abort();
  await Promise.all(all);
  expect(await workload.idle(0)).toBe(true);
  expect(workload.full).toBe(false);
});
