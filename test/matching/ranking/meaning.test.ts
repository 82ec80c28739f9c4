import { expect, test } from '@jest/globals';
import { seededRandom } from '../../../src/matching/confidence/random.ts';
import type { Corpus } from '../../../src/matching/corpus/corpus.ts';
import { openWordTable, packWordTable } from '../../../src/matching/corpus/word-table.ts';
import { createMeaningIndex } from '../../../src/matching/ranking/meaning.ts';

/** Documents of five phrasings each, with vectors of which the first numbers say most, as in the real table. */
function randomIndex(dim: number) {
  const random = seededRandom(dim);
  const documents = 40;
  const bytes = (count: number) =>
    Int8Array.from({ length: count * dim }, (_, i) => Math.round(((random() - 0.5) * 200) / (1 + (i % dim) / 8)));
  const tables = { rows: bytes(5 * documents), middles: bytes(documents), bodies: bytes(documents) };
  const corpus = {
    documents: Array.from({ length: documents }, () => ({})),
    phrasingsOf: Int32Array.from({ length: documents + 1 }, (_, d) => d * 5)
  } as unknown as Corpus;
  const table = openWordTable(packWordTable(['word'], new Float32Array(dim).fill(1), dim));
  const index = createMeaningIndex(corpus, { ...tables, sumLengths: new Float32Array(documents).fill(5) }, table);
  const asked = () => {
    const v = Float32Array.from({ length: dim }, (_, d) => (random() - 0.5) / (1 + d / 8));
    const length = Math.hypot(...v);
    return v.map((x) => x / length);
  };
  const likeness = (v: Float32Array, p: number) => index.vectorOfPhrasing(p)!.reduce((sum, x, d) => sum + x * v[d]!, 0);
  return { index, documents, asked, likeness };
}

test.each([8, 32, 128])('the nearest phrasing is found though most are not compared to the end (%i numbers)', (dim) => {
  const { index, documents, asked, likeness } = randomIndex(dim);
  for (let question = 0; question < 20; question++) {
    const v = asked();
    for (let document = 0; document < documents; document++) {
      const all = [0, 1, 2, 3, 4].map((i) => document * 5 + i);
      const without = { document, phrasing: document * 5 + 2 };
      const nearest = (of: number[]) => Math.min(1, Math.max(0, ...of.map((p) => likeness(v, p))));
      expect(index.near(v, document)).toBeCloseTo(nearest(all), 3);
      expect(index.near(v, document, without)).toBeCloseTo(nearest(all.filter((p) => p !== without.phrasing)), 3);
    }
  }
});

test('what was worked out while seeking candidates is not taken for another question', () => {
  const { index, documents, asked } = randomIndex(64);
  const [first, second] = [asked(), asked()];
  const fresh = Array.from({ length: documents }, (_, d) => index.middle(second, d));
  index.candidates(first, 4);
  expect(Array.from({ length: documents }, (_, d) => index.middle(second, d))).toEqual(fresh);
  index.candidates(second, 4);
  expect(Array.from({ length: documents }, (_, d) => index.middle(second, d))).toEqual(fresh);
});
