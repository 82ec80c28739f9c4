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
    (searchCard({ text: 'poster', from: 0, ...(topic && { topic }) }, { matcher, knowledge }).more?.actions ?? [])
      .filter(({ id }) => id === 'more')
      .map(({ value }) => readSearch(value).topic);
  expect(narrowed().sort()).toEqual(['publishing', 'spread']);
  expect(narrowed('spread')).toEqual(['publishing']);
});

test.each(['😀', ':grinning:', ':+1: :wave:', '?!', '… —'])(
  '“find %s” says what to type, and lists nothing',
  (text) => {
    const entry = anEntry({ id: 'a' });
    const card = searchCard({ text, from: 0 }, { matcher: { suggest: () => [entry] }, knowledge: aKnowledge(entry) });
    expect(card.tiles).toBeUndefined();
    expect(card.text).toContain('Write `find` and a few words');
  }
);

test('a list is looked up once, whatever it is narrowed by: page, what comes after it, and topics', () => {
  const entries = Array.from({ length: 30 }, (_, n) => anEntry({ id: `s${n}`, topic: 'spread', kind: 'tool' }));
  const last = anEntry({ id: 'p', topic: 'publishing', kind: 'tool' });
  const knowledge = aKnowledge(...entries, last, anEntry({ id: 'g', topic: 'sustainability', kind: 'guide' }));
  const all = [...knowledge.entries.values()];
  const asked: unknown[] = [];
  const suggest = (text: string, { kind, limit = 20 }: { kind?: string; limit?: number } = {}) => {
    asked.push(text);
    return all.filter((entry) => kind === undefined || entry.kind === kind).slice(0, limit);
  };
  const card = searchCard(
    { text: 'poster', topic: 'spread', kind: 'tool', from: 20 },
    { matcher: { suggest }, knowledge }
  );
  expect(asked).toEqual(['poster']);
  expect(card.text).toBe('Number 21 to 25.');
  expect(card.actions?.map(({ value }) => readSearch(value).from)).toEqual([25]);
  expect(card.more?.actions?.map(({ value }) => readSearch(value).topic)).toEqual(['publishing']);
  const end = searchCard(
    { text: 'poster', topic: 'spread', kind: 'tool', from: 25 },
    { matcher: { suggest }, knowledge }
  );
  expect(end.actions).toBeUndefined();
});
