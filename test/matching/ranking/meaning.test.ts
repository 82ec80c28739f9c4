import { expect, test } from '@jest/globals';
import { packWordTable } from '../../../scripts/word-table/pack.ts';
import { createCorpus } from '../../../src/matching/corpus/corpus.ts';
import type { Document } from '../../../src/matching/corpus/documents.ts';
import { createConcepts } from '../../../src/matching/corpus/vocabulary.ts';
import { openWordTable } from '../../../src/matching/corpus/word-table.ts';
import { createMeaningIndex } from '../../../src/matching/ranking/meaning.ts';

/** A table of eight numbers a word: the subject in the first ones, and how a question is put in the fifth, which is the largest. */
const vectors: Record<string, number[]> = {
  tea: [1, 0, 0, 0, 0, 0, 0, 0],
  brew: [0.9, 0.1, 0, 0, 0, 0, 0, 0],
  cake: [0, 1, 0, 0, 0, 0, 0, 0],
  sponge: [0.1, 0.9, 0, 0, 0, 0, 0, 0],
  wondering: [0, 0, 0, 0, 3, 0, 0, 0],
  demand: [0, 0, 0, 0, -3, 0, 0, 0]
};
const words = Object.keys(vectors);
const table = openWordTable(packWordTable(words, Float32Array.from(words.flatMap((word) => vectors[word]!)), 8));
const document = (id: string, asks: string[]): Document => ({ id, names: [], asks, sentences: [], body: '' });
const documents = [
  document('tea', ['wondering tea', 'demand tea', 'tea']),
  document('cake', ['wondering cake', 'demand cake', 'cake'])
];
const concepts = createConcepts({ abbreviations: {}, groups: [] });
const corpus = createCorpus(concepts);
const index = createMeaningIndex(corpus, table, corpus.change(documents).added);

test('how a question is put counts less than what it is about', () => {
  const asked = index.vectorOf(['demand', 'brew'])!;
  expect(index.nearest(asked, 0)).toBeGreaterThan(index.nearest(asked, 1) + 0.2);
  expect(index.centroid(asked, 0)).toBeGreaterThan(index.centroid(asked, 1) + 0.2);
});

test('the nearest phrasing, the centroid and the candidates, with a phrasing left out too', () => {
  const asked = index.vectorOf(['wondering', 'sponge'])!;
  expect(index.candidates(asked, 1)).toEqual([1]);
  const without = { document: 1, phrasing: 3 };
  expect(index.nearest(asked, 1, without)).toBeLessThan(index.nearest(asked, 1));
  expect(index.centroid(asked, 1, without)).toBeLessThan(index.centroid(asked, 1));
  expect(index.nearest(asked, 0, without)).toBe(index.nearest(asked, 0));
});

test('words that the table does not know have no meaning', () => {
  expect(index.vectorOf(['zzz'])).toBeUndefined();
});
