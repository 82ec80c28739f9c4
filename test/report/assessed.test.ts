import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AssessmentCount, CountedStep } from '../../src/core/assessments/counts.ts';
import type { ClosedRound } from '../../src/core/assessments/rounds.ts';
import { leastRounds, weakestOverall } from '../../src/core/assessments/weakest-overall.ts';
import { assessmentFigures } from '../../src/report/assessed.ts';
import type { Report } from '../../src/report/build.ts';
import { reportCsv, reportHtml, reportTable } from '../../src/report/index.ts';
import { shipped, shippedAssessments } from '../support/assessments.ts';
import { aKnowledge } from '../support/entries.ts';
import { runs } from '../support/property-runs.ts';

const lasts = shipped('will-it-last', 'rated');
const known = { ...aKnowledge(), assessments: shippedAssessments() };
const [low, fine] = lasts.points as [(typeof lasts.points)[number], (typeof lasts.points)[number]];

const counted = (steps: Record<string, number>, assessment = lasts.id): AssessmentCount[] =>
  Object.entries(steps).map(([step, count]) => ({
    day: '2026-11-03',
    assessment,
    step: step as CountedStep,
    count
  }));

/** A round of four people who all chose one step of each of these points. */
function closed(chosen: Record<string, number>, version = lasts.version): ClosedRound {
  const perStep = (step: number) => Array.from({ length: lasts.max + 2 }, (_, index) => (index === step ? 4 : 0));
  const factors = Object.fromEntries(Object.entries(chosen).map(([id, step]) => [id, perStep(step)]));
  return { assessment: lasts.id, version, numbers: { people: 4, factors } };
}
const rounds = (count: number, version?: number): ClosedRound[] =>
  Array.from({ length: count }, () => closed({ [low.id]: 0, [fine.id]: lasts.max }, version));

test('who began and did not finish stopped at the last page they saw', () => {
  const counts = counted({ 'page-1': 10, 'page-2': 7, 'page-3': 6, 'end-3': 5 });
  expect(assessmentFigures(counts, [], known)).toEqual([
    {
      id: lasts.id,
      title: lasts.title,
      begun: 10,
      finished: 5,
      stops: [
        { page: 1, count: 3 },
        { page: 2, count: 1 },
        { page: 3, count: 1 }
      ],
      weakest: []
    }
  ]);
});

test('a tree that ends early for some stops nobody there; one that is no longer known keeps its id', () => {
  const [tree, gone] = assessmentFigures(
    [
      ...counted({ 'page-1': 4, 'end-1': 1, 'page-2': 3, 'end-2': 3 }, 'is-it-research'),
      ...counted({ 'page-1': 1 }, 'gone')
    ],
    [],
    known
  );
  expect(tree).toMatchObject({ begun: 4, finished: 4, stops: [] });
  expect(gone).toMatchObject({ title: 'gone', begun: 1, finished: 0, stops: [{ page: 1, count: 1 }] });
});

test('fewer than five channels are not put together, nor are rounds of another version', () => {
  expect(weakestOverall(lasts, rounds(leastRounds - 1))).toEqual([]);
  expect(weakestOverall(lasts, [...rounds(leastRounds - 1), ...rounds(3, lasts.version + 1)])).toEqual([]);
  expect(weakestOverall(lasts, rounds(leastRounds))).toEqual([{ point: low, rated: 20, below: 20, rounds: 5 }]);
});

test('a factor that fewer than five channels rated is not told, whatever the others say', () => {
  fc.assert(
    fc.property(fc.nat({ max: 9 }), fc.nat({ max: 4 }), (many, few) => {
      const mixed = [...rounds(many), ...Array.from({ length: few }, () => closed({ [lasts.points[2]!.id]: 0 }))];
      const ids = weakestOverall(lasts, mixed).map(({ point }) => point.id);
      expect(ids).toEqual(many >= leastRounds ? [low.id] : []);
    }),
    { numRuns: runs(50) }
  );
});

test('table, CSV and page show the same figures', () => {
  const none = { asked: 0, answered: 0, choices: 0, declined: 0 };
  const report: Report = {
    ...{ from: '2026-11-02', to: '2026-11-08', totals: { ...none, helpful: 0, unhelpful: 0 }, weeks: [] },
    ...{ platforms: [], topics: [], entries: [], tips: [], reasons: [], gaps: [], unworded: 0 },
    reviewed: { entries: 0, of: 0, answers: 0 },
    assessments: assessmentFigures(counted({ 'page-1': 10, 'page-2': 7, 'end-2': 6 }), rounds(6), known)
  };
  const stopped = 'page 1: 3, page 2: 1';
  const table = reportTable(report);
  expect(table.replace(/ +/g, ' ')).toContain(` 10 6 ${lasts.title} ${stopped}`);
  expect(table.replace(/ +/g, ' ')).toContain(` 24 24 6 ${low.short} ${lasts.title}`);
  const page = reportHtml(report);
  expect(page).toMatch(new RegExp(`>10</td><td [^>]*>6</td><td [^>]*>${stopped}</td>`));
  expect(page).toMatch(/>24<\/td><td [^>]*>24<\/td><td [^>]*>6<\/td>/);
  const rows = reportCsv(report)
    .split('\r\n')
    .filter((line) => /^(begun|finished|stopped|rated|low),/.test(line))
    .map((line) => line.split(','));
  expect(rows.map((row) => [row[0], row[3]])).toEqual([
    ['begun', '10'],
    ['finished', '6'],
    ['stopped', '3'],
    ['stopped', '1'],
    ['rated', '24'],
    ['low', '24']
  ]);
  const empty = { ...report, assessments: [] };
  for (const view of [reportTable(empty), reportHtml(empty)]) expect(view).not.toMatch(/Guided assessments/);
});
