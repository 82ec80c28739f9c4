import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { StoreTimeoutError } from '../../src/core/model/errors.ts';
import { watchCalls } from '../../src/storage/calls.ts';

const limitWaits = <S extends object>(store: S): S => watchCalls(store, { limited: true }).ports;

type Call = (...given: unknown[]) => Promise<unknown>;

/** A store whose calls end when the test says so. */
function createHangingStore() {
  const ends: ((value: unknown) => void)[] = [];
  const hang: Call = () => new Promise((resolve) => ends.push(resolve));
  const store = limitWaits({
    handled: { claim: hang, settle: hang },
    memory: { recall: hang },
    tips: { find: hang, save: hang, claim: hang },
    handovers: { add: hang, find: hang, change: hang, tell: hang },
    assessments: { find: hang, open: hang, answer: hang }
  });
  return { store, ends };
}

/** Milliseconds after which a call is given up; undefined when it still waits after a minute. */
async function givenUpAfter(call: () => Promise<unknown>): Promise<number | undefined> {
  const began = performance.now();
  let ended: number | undefined;
  call().catch((error: unknown) => {
    expect(error).toBeInstanceOf(StoreTimeoutError);
    ended = performance.now() - began;
  });
  for (let waited = 0; waited < 60_000 && ended === undefined; waited += 10) await jest.advanceTimersByTimeAsync(10);
  return ended;
}

describe('while a call hangs', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  test.each([
    ['tips', 'find'],
    ['tips', 'save'],
    ['handovers', 'add'],
    ['handovers', 'find'],
    ['handovers', 'change'],
    ['handovers', 'tell'],
    ['assessments', 'find'],
    ['assessments', 'open'],
    ['assessments', 'answer'],
    ['handled', 'claim'],
    ['memory', 'recall']
  ] as const)('whoever waits for %s.%s waits a second', async (port, method) => {
    const { store } = createHangingStore();
    const ports = store as unknown as Record<string, Record<string, Call>>;
    expect(await givenUpAfter(() => ports[port]![method]!())).toBeLessThanOrEqual(1_010);
  });

  test('what runs by the clock waits for the store itself', async () => {
    const { store } = createHangingStore();
    expect(await givenUpAfter(() => store.tips.claim())).toBeUndefined();
    expect(await givenUpAfter(() => store.handled.settle())).toBeUndefined();
  });

  test('later waits are a tenth of that, a claim’s once nothing was answered for three seconds', async () => {
    const { store, ends } = createHangingStore();
    await givenUpAfter(() => store.memory.recall());
    expect(await givenUpAfter(() => store.memory.recall())).toBeLessThanOrEqual(110);
    expect(await givenUpAfter(() => store.handled.claim())).toBeGreaterThanOrEqual(1_000);
    await jest.advanceTimersByTimeAsync(3_000);
    expect(await givenUpAfter(() => store.handled.claim())).toBeLessThanOrEqual(110);
    // One answer, and the store is merely slow again; all of them, and it is well.
    ends[0]!(undefined);
    await jest.advanceTimersByTimeAsync(0);
    expect(await givenUpAfter(() => store.handled.claim())).toBeGreaterThanOrEqual(1_000);
    for (const end of ends) end(undefined);
    await jest.advanceTimersByTimeAsync(0);
    expect(await givenUpAfter(() => store.memory.recall())).toBeGreaterThanOrEqual(1_000);
  });

  test('the result of a call that was given up can be waited for once more', async () => {
    const { store, ends } = createHangingStore();
    const call = store.handled.claim();
    const given = call.catch((error: StoreTimeoutError) => error.again());
    await jest.advanceTimersByTimeAsync(1_500);
    ends[0]!('won');
    expect(await given).toBe('won');
  });
});

test('time in which this process could not look is not counted against the store', async () => {
  const inSomeTurns = async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    return 'won';
  };
  const claimed = limitWaits({ handled: { claim: inSomeTurns } }).handled.claim();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_050);
  expect(await claimed).toBe('won');
});
