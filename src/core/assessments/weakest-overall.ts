import type { RatedAssessment, RatedPoint } from '../model/assessment.ts';
import { type GroupNumbers, groupResult } from './group-result.ts';
import { mostWeakest } from './rated-result.ts';
import type { ClosedRound } from './rounds.ts';

/** Minimum number of channels whose results are put together; with fewer one could tell which team rated what. */
export const leastRounds = 5;

/** Ratings of one factor over all channels. */
export interface OverallFactor {
  point: RatedPoint;
  /** People who rated it, and how many of them below what to aim for. */
  rated: number;
  below: number;
  rounds: number;
}

/**
 * Finds the factors that most people rated below what to aim for, over the last round of each channel.
 *
 * @param rounds one a channel; those of other assessments or versions are left out
 * @returns the weakest first, at most three; none where fewer than {@link leastRounds} channels were asked the factor
 */
export function weakestOverall(assessment: RatedAssessment, rounds: readonly ClosedRound[]): readonly OverallFactor[] {
  const { aimFor, id, order, points, version } = assessment;
  const own = rounds.filter((round) => round.assessment === id && round.version === version);
  const factors = points.flatMap((point): OverallFactor[] => {
    const asked = own.filter(({ numbers }) => steps(assessment, numbers, point).length > 0);
    if (asked.length < leastRounds) return [];
    const all = asked.flatMap(({ numbers }) => steps(assessment, numbers, point));
    const sum = (of: typeof all): number => of.reduce((total, { people }) => total + people, 0);
    return [{ point, rated: sum(all), below: sum(all.filter(({ step }) => step < aimFor)), rounds: asked.length }];
  });
  return factors
    .filter(({ below }) => below > 0)
    .toSorted((a, b) => b.below / b.rated - a.below / a.rated || order.indexOf(a.point.id) - order.indexOf(b.point.id))
    .slice(0, mostWeakest);
}

/** Counts the people of one round by the step they chose for a point; empty where nobody rated it. */
function steps(assessment: RatedAssessment, numbers: GroupNumbers, { id }: RatedPoint) {
  const factor = groupResult(assessment, numbers).factors.find(({ point }) => point.id === id);
  return (factor?.counts ?? []).flatMap((people, step) => (people > 0 ? [{ step, people }] : []));
}
