import { expect, test } from '@jest/globals';
import { askNotes } from '../../src/knowledge/ask-notes.ts';
import { aKnowledge, anEntry } from '../support/entries.ts';

const different = 'apples bears clouds doors eagles forks gates hills'
  .split(' ')
  .map((word) => `where do we keep ${word}`);
const noteOf = (asks: string[]): string | undefined => askNotes(aKnowledge(anEntry({ id: 'tea', asks })))[0]?.message;

test('few ways of asking are told, with what that many find on public question sets', () => {
  expect(noteOf([])).toMatch(/^No way of asking/);
  expect(noteOf(different.slice(0, 1))).toMatch(/^1 way of asking/);
  const shares = [1, 2, 3, 5].map((n) =>
    Number(/right entry came first for (\d+) in 100/.exec(noteOf(different.slice(0, n))!)?.[1])
  );
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares[0]).toBeGreaterThan(30);
  expect(noteOf(different)).toBeUndefined();
});

test('many that say the same in another order are told; drafts are not looked at', () => {
  const same = [
    'keep the apples here',
    'the apples keep here',
    'here keep the apples',
    'apples here the keep',
    'keep here apples the',
    'here apples keep',
    'apples keep here',
    'here the apples keep'
  ];
  expect(noteOf(same)).toBe('Of 8 ways of asking only 1 differs in its words. Add some that put it otherwise.');
  expect(askNotes(aKnowledge(anEntry({ id: 'tea', status: 'draft' })))).toEqual([]);
});
