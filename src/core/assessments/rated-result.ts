import type { Answers, RatedAssessment, RatedPoint } from '../model/assessment.ts';

/** A factor with the step that was chosen. */
export interface RatedFactor {
  point: RatedPoint;
  step: number;
}

/** What the answers to a rated assessment say. There is no total: nothing shows that one would mean anything. */
export interface RatedResult {
  /** How many factors fall into each band, in the bands' order. */
  bands: readonly { name: string; count: number }[];
  /** The two or three that need most action: steps below `aimFor`, lowest first; empty where none is. */
  weakest: readonly RatedFactor[];
  /** Factors in the highest band, in the file's order. */
  strong: readonly RatedFactor[];
  /** All that were rated, in the file's order. */
  rated: readonly RatedFactor[];
  /** Answered with "I don't know": to be found out first, never counted as low. */
  unknown: readonly RatedPoint[];
  /** Skipped, and said not to apply. */
  skipped: readonly RatedPoint[];
  notRelevant: readonly RatedPoint[];
  /** True where more than half of what was asked is unknown or skipped, so that a list of weak factors would mislead. */
  tooLittle: boolean;
}

/** At most so many factors are named: more is a list nobody acts on. */
export const mostWeakest = 3;

/**
 * Works out a result.
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
  const top = assessment.bands.reduce((best, band) => (band.from > best.from ? band : best));
  return {
    bands: assessment.bands.map(({ from, to, name }) => ({
      name,
      count: rated.filter(({ step }) => step >= from && step <= to).length
    })),
    weakest,
    strong: rated.filter(({ step }) => step >= top.from),
    rated,
    unknown,
    skipped,
    notRelevant: withAnswer('not_relevant'),
    tooLittle: (unknown.length + skipped.length) * 2 > points.length
  };
}

/** Reads the step of an answer; undefined for "I don't know", "does not apply" and what was skipped. */
export function stepOf({ max }: RatedAssessment, answer: string | undefined): number | undefined {
  if (answer === undefined || !/^\d$/.test(answer)) return undefined;
  const step = Number(answer);
  return step <= max ? step : undefined;
}
