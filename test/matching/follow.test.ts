import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Entry } from '../../src/core/model/entry.ts';
import type { Matcher } from '../../src/core/model/matcher.ts';
import { prior } from '../../src/matching/confidence/fit-confidence.ts';
import { createMatcher, type MatcherParts } from '../../src/matching/index.ts';
import { aKnowledge, anEntry } from '../support/entries.ts';
import { runs } from '../support/property-runs.ts';

const wordTable = readFileSync('models/word-table.bin');
const training = {
  negativeExamples: [
    { id: 'outside/food', talk: 'outside' as const, asks: ['is there tea in the kitchen', 'who bakes cake'] }
  ],
  asides: []
};
const words = 'spread publish garden bicycle kitchen volunteer measure chart journal audit letter clinic'.split(' ');
const phrase = fc
  .array(fc.constantFrom(...words, 'how', 'the', 'in'), { minLength: 2, maxLength: 5 })
  .map((all) => all.join(' '));
const entry = fc
  .record({ n: fc.nat(7), title: phrase, asks: fc.array(phrase, { maxLength: 4 }), body: phrase, draft: fc.nat(9) })
  .map(({ n, draft, ...rest }) =>
    anEntry({ id: `entry-${n}`, ...rest, ...(draft === 0 && { status: 'draft' as const }) })
  );
/** Knowledge after each of some changes; an id that comes twice is the entry of the last one. */
const history = fc.array(fc.array(entry, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 5 });
const knowledgeOf = (entries: readonly Entry[]) =>
  aKnowledge(...new Map(entries.map((each) => [each.id, each])).values());

const texts = [
  ...words,
  ...words.map((word, i) => `how do I ${word} the ${words[(i + 5) % words.length]}`),
  'spred the gardn',
  'jornal'
];
const findings = (matcher: Matcher) =>
  texts.flatMap((text) => {
    const { outcome, matches, explanation } = matcher.find(text);
    const looked = matcher.suggest(text.slice(0, 6)).map(({ id }) => id);
    return [
      text,
      outcome,
      explanation.read,
      looked.sort(),
      ...matches.map(({ entry: { id }, confidence }) => `${id} ${confidence.toFixed(5)}`).sort()
    ];
  });
const builtAnew = (parts: MatcherParts) => createMatcher({ ...parts, trained: prior });

describe.each([
  ['with word vectors', wordTable],
  ['without', undefined]
])('a matcher that follows changes, %s', (_, table) => {
  test('finds what one finds that is built anew, and says as surely', () => {
    void fc.assert(
      fc.property(history, (states) => {
        const [first, ...later] = states.map((entries) => ({
          knowledge: knowledgeOf(entries),
          wordTable: table,
          training
        }));
        const follower = builtAnew(first!);
        for (const parts of later) expect(follower.follow(parts.knowledge)).toBe(true);
        follower.adopt(prior);
        expect(findings(follower)).toEqual(findings(builtAnew(later.at(-1)!)));
      }),
      { numRuns: runs(60) }
    );
  });
});

test('what is changed is found at once, and no more what is gone', () => {
  const parts = {
    knowledge: aKnowledge(anEntry({ id: 'tea', title: 'Tea round' }), anEntry({ id: 'cake', title: 'Cake sale' })),
    wordTable,
    training
  };
  const matcher = builtAnew(parts);
  const changed = aKnowledge(anEntry({ id: 'tea', title: 'Quagga round' }));
  expect(matcher.follow(changed)).toBe(true);
  expect(matcher.find('quagga round').matches[0]?.entry).toBe(changed.entries.get('tea'));
  expect(matcher.find('cake sale').matches.map(({ entry: { id } }) => id)).not.toContain('cake');
  expect(matcher.suggest('cake')).toEqual([]);
});

test('other synonyms are not followed, and nothing is changed', () => {
  const parts = { knowledge: aKnowledge(anEntry({ id: 'tea', title: 'Tea round' })), training };
  const matcher = builtAnew(parts);
  const before = findings(matcher);
  const synonyms = { abbreviations: { tr: 'tea round' }, groups: [] };
  expect(matcher.follow({ ...aKnowledge(anEntry({ id: 'cake', title: 'Cake' })), synonyms })).toBe(false);
  expect(findings(matcher)).toEqual(before);
});
