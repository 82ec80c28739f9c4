import { expect, test } from '@jest/globals';
import { createHandledOnce } from '../../src/core/handled-once.ts';
import { createTried } from '../../src/core/tried.ts';
import { slackTimes } from '../../src/platforms/slack/times.ts';

test('a claim outlasts the saying of an answer, and whoever takes a delivery over finds it free again', async () => {
  const asked: number[] = [];
  const store = {
    claim: async (_key: string, _now: number, retryAfterMs: number) => asked.push(retryAfterMs) > 0,
    settle: async () => undefined
  };
  await createHandledOnce(
    store,
    createTried(() => undefined)
  ).claim('slack/Ev1', 0);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toBeGreaterThan(slackTimes.call);
  expect(asked[0]).toBeLessThan(slackTimes.silent);
});
