import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import type { Entry } from '../../src/core/model/entry.ts';
import { loadKnowledge } from '../../src/knowledge/index.ts';
import { createIndex } from '../../src/matching/search-index.ts';
import { createTelling, type Tell } from '../../src/matching/telling.ts';
import { isRight, readFacts } from '../support/facts.ts';

let tell: Tell;
let entries: ReadonlyMap<string, Entry>;
beforeAll(async () => {
  const { knowledge } = await loadKnowledge('knowledge', '2026-11-23');
  entries = knowledge.entries;
  ({ tell } = createTelling(createIndex({ knowledge, wordTable: readFileSync('models/word-table.bin') })));
});

/** Minimum share that is right, a little below what was measured on 1 December 2026. */
const least = { true: 0.75, false: 0.58 };

test.each(readFacts())('the sentence that tells a fact is found in questions of hand: $hand', ({ facts, fitted }) => {
  const right = facts.filter((fact) => isRight(fact, tell(fact.asks, entries.get(fact.entry)!).passage));
  expect(right.length / facts.length).toBeGreaterThanOrEqual(least[`${fitted}`]);
});

test('every right sentence stands in its entry', () => {
  const missing = readFacts().flatMap(({ facts }) =>
    facts.filter(({ entry, tells, orNone }) => {
      const plain = entries
        .get(entry)!
        .body.replace(/\*|__|`/g, '')
        .replace(/\s+/g, ' ');
      return !orNone && tells.length > 0 && !tells.some((words) => new RegExp(words, 'i').test(plain));
    })
  );
  expect(missing).toEqual([]);
});
