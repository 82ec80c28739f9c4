import { expect, test } from '@jest/globals';
import { createReadiness } from '../../src/server/readiness.ts';

const knowledgeBase = { state: () => ({ version: 'v', entries: 1, tips: 0 }) };
const working = { check: async () => {} };

test('ready, until a platform, the store or the stop says otherwise', async () => {
  let reason: string | undefined;
  const { now, stopping } = createReadiness({ knowledgeBase, store: working, platforms: [{ unready: () => reason }] });
  expect(await now()).toMatchObject({ ready: true, detail: { knowledge: { version: 'v' } } });
  reason = 'Slack: not connected';
  expect(await now()).toMatchObject({ ready: false, detail: { reason } });
  // The documented interface says: once platforms are ready. One that is does not hide one that is not.
  const both = [{ unready: () => undefined }, { unready: () => reason }];
  expect(await createReadiness({ knowledgeBase, store: working, platforms: both }).now()).toMatchObject({
    ready: false,
    detail: { reason }
  });
  reason = undefined;
  stopping();
  expect(await now()).toMatchObject({ ready: false, detail: { reason: 'stopping' } });
});

test('a store that fails is named, and many who ask at once cost one write', async () => {
  let asked = 0;
  const store = {
    check: async () => {
      asked++;
      throw new Error('The disk is full.');
    }
  };
  const { now } = createReadiness({ knowledgeBase, store, platforms: [] });
  const answers = await Promise.all([now(), now(), now()]);
  expect(answers.map(({ detail }) => detail.reason)).toEqual(Array(3).fill('The disk is full.'));
  expect(asked).toBe(1);
});
