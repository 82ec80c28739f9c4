import type { Answers, RatedAssessment, RatedPoint } from '../model/assessment.ts';
import { stepOf } from './rated-result.ts';

/** One factor then and now; undefined where it was not rated. */
interface Change {
  point: RatedPoint;
  was: number | undefined;
  now: number | undefined;
}

/** Two results of one assessment, side by side. */
export interface Comparison {
  /** Factors that were rated both times, by direction of change; each in the file's order. */
  up: readonly Change[];
  down: readonly Change[];
  same: readonly Change[];
  /** Factors that were rated only once. */
  once: readonly Change[];
}

/** Compares two sets of answers to the same version of an assessment, factor by factor. */
export function compareAnswers(assessment: RatedAssessment, before: Answers, after: Answers): Comparison {
  const changes = assessment.points.map((point): Change => {
    return { point, was: stepOf(assessment, before[point.id]), now: stepOf(assessment, after[point.id]) };
  });
  const both = (holds: (was: number, now: number) => boolean): Change[] =>
    changes.filter(({ was, now }) => was !== undefined && now !== undefined && holds(was, now));
  return {
    up: both((was, now) => now > was),
    down: both((was, now) => now < was),
    same: both((was, now) => now === was),
    once: changes.filter(({ was, now }) => (was === undefined) !== (now === undefined))
  };
}
