import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fittingAnswers, packAnswers, unpackAnswers } from '../../../src/core/assessments/answers.ts';
import { checkDraft } from '../../../src/core/assessments/checklist-result.ts';
import { compareAnswers } from '../../../src/core/assessments/compare.ts';
import { planNudges, resultDocument } from '../../../src/core/assessments/document.ts';
import { countAnswers, groupResult, leastAnswers } from '../../../src/core/assessments/group-result.ts';
import { rateAnswers } from '../../../src/core/assessments/rated-result.ts';
import {
  answersSoFar,
  isComplete,
  pageForm,
  pagesOf,
  readProgress,
  writeProgress
} from '../../../src/core/assessments/steps.ts';
import { flagLines, walkTree } from '../../../src/core/assessments/tree-walk.ts';
import type { Answers, Assessment } from '../../../src/core/model/assessment.ts';
import { shipped, shippedAssessments } from '../../support/assessments.ts';

const lasts = shipped('will-it-last', 'rated');
const draft = shipped('write-it-up', 'checklist');
const plan = shipped('spread-plan', 'plan');
const research = shipped('is-it-research', 'tree');
const parts = {
  date: '1 March 2030',
  project: 'Falls huddle',
  linkOf: (id: string) => ({ label: id, url: `https://example.org/${id}` })
};

/** Any answers to the points of an assessment, some skipped, some that no longer fit. */
const anyAnswers = (assessment: Assessment): fc.Arbitrary<Answers> => {
  const ids = 'points' in assessment ? assessment.points.map(({ id }) => id) : ['gone'];
  return fc.dictionary(
    fc.constantFrom(...ids, 'gone'),
    fc.constantFrom('0', '1', '2', '3', '4', '9', 'dont_know', 'not_relevant', 'yes', 'partly', 'no', ''),
    { maxKeys: 20 }
  );
};

describe('a rated result', () => {
  test('names at most three factors below the aim, lowest first, ties by the file’s order', () => {
    const answers = { owner: '1', measure: '0', resources: '1', newstaff: '2', routine: '4', senior: '3' };
    const { weakest } = rateAnswers(lasts, answers);
    expect(weakest.map(({ point, step }) => [point.id, step])).toEqual([
      ['measure', 0],
      ['owner', 1],
      ['resources', 1]
    ]);
  });

  test('names none where nothing is below the aim', () => {
    const answers = Object.fromEntries(lasts.points.map(({ id }) => [id, '3']));
    expect(rateAnswers(lasts, answers).weakest).toEqual([]);
  });

  test('counts "don’t know" apart, never as low, and says when there is too little to go by', () => {
    const answers = Object.fromEntries(lasts.points.map(({ id }, index) => [id, index < 7 ? 'dont_know' : '1']));
    const result = rateAnswers(lasts, answers);
    expect(result.unknown).toHaveLength(7);
    expect(result.weakest.every(({ point }) => answers[point.id] === '1')).toBe(true);
    expect(result.tooLittle).toBe(true);
  });

  test('any answers give a result whose parts add up', () => {
    fc.assert(
      fc.property(anyAnswers(lasts), (given) => {
        const { answers } = fittingAnswers(lasts, given);
        const { unknown, bands, weakest } = rateAnswers(lasts, answers);
        const rated = lasts.points.filter(({ id }) => /^\d$/.test(answers[id] ?? ''));
        expect(bands.reduce((sum, { count }) => sum + count, 0)).toBe(rated.length);
        expect(unknown).toEqual(lasts.points.filter(({ id }) => answers[id] === 'dont_know'));
        expect(weakest.length).toBeLessThanOrEqual(3);
        expect(resultDocument(lasts, answers, parts).blocks.length).toBeGreaterThan(2);
      })
    );
  });
});

describe('then and now', () => {
  test('is symmetric: what went up one way went down the other', () => {
    fc.assert(
      fc.property(anyAnswers(lasts), anyAnswers(lasts), (a, b) => {
        const [first, second] = [fittingAnswers(lasts, a).answers, fittingAnswers(lasts, b).answers];
        const there = compareAnswers(lasts, first, second);
        const back = compareAnswers(lasts, second, first);
        const ids = (changes: readonly { point: { id: string } }[]): string[] => changes.map(({ point }) => point.id);
        expect(ids(there.up)).toEqual(ids(back.down));
        expect(ids(there.same)).toEqual(ids(back.same));
        expect(ids(there.once)).toEqual(ids(back.once));
      })
    );
  });
});

describe('a group', () => {
  test(`is not shown with fewer than ${leastAnswers} people, whatever they answered`, () => {
    fc.assert(
      fc.property(fc.array(anyAnswers(lasts), { maxLength: leastAnswers - 1 }), (all) => {
        expect(countAnswers(lasts, all)).toBeUndefined();
      })
    );
  });

  test('puts first what people see most differently', () => {
    const all = ['0', '1', '4', '4'].map((owner) => ({ owner, measure: '2', routine: '0' }));
    const { people, factors } = groupResult(lasts, countAnswers(lasts, all)!);
    expect(people).toBe(4);
    expect(factors[0]).toMatchObject({
      point: { id: 'owner' },
      counts: [1, 1, 0, 0, 2],
      low: 0,
      high: 4,
      middle: 1,
      differs: true
    });
    expect(factors.slice(1, 3).map(({ point, differs }) => [point.id, differs])).toEqual([
      ['routine', false],
      ['measure', false]
    ]);
  });
});

