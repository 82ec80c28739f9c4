import { expect, test } from '@jest/globals';
import { loadKnowledge } from '../../../src/knowledge/index.ts';
import { createIndex } from '../../../src/matching/search-index.ts';

test('the sum of a candidate is the one worked out for itself, and the likeliest are found', async () => {
  const { knowledge } = await loadKnowledge('knowledge', '2026-11-23');
  const { fields, query, read, corpus } = createIndex({ knowledge });
  for (const text of ['how do we spread this to other wards', 'squire 2', 'zxqy', 'run chart or spc chart']) {
    const asked = query(read(text).words);
    const alone = corpus.documents.map((_, document) => fields.sumOf(asked, document));
    const found = [...fields.candidates(asked, 10)];
    for (const [document, sum] of found) expect(sum).toBeCloseTo(alone[document]!, 9);
    const best = alone.filter((sum) => sum > 0).sort((a, b) => b - a);
    expect(found.map(([, sum]) => sum.toFixed(6))).toEqual(best.slice(0, 10).map((sum) => sum.toFixed(6)));
  }
});
