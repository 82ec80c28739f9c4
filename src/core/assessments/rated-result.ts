import type { Answers, RatedAssessment, RatedPoint } from '../model/assessment.ts';

/** A factor with the chosen step. */
interface RatedFactor {
  point: RatedPoint;
  step: number;
}

/** Result of a rated assessment. There is no total, as nothing shows that one would be meaningful. */
export interface RatedResult {
  /** Number of factors in each band, in the bands' order. */
  bands: readonly { name: string; count: number }[];
  /** The two or three factors that most need action: steps below `aimFor`, lowest first; empty where there is none. */
  weakest: readonly RatedFactor[];
  /** Points answered with "I don't know": to be found out first, never counted as low. */
  unknown: readonly RatedPoint[];
  /** True if more than half of the points are unknown or skipped, so that a list of weak factors would mislead. */
  tooLittle: boolean;
}

/** Maximum number of weak factors named, as a longer list is not acted on. */
export const mostWeakest = 3;

/**
 * Returns the result of a rated assessment.
 *
 * @param asked ids of the points that were asked; all when not given. The quick version asks fewer
 */
export function rateAnswers(
  assessment: RatedAssessment,
  answers: Answers,
  asked: readonly string[] = assessment.points.map(({ id }) => id)
): RatedResult {
  const points = assessment.points.filter(({ id }) => asked.includes(id));
  const withAnswer = (answer: string | undefined): RatedPoint[] => points.filter(({ id }) => answers[id] === answer);
  const rated = points.flatMap((point): RatedFactor[] => {
    const step = stepOf(assessment, answers[point.id]);
    return step === undefined ? [] : [{ point, step }];
  });
  const place = ({ point }: RatedFactor): number => assessment.order.indexOf(point.id);
  const low = rated.filter(({ step }) => step < assessment.aimFor);
  const weakest = low.toSorted((a, b) => a.step - b.step || place(a) - place(b)).slice(0, mostWeakest);
  const unknown = withAnswer('dont_know');
  const skipped = withAnswer(undefined);
  return {
    bands: assessment.bands.map(({ from, to, name }) => ({
      name,
      count: rated.filter(({ step }) => step >= from && step <= to).length
    })),
    weakest,
    unknown,
    tooLittle: (unknown.length + skipped.length) * 2 > points.length
  };
}

/** Returns the step of an answer; undefined for "I don't know", "does not apply" and skipped ones. */
export function stepOf({ max }: RatedAssessment, answer: string | undefined): number | undefined {
  if (answer === undefined || !/^\d$/.test(answer)) return undefined;
  const step = Number(answer);
  return step <= max ? step : undefined;
}
