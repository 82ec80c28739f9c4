import { expect, test } from '@jest/globals';
import { createDeduplication } from '../../../src/core/conversation/deduplicate.ts';
import { createDeferred } from '../../../src/core/model/deferred.ts';
import { StoreTimeoutError } from '../../../src/core/model/errors.ts';
import { slackTimes } from '../../../src/platforms/slack/transport/times.ts';

const rethrown = (_what: string, error: unknown): never => {
  throw error;
};
const plainly = (pressed: string): string => pressed;

test('whoever takes a delivery over finds its claim free again', async () => {
  const lasts: number[] = [];
  const store = {
    claim: async (_key: string, _now: number, retryAfterMs: number) => lasts.push(retryAfterMs) > 0,
    settle: async () => undefined,
    renew: async () => undefined
  };
  await createDeduplication(store, rethrown, plainly).claim('slack/Ev1', 0);
  expect(lasts[0]).toBeLessThan(slackTimes.silent);
});

test('what another process had and did not live to answer is taken by one that was refused it before', async () => {
  const answers = [false, true];
  const store = {
    claim: async () => answers.shift() ?? false,
    settle: async () => undefined,
    renew: async () => undefined
  };
  const once = createDeduplication(store, rethrown, plainly);
  expect(await once.claim('a', 0)).toBe(false);
  expect(await once.claim('a', 20_000)).toBe(true);
  expect(await once.claim('a', 40_000)).toBe(false);
});

test('claims are renewed until their answers have been sent, and no longer', async () => {
  const renewed: (readonly string[])[] = [];
  const store = {
    claim: async () => true,
    settle: async () => undefined,
    renew: async (keys: readonly string[]) => void renewed.push(keys)
  };
  const once = createDeduplication(store, rethrown, plainly);
  await once.claim('a', 0);
  await once.claim('b', 0);
  let sent: () => void = () => undefined;
  const settled = once.settle('a', 0, new Promise<void>((resolve) => (sent = resolve)));
  await once.renew(2_000);
  sent();
  await settled;
  await once.renew(4_000);
  await once.settle('b', 0);
  await once.renew(6_000);
  expect(renewed).toEqual([['a', 'b'], ['b']]);
});

/** Claims of two replicas in one store, which decides a claim only when it is told to. */
function createSlowStore() {
  const holders = new Map<string, 'claimed' | 'settled'>();
  const decisions: (() => void)[] = [];
  const settleFaults: string[] = [];
  return {
    holders,
    settleFaults,
    decideAll: () => {
      for (const decide of decisions.splice(0)) decide();
    },
    store: {
      claim: async (key: string) => {
        const decided = new Promise<boolean>((resolve) => {
          decisions.push(() => {
            resolve(!holders.has(key));
            holders.set(key, holders.get(key) ?? 'claimed');
          });
        });
        throw new StoreTimeoutError('slow', () => decided);
      },
      settle: async (keys: readonly string[]) => {
        const fault = settleFaults.pop();
        if (fault) throw new Error(fault);
        for (const key of keys) holders.set(key, 'settled');
      },
      renew: async () => undefined
    }
  };
}
const forgiving = () => undefined;

test('over a slow store two replicas begin with one message, and one of them sends its answer', async () => {
  const { store, decideAll, holders } = createSlowStore();
  const [a, b] = [createDeduplication(store, forgiving, plainly), createDeduplication(store, forgiving, plainly)];
  expect([await a.claim('m', 0), await b.claim('m', 0)]).toEqual([true, true]);
  const confirmed = Promise.all([a.confirm('m'), b.confirm('m')]);
  decideAll();
  expect(await confirmed).toEqual([true, false]);
  // Whoever lost it leaves it to the other, and takes it when the other has died.
  await b.settle('m', 0);
  expect(holders.get('m')).toBe('claimed');
  holders.delete('m');
  expect(await b.claim('m', 9_000)).toBe(true);
});

test('what was answered without the store is settled in it as soon as that works, and not claimed after', async () => {
  const { store, settleFaults, holders } = createSlowStore();
  const once = createDeduplication(
    {
      ...store,
      claim: async () => Promise.reject(new StoreTimeoutError('frozen', () => Promise.reject(new Error('frozen'))))
    },
    forgiving,
    plainly
  );
  expect(await once.claim('m', 0)).toBe(true);
  expect(await once.confirm('m')).toBe(true);
  settleFaults.push('frozen', 'frozen');
  await once.settle('m', 0);
  await once.renew(2_000);
  expect(holders.get('m')).toBeUndefined();
  await once.renew(4_000);
  expect(holders.get('m')).toBe('settled');
  expect(await once.claim('m', 6_000)).toBe(false);
});

test('a press that is seen by all is heard once while it is answered and shortly after, in any process', async () => {
  const held = new Map<string, number>();
  const store = {
    claim: async (key: string, now: number, retryAfterMs: number) => {
      if ((held.get(key) ?? -retryAfterMs) > now - retryAfterMs) return false;
      held.set(key, now);
      return true;
    },
    settle: async () => undefined,
    renew: async (keys: readonly string[], now: number) => {
      for (const key of keys) held.set(key, now);
    }
  };
  const [a, b] = [createDeduplication(store, rethrown, plainly), createDeduplication(store, rethrown, plainly)];
  const conversation = { platform: 'slack', address: 'C1', direct: false };
  const press = {
    kind: 'action' as const,
    action: 'share',
    value: 'squire-2',
    id: '1',
    from: { id: 'U1' },
    conversation
  };
  const { promise: sent, resolve } = createDeferred();
  expect(await a.repeats(press, 0, sent)).toBe(false);
  expect([await a.repeats(press, 0), await b.repeats(press, 1)]).toEqual([true, true]);
  await a.renew(9_000);
  expect(await b.repeats(press, 10_000)).toBe(true);
  const others = [
    { ...press, value: 'other' },
    { ...press, from: { id: 'U2' } },
    { ...press, action: 'open' }
  ];
  for (const other of others) expect(await b.repeats(other, 10_000)).toBe(false);
  const form = { ...press, kind: 'form' as const, form: 'assess.ask', fields: { closes: '' } };
  expect([await b.repeats(form, 10_000), await a.repeats(form, 10_000)]).toEqual([false, true]);
  expect(await a.repeats({ ...form, fields: { closes: 'day' } }, 10_000)).toBe(false);
  resolve();
  await new Promise(setImmediate);
  await a.renew(20_000);
  expect(await a.repeats(press, 20_000)).toBe(false);
});
