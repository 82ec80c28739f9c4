import type { Answers, RatedAssessment, RatedPoint } from '../model/assessment.ts';
import { stepOf } from './rated-result.ts';

/**
 * Minimum number of people whose answers are shown together. With fewer, answers could be attributed to a person; an
 * owner may raise the number.
 */
export const leastAnswers = 4;

/** A group's ratings of one factor. */
export interface GroupFactor {
  point: RatedPoint;
  /** Number of people by step, from 0 upwards. */
  counts: readonly number[];
  unknown: number;
  /** Lowest, highest and middle step (the lower one of two middles); undefined without ratings. */
  low: number | undefined;
  high: number | undefined;
  middle: number | undefined;
  /** True if ratings differ by two steps or more, which should be discussed first. */
  differs: boolean;
}

/** Combined result of a group, without individual answers. */
export interface GroupResult {
  people: number;
  /** Factors, widest spread first, then lowest middle, then in the file's order. */
  factors: readonly GroupFactor[];
}

/** Minimum difference between the lowest and the highest rating of a factor that should be discussed first. */
const apart = 2;

/**
 * Stored numbers of a group: how many people gave each answer, by factor. No person's answers can be reconstructed from
 * them.
 */
export interface GroupNumbers {
  people: number;
  /** Numbers by id of the point: people by step, from 0 upwards, and last those who did not know. */
  factors: Readonly<Record<string, readonly number[]>>;
}

/**
 * Counts the answers of several people.
 *
 * @param asked ids of the points that were asked; all when not given
 * @returns undefined for fewer than {@link leastAnswers} people: then nothing is stored or shown
 */
export function countAnswers(
  assessment: RatedAssessment,
  all: readonly Answers[],
  asked: readonly string[] = assessment.points.map(({ id }) => id)
): GroupNumbers | undefined {
  if (all.length < leastAnswers) return undefined;
  const counted = (id: string): number[] => {
    const steps = all.map((answers) => stepOf(assessment, answers[id]));
    const perStep = Array.from({ length: assessment.max + 1 }, (_, step) => steps.filter((one) => one === step).length);
    return [...perStep, all.filter((answers) => answers[id] === 'dont_know').length];
  };
  return { people: all.length, factors: Object.fromEntries(asked.map((id) => [id, counted(id)])) };
}

/** Returns the result of a group's numbers; points that the assessment no longer has are left out. */
export function groupResult(assessment: RatedAssessment, numbers: GroupNumbers): GroupResult {
  const factors = assessment.points.flatMap((point): GroupFactor[] => {
    const counted = numbers.factors[point.id];
    if (!counted) return [];
    const counts = counted.slice(0, assessment.max + 1);
    const steps = counts.flatMap((people, step) => Array.from({ length: people }, () => step));
    const [low] = steps;
    const high = steps.at(-1);
    const differs = low !== undefined && high !== undefined && high - low >= apart;
    const middle = steps[Math.floor((steps.length - 1) / 2)];
    return [{ point, counts, unknown: counted[assessment.max + 1] ?? 0, low, high, middle, differs }];
  });
  const width = ({ low, high }: GroupFactor): number => (low === undefined || high === undefined ? -1 : high - low);
  const place = ({ point }: GroupFactor): number => assessment.order.indexOf(point.id);
  return {
    people: numbers.people,
    factors: factors.toSorted(
      (a, b) => width(b) - width(a) || (a.middle ?? Infinity) - (b.middle ?? Infinity) || place(a) - place(b)
    )
  };
}
