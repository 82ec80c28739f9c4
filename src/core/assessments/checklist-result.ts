import type { Answers, ChecklistAssessment, ChecklistPoint } from '../model/assessment.ts';

/**
 * Points that are present, partly present and missing in a draft. No score: the quality of the text is not assessed.
 */
export interface ChecklistResult {
  /** Counts by section of the skeleton. */
  sections: readonly { heading: string; there: number; partly: number; missing: number }[];
  there: readonly ChecklistPoint[];
  partly: readonly ChecklistPoint[];
  missing: readonly ChecklistPoint[];
  /** First three points to write, easiest first: missing ones before those that are partly present. */
  first: readonly ChecklistPoint[];
}

/** Maximum number of points named to begin with. */
const mostFirst = 3;

/**
 * Returns the gaps of a draft.
 *
 * @param asked ids of the points that were asked; all when not given
 */
export function checkDraft(
  assessment: ChecklistAssessment,
  answers: Answers,
  asked: readonly string[] = assessment.points.map(({ id }) => id)
): ChecklistResult {
  const points = assessment.points.filter(({ id }) => asked.includes(id));
  const answered = (answer: string | undefined): ChecklistPoint[] => points.filter(({ id }) => answers[id] === answer);
  const there = answered('yes');
  const partly = answered('partly');
  const missing = answered('no');
  const place = ({ id }: ChecklistPoint): number => assessment.order.indexOf(id);
  const byEase = (some: readonly ChecklistPoint[]): ChecklistPoint[] => some.toSorted((a, b) => place(a) - place(b));
  const within = (ids: readonly string[], some: readonly ChecklistPoint[]): number =>
    some.filter(({ id }) => ids.includes(id)).length;
  return {
    sections: assessment.skeleton.groups.map(({ heading, points: ids }) => ({
      heading,
      there: within(ids, there),
      partly: within(ids, partly),
      missing: within(ids, missing)
    })),
    there,
    partly,
    missing,
    first: [...byEase(missing), ...byEase(partly)].slice(0, mostFirst)
  };
}