describe('a checklist', () => {
  test('names the missing parts that are easiest to write, then those that are partly there', () => {
    const answers = { title: 'no', aim: 'partly', ethics: 'no', results: 'yes', place: 'not_relevant' };
    const result = checkDraft(draft, answers);
    expect(result.first.map(({ id }) => id)).toEqual(['ethics', 'title', 'aim']);
    expect(result.there.map(({ id }) => id)).toEqual(['results']);
  });

  test('its skeleton has prompts only where something is missing, and leaves out what does not apply', () => {
    const { blocks } = resultDocument(draft, { problem: 'yes', place: 'not_relevant' }, parts);
    const text = blocks.map((block) => ('text' in block ? block.text : '')).join('\n');
    const [problem, place, aim] = ['problem', 'place', 'aim'].map(
      (id) => draft.points.find((point) => point.id === id)!
    );
    expect(text).toContain(problem!.heading);
    expect(text).not.toContain(problem!.prompts[0]);
    expect(text).not.toContain(place!.prompts[0]);
    expect(text).toContain(aim!.prompts[0]);
  });
});

describe('a decision tree', () => {
  test('every path ends, with the reason where the outcome gives one, and says that it decides nothing', () => {
    const ends = new Set<string>();
    const follow = (answers: Answers): void => {
      const { next, outcome, says } = walkTree(research, answers);
      if (next) {
        for (const index of next.choices.keys()) follow({ ...answers, [next.id]: String(index) });
      } else {
        ends.add(outcome!.id);
        expect(says).not.toMatch(/\{because\}|that \. /);
        const { blocks } = resultDocument(research, answers, parts);
        expect(blocks).toContainEqual({ kind: 'text', text: research.always.says });
      }
    };
    follow({});
    expect([...ends].toSorted()).toEqual(research.outcomes.map(({ id }) => id).toSorted());
  });

  test('adds a line for each flag, and none for what is not a flag', () => {
    expect(flagLines(research, { flags: 'publish,nonsense' })).toHaveLength(1);
  });
});

describe('a plan', () => {
  test.each([
    ['On 31 March with both wards. We stop if it hurts.', '31 March with both wards'],
    ['31 March', '31 March'],
    ['', 'a day still to be chosen']
  ])('that is to be looked at “%s” says so in its first line', (written, says) => {
    const plan = shipped('spread-plan', 'plan');
    const parts = { date: '1 March 2030', project: '', linkOf: () => undefined };
    const { blocks } = resultDocument(plan, { [plan.lookField]: written }, parts);
    expect(blocks[0]).toMatchObject({ text: expect.stringContaining(`look at again on ${says}. Draft`) });
  });

  test('asks when an aim has no number or no date, and is content where it has both', () => {
    const asked = (aim: string) => planNudges(plan, { aim }).flatMap(({ asks }) => asks);
    expect(asked('Most wards will do this').length).toBe(2);
    expect(asked('Six of 8 wards by 30 June')).toEqual([]);
    expect(asked('')).toEqual([]);
  });
});

describe('the pages', () => {
  test('answers survive packing', () => {
    fc.assert(
      fc.property(fc.constantFrom(lasts, draft), fc.infiniteStream(fc.nat(6)), (assessment, numbers) => {
        const allowed =
          assessment.kind === 'rated'
            ? ['0', '1', '2', '3', '4', 'dont_know', 'not_relevant']
            : ['yes', 'partly', 'no', 'not_relevant'];
        const answers = Object.fromEntries(
          assessment.points.map(({ id }) => [id, allowed[numbers.next().value! % allowed.length]!])
        );
        expect(unpackAnswers(assessment, packAnswers(assessment, answers))).toEqual(answers);
      })
    );
  });

  test('a form fits what platforms keep with it, whatever was answered', () => {
    for (const assessment of shippedAssessments().values()) {
      const form = pageForm(
        assessment,
        { assessment: assessment.id, version: 1, quick: false, page: 0, packed: '', project: 'x'.repeat(60) },
        {}
      );
      expect(form.value.length).toBeLessThanOrEqual(2500);
      expect(form.title.length).toBeLessThanOrEqual(24);
      for (const { options = [] } of form.fields)
        for (const { label } of options) expect(label.length).toBeLessThanOrEqual(75);
    }
  });

  test('the pages of every assessment ask each point once and end in a result', () => {
    for (const assessment of [lasts, draft]) {
      for (const quick of [false, true]) {
        const pages = pagesOf(assessment, quick);
        let progress = {
          assessment: assessment.id,
          version: assessment.version,
          quick,
          page: 0,
          packed: '',
          project: ''
        };
        const seen: string[] = [];
        for (const { points } of pages) {
          const form = pageForm(assessment, progress, answersSoFar(assessment, progress));
          seen.push(...form.fields.map(({ id }) => id).filter((id) => id !== 'project'));
          expect(form.fields.map(({ id }) => id).slice(0, points.length)).toEqual(points);
          progress = { ...readProgress(form.value)!, page: progress.page + 1 };
        }
        expect(new Set(seen).size).toBe(seen.length);
        expect(isComplete(assessment, progress, {})).toBe(true);
      }
    }
  });

  test('progress that a client altered is refused, not believed', () => {
    expect(readProgress('{"assessment":1}')).toBeUndefined();
    expect(readProgress('not json')).toBeUndefined();
    fc.assert(fc.property(fc.string(), (text) => expect(() => readProgress(text)).not.toThrow()));
    const progress = { assessment: 'will-it-last', version: 1, quick: true, page: 0, packed: '', project: '' };
    expect(readProgress(writeProgress(progress))).toEqual(progress);
  });

  test('answers that the file no longer takes are left out, and that is said', () => {
    expect(fittingAnswers(lasts, { owner: '3', gone: '1', measure: '7' })).toEqual({
      answers: { owner: '3' },
      lost: true
    });
  });
});
