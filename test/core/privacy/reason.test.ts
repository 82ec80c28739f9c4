import { expect, test } from '@jest/globals';
import { createBot } from '../../../src/core/conversation/bot.ts';
import type { Vote } from '../../../src/core/model/store.ts';
import { createMatcher } from '../../../src/matching/index.ts';
import { openStore } from '../../../src/storage/index.ts';
import { aKnowledge, anEntry } from '../../support/entries.ts';
import { createListeningLogger } from '../../support/listening-logger.ts';

test('the reason of a vote is masked and cut before it is kept', async () => {
  const store = await openStore({ databaseUrl: ':memory:', dataDir: '' }, createListeningLogger());
  const votes: Vote[] = [];
  const knowledge = aKnowledge(anEntry({ id: 'a' }));
  const knowledgeBase = { knowledge, matcher: createMatcher({ knowledge }) };
  const bot = createBot({
    knowledgeBase: () => knowledgeBase,
    store: { ...store, feedback: { ...store.feedback, vote: async (vote) => void votes.push(vote) } },
    tips: async () => ({ card: { title: 'Tips', text: '' }, audience: 'asker' }),
    pseudonym: () => 'voter',
    onFailure: () => {}
  });
  const conversation = { platform: 'test', address: 'c', direct: true };
  const reason = `Mrs Smith (NHS 726 018 1591) was not helped ${'x'.repeat(1000)}`;
  await bot.handle(
    { id: '1', conversation, from: { id: 'U1' }, kind: 'feedback', about: 'a', helpful: false, reason },
    1
  );
  expect(votes[0]!.reason).toMatch(/^\[name\] \(NHS \[NHS number\]\) was not helped x+$/);
  expect(votes[0]!.reason).toHaveLength(300);
  await store.close();
});
