import { expect, test } from '@jest/globals';
import { loadKnowledge } from '../../../src/knowledge/index.ts';
import { createIndex } from '../../../src/matching/search-index.ts';

test('a score kept while seeking candidates is the one worked out for itself, question after question', async () => {
  const { knowledge } = await loadKnowledge('knowledge', '2026-11-23');
  const { fields, query, read, corpus } = createIndex({ knowledge });
  const every = () => corpus.documents.map((_, document) => fields.score(document));
  for (const text of ['how do we spread this to other wards', 'squire 2', 'zxqy', 'run chart or spc chart']) {
    fields.ask(query(read(text).words));
    const alone = every();
    for (const times of [1, 2]) {
      const found = fields.candidates(10 * times);
      const kept = every();
      kept.forEach((score, document) => {
        expect(score).toBeCloseTo(alone[document]!, 9);
      });
      const best = Math.max(...alone);
      if (best > 0) expect(alone[found[0]!]).toBeCloseTo(best, 9);
    }
  }
});
