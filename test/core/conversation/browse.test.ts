import { expect, test } from '@jest/globals';
import { readSearch, searchCard } from '../../../src/core/conversation/browse.ts';
import { aboutOf } from '../../../src/core/model/about-of.ts';
import { aKnowledge, anEntry } from '../../support/entries.ts';

test('the list is narrowed to topics in which something is found', () => {
  const entries = [anEntry({ id: 'a', topic: 'publishing' }), anEntry({ id: 'b', topic: 'spread' })];
  const knowledge = aKnowledge(...entries, anEntry({ id: 'c', topic: 'sustainability' }));
  expect(aboutOf(knowledge).topics.length).toBeGreaterThan(2);
  const matcher = {
    suggest: (_text: string, { topic, limit = 20 }: { topic?: string; limit?: number } = {}) =>
      entries.filter((entry) => topic === undefined || entry.topic === topic).slice(0, limit)
  };
  const narrowed = (topic?: string) =>
    (searchCard({ text: 'poster', from: 0, ...(topic && { topic }) }, matcher, knowledge).more?.actions ?? [])
      .filter(({ id }) => id === 'more')
      .map(({ value }) => readSearch(value).topic);
  expect(narrowed().sort()).toEqual(['publishing', 'spread']);
  expect(narrowed('spread')).toEqual(['publishing']);
});
