import { expect, test } from '@jest/globals';
import { packWordTable } from '../../../scripts/word-table/pack.ts';
import { whiten } from '../../../scripts/word-table/whiten.ts';
import { createCorpus } from '../../../src/matching/corpus/corpus.ts';
import type { Document } from '../../../src/matching/corpus/documents.ts';
import { createConcepts } from '../../../src/matching/corpus/vocabulary.ts';
import { openWordTable } from '../../../src/matching/corpus/word-table.ts';
import { createMeaningIndex } from '../../../src/matching/ranking/meaning.ts';

/** A table of four numbers a word: the subject in the first two, and how a question is put in the fourth, which is the largest. */
const vectors: Record<string, number[]> = {
  tea: [1, 0, 0, 0],
  brew: [0.9, 0.1, 0, 0],
  cake: [0, 1, 0, 0],
  sponge: [0.1, 0.9, 0, 0],
  wondering: [0, 0, 0, 3],
  demand: [0, 0, 0, -3]
};
const words = Object.keys(vectors);
const asked = ['wondering tea', 'demand tea', 'tea', 'wondering cake', 'demand cake', 'cake'];
const numbers = Float32Array.from(words.flatMap((word) => vectors[word]!));
const rows = asked.map((text) => text.split(' ').map((word) => words.indexOf(word)));
whiten(numbers, 4, [rows.slice(0, 3), rows.slice(3)]);
const table = openWordTable(packWordTable(words, numbers, 4));
const document = (id: string, asks: string[]): Document => ({ id, names: [], asks, sentences: [], body: '' });
const documents = [document('tea', asked.slice(0, 3)), document('cake', asked.slice(3))];
const concepts = createConcepts({ abbreviations: {}, groups: [] });
const corpus = createCorpus(concepts);
const index = createMeaningIndex(corpus, table);
index.follow(corpus.change(documents).added);

test('how a question is put counts less than what it is about', () => {
  const vector = index.vectorOf(['demand', 'brew'])!;
  expect(index.nearest(vector, 0)).toBeGreaterThan(index.nearest(vector, 1) + 0.2);
  expect(index.centroid(vector, 0)).toBeGreaterThan(index.centroid(vector, 1) + 0.2);
});

test('the nearest phrasing, the centroid and the candidates, with a phrasing left out too', () => {
  const vector = index.vectorOf(['wondering', 'sponge'])!;
  expect(index.candidates(vector, 1)).toEqual([1]);
  const without = { document: 1, phrasing: 0 };
  expect(index.nearest(vector, 1, without)).toBeLessThan(index.nearest(vector, 1));
  expect(index.centroid(vector, 1, without)).toBeLessThan(index.centroid(vector, 1));
  expect(index.nearest(vector, 0, without)).toBe(index.nearest(vector, 0));
});

test('words that the table does not know have no meaning', () => {
  expect(index.vectorOf(['zzz'])).toBeUndefined();
});
