import { expect, test } from '@jest/globals';
import { createDeduplication, type WithFallback } from '../../../src/core/conversation/deduplicate.ts';
import { slackTimes } from '../../../src/platforms/slack/transport/times.ts';

const tried: WithFallback = (_what, work) => work();

test('whoever takes a delivery over finds its claim free again', async () => {
  const lasts: number[] = [];
  const store = {
    claim: async (_key: string, _now: number, retryAfterMs: number) => lasts.push(retryAfterMs) > 0,
    settle: async () => undefined,
    renew: async () => undefined
  };
  await createDeduplication(store, tried).claim('slack/Ev1', 0);
  expect(lasts[0]).toBeLessThan(slackTimes.silent);
});

test('what another process had and did not live to answer is taken by one that was refused it before', async () => {
  const answers = [false, true];
  const store = {
    claim: async () => answers.shift() ?? false,
    settle: async () => undefined,
    renew: async () => undefined
  };
  const once = createDeduplication(store, tried);
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
  const once = createDeduplication(store, tried);
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
