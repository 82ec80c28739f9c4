import { expect, test } from '@jest/globals';
import { talkCard } from '../../../src/core/conversation/small-talk.ts';
import { aboutOf } from '../../../src/core/model/about-of.ts';
import { aKnowledge, anEntry } from '../../support/entries.ts';

const reviewed = { reviewed: '2026-11-28', reviewedBy: 'QI team, Northtown' };
const knowing = (...entries: ReturnType<typeof anEntry>[]) => {
  const knowledge = aKnowledge(...entries);
  return { ...knowledge, about: { ...aboutOf(knowledge), texts: { origin: 'They were drafted by an AI system.' } } };
};
const plain = (id: string) => {
  const { reviewed: _, reviewedBy: __, ...entry } = anEntry({ id });
  return entry;
};

test.each([
  [knowing(plain('a'), plain('b')), 'Your organisation has reviewed none of them yet.'],
  [knowing(plain('a'), { ...plain('b'), ...reviewed }), 'Your organisation has reviewed 1 of 2.'],
  [knowing({ ...plain('a'), ...reviewed }), 'Your organisation has reviewed all of them.']
])('who asks who wrote the answers is told, and how many are reviewed', (knowledge, how) => {
  const { text } = talkCard('about-me', knowledge);
  expect(text).toContain(`They were drafted by an AI system. ${how}`);
});

test('knowledge that does not say who wrote it says nothing of it', () => {
  expect(talkCard('about-me', aKnowledge(plain('a'))).text).not.toMatch(/AI|undefined/);
});
