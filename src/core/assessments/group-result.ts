import type { Answers, RatedAssessment, RatedPoint } from '../model/assessment.ts';
import { stepOf } from './rated-result.ts';

/**
 * Fewest people whose answers are shown together. With fewer one could tell who gave which; an owner may raise the number.
 */
export const leastAnswers = 4;

/** How a group sees one factor. */
export interface GroupFactor {
  point: RatedPoint;
  /** People by step, from 0 upwards. */
  counts: readonly number[];
  unknown: number;
  /** Lowest, highest and middle step (the lower one of two middles); undefined where nobody rated it. */
  low: number | undefined;
  high: number | undefined;
  middle: number | undefined;
  /** True where people stand two steps or more apart: worth talking about before anything else. */
  differs: boolean;
}

/** What a group's answers say together; nobody's are told apart. */
export interface GroupResult {
  people: number;
  /** Widest spread first, then lowest middle, then the file's order of ties. */
  factors: readonly GroupFactor[];
}

/** Steps between the lowest and the highest view from which a factor is worth talking about first. */
const apart = 2;

/**
 * Puts the answers of several people together.
 *
 * @returns undefined for fewer than {@link leastAnswers} people: then nothing is shown
 */
export function groupAnswers(assessment: RatedAssessment, all: readonly Answers[]): GroupResult | undefined {
  if (all.length < leastAnswers) return undefined;
  const factors = assessment.points.map((point): GroupFactor => {
    const steps = all
      .map((answers) => stepOf(assessment, answers[point.id]))
      .filter((step) => step !== undefined)
      .toSorted((a, b) => a - b);
    const [low] = steps;
    const high = steps.at(-1);
    return {
      point,
      counts: Array.from({ length: assessment.max + 1 }, (_, step) => steps.filter((one) => one === step).length),
      unknown: all.filter((answers) => answers[point.id] === 'dont_know').length,
      low,
      high,
      middle: steps[Math.floor((steps.length - 1) / 2)],
      differs: low !== undefined && high !== undefined && high - low >= apart
    };
  });
  const width = ({ low, high }: GroupFactor): number => (low === undefined || high === undefined ? -1 : high - low);
  const place = ({ point }: GroupFactor): number => assessment.order.indexOf(point.id);
  return {
    people: all.length,
    factors: factors.toSorted(
      (a, b) => width(b) - width(a) || (a.middle ?? Infinity) - (b.middle ?? Infinity) || place(a) - place(b)
    )
  };
}
