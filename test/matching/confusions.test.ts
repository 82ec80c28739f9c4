import { describe, expect, test } from '@jest/globals';
import { findConfusions } from '../../src/matching/index.ts';
import { aKnowledge, anEntry } from '../support/entries.ts';

const posters = anEntry({
  id: 'posters',
  title: 'Poster templates',
  asks: [
    'where is a poster template',
    'how big is a conference poster',
    'poster layout for a meeting',
    'print my poster'
  ]
});
const authors = anEntry({
  id: 'authors',
  title: 'Authorship',
  asks: ['who can be an author', 'how do we settle author order', 'may a secretary be an author', 'name the whole team']
});

describe('entries that stand in each other’s way', () => {
  test('entries of different subjects are told apart', () => {
    expect(findConfusions(aKnowledge(posters, authors))).toEqual([]);
  });

  test('the same question in two entries is named once, whatever its case and marks', () => {
    const again = anEntry({
      id: 'journals',
      title: 'Journals',
      asks: ['Who can be an author?', 'which journal takes audits']
    });
    expect(findConfusions(aKnowledge(posters, authors, again))).toContainEqual({
      a: 'authors',
      b: 'journals',
      ask: 'who can be an author',
      why: 'same-question'
    });
  });

  test('a question that differs by hardly a word is near', () => {
    const near = anEntry({
      id: 'names',
      title: 'Names',
      asks: ['how do we settle author orders', 'which name comes last']
    });
    const found = findConfusions(aKnowledge(posters, authors, near));
    expect(found.filter(({ why }) => why === 'near-question').map(({ a, b }) => [a, b])).toContainEqual([
      'authors',
      'names'
    ]);
  });

  test('an entry whose questions find another entry cannot be told from it', () => {
    const copy = anEntry({
      id: 'posters-again',
      title: 'Poster templates',
      asks: [
        'where do I get a poster template',
        'size of a conference poster',
        'layout of a poster for a meeting',
        'printing my poster'
      ]
    });
    const found = findConfusions(aKnowledge(posters, copy, authors));
    expect(
      found.some(({ a, b, why }) => why === 'indistinct' && [a, b].sort().join() === 'posters,posters-again')
    ).toBe(true);
    expect(found.every(({ a, b }) => a !== 'authors' && b !== 'authors')).toBe(true);
  });
});
