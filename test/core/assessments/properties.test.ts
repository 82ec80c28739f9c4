import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fittingAnswers } from '../../../src/core/assessments/answers.ts';
import { createAssessments } from '../../../src/core/assessments/chat-module.ts';
import { compareAnswers } from '../../../src/core/assessments/compare.ts';
import { resultDocument } from '../../../src/core/assessments/document.ts';
import { countAnswers, groupResult, leastAnswers } from '../../../src/core/assessments/group-result.ts';
import { resultCard } from '../../../src/core/assessments/result-cards.ts';
import type { Answers } from '../../../src/core/model/assessment.ts';
import { shipped, shippedAssessments } from '../../support/assessments.ts';
import { aKnowledge } from '../../support/entries.ts';

const knowledge = { ...aKnowledge(), assessments: shippedAssessments() };
const will = shipped('will-it-last', 'rated');
const all = [...shippedAssessments().values()];
const said = fc.oneof(fc.constantFrom('0', '1', '2', '3', '4', 'dont_know', 'not_relevant', 'yes', 'no'), fc.string());
const ids = all.flatMap((one): readonly { id: string }[] =>
  'points' in one ? one.points : 'fields' in one ? one.fields : [...one.nodes, { id: 'flags' }]
);
const anyAnswers = fc.dictionary(fc.oneof(fc.constantFrom(...ids.map(({ id }) => id)), fc.string()), said);
const rated: fc.Arbitrary<Answers> = fc.record(
  Object.fromEntries(will.points.map(({ id }) => [id, fc.constantFrom('0', '1', '2', '3', '4', 'dont_know')])),
  { requiredKeys: [] }
) as fc.Arbitrary<Answers>;

test('any answers to any assessment give a result and a document, and no name of an object’s own property is one', () => {
  fc.assert(
    fc.property(fc.constantFrom(...all), anyAnswers, fc.boolean(), (assessment, given, quick) => {
      const { answers } = fittingAnswers(assessment, given);
      const card = resultCard({ assessment, answers, quick, project: '', knowledge, links: [] });
      expect(card.title).not.toBe('');
      const parts = { date: '1 March 2030', project: '', linkOf: () => undefined };
      expect(resultDocument(assessment, answers, parts).title).not.toBe('');
    }),
    { examples: [[will, { constructor: '1', __proto__: '2', toString: '3' } as never, false]] }
  );
});

test('whatever a client sends as a form, it gets a page, a result or a plain sentence', async () => {
  const chatModule = createAssessments({ knowledge: () => knowledge });
  const progress = fc.record({
    assessment: fc.oneof(fc.constantFrom(...knowledge.assessments.keys()), fc.string()),
    version: fc.integer(),
    quick: fc.boolean(),
    page: fc.integer({ min: -2, max: 99 }),
    packed: fc.string(),
    project: fc.string()
  });
  const value = fc.oneof(
    fc.string(),
    progress.map((one) => JSON.stringify(one))
  );
  await fc.assert(
    fc.asyncProperty(value, anyAnswers, fc.boolean(), async (hidden, fields, back) => {
      const conversation = { platform: 'test', address: 'C1', direct: true };
      const form = { kind: 'form', form: 'assess.step', value: hidden, fields, ...(back && { back }) } as const;
      const reply = await chatModule
        .submit({ id: 'm', conversation, from: { id: 'U1' }, ...form }, 0)
        .catch((error: Error) => error.name);
      expect(typeof reply === 'string' ? reply : 'reply').toMatch(/^(?:UserFacingError|reply)$/);
    })
  );
});

test('a comparison is the same the other way round, with up and down changed', () => {
  fc.assert(
    fc.property(rated, rated, (before, after) => {
      const there = compareAnswers(will, before, after);
      const back = compareAnswers(will, after, before);
      const points = (changes: typeof there.up) => changes.map(({ point }) => point.id);
      expect(points(there.up)).toEqual(points(back.down));
      expect(points(there.down)).toEqual(points(back.up));
      expect(points(there.same)).toEqual(points(back.same));
      expect(points(there.once)).toEqual(points(back.once));
    })
  );
});

test('fewer than four are hidden; of more, every answer is counted once and nobody stands alone by order', () => {
  fc.assert(
    fc.property(fc.array(rated, { maxLength: 12 }), (people) => {
      const numbers = countAnswers(will, people);
      if (people.length < leastAnswers) return expect(numbers).toBeUndefined();
      expect(numbers).toEqual(countAnswers(will, people.toReversed()));
      for (const { point, counts, unknown } of groupResult(will, numbers!).factors) {
        const answered = people.filter((each) => each[point.id] !== undefined).length;
        expect(counts.reduce((sum, count) => sum + count, 0) + unknown).toBe(answered);
      }
    })
  );
});
