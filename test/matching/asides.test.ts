import { beforeAll, expect, test } from '@jest/globals';
import { withoutAsides } from '../../src/matching/asides.ts';
import { createEngine, type Engine } from '../../src/matching/engine.ts';
import { createMatcher } from '../../src/matching/index.ts';
import { aKnowledge, anEntry } from '../support/entries.ts';

const parts = {
  knowledge: aKnowledge(
    anEntry({ id: 'plan', title: 'Spread plan', asks: ['how do I spread it to other wards', 'plan for ten sites'] }),
    anEntry({
      id: 'journal',
      title: 'Choosing a journal',
      asks: ['which journal takes small projects', 'where to publish']
    })
  ),
  training: {
    negativeExamples: [
      { id: 'outside/kitchen', talk: 'outside' as const, asks: ['who mends the kettle', 'order new cups'] }
    ],
    asides: [
      'the kettle is broken and I am on nights',
      'my matron told me to ask',
      'he wants it by five',
      'big hugs from Bev'
    ]
  }
};
let engine: Engine;
beforeAll(() => {
  engine = createEngine(parts);
});

test.each([
  ['my matron sent me to ask: which journal takes small projects', 'which journal takes small projects'],
  ["kettle's broken, on nights, how do I spread it to other wards", 'how do I spread it to other wards'],
  ['where to publish Big hugs from Bev', 'where to publish']
])('%s: clauses that only surround the question are set aside', (text, bare) => {
  expect(withoutAsides(engine, text)?.bare).toBe(bare);
});

test('what is all question, or all chatter, stays whole', () => {
  expect(withoutAsides(engine, 'which journal takes small projects, and where to publish')).toBeUndefined();
  expect(withoutAsides(engine, 'my matron told me to ask, he wants it by five')).toBeUndefined();
});

test('chatter is no question from outside, and the explanation names what was set aside', () => {
  const matcher = createMatcher(parts);
  const { matches, explanation } = matcher.find(
    'big hugs from Bev - he wants it by five - which journal takes projects'
  );
  expect(matches[0]?.entry.id).toBe('journal');
  expect(explanation.words.map(({ word }) => word)).toContain('journal');
});
