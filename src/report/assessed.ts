import { type AssessmentCount, pageOfStep } from '../core/assessments/counts.ts';
import type { ClosedRound } from '../core/assessments/rounds.ts';
import { weakestOverall } from '../core/assessments/weakest-overall.ts';
import type { Knowledge } from '../core/model/entry.ts';

/** Figures of one guided assessment. No person, channel or team can be told from it. */
export interface AssessmentFigures {
  id: string;
  title: string;
  begun: number;
  finished: number;
  /** Pages (of a tree: questions) after which nothing more came, from the first; only those where somebody stopped. */
  stops: readonly { page: number; count: number }[];
  /** Factors most people of all channels rated below what to aim for; empty where fewer than five channels have a result. */
  weakest: readonly { id: string; name: string; below: number; rated: number; channels: number }[];
}

/**
 * Counts how assessments fared, those of the knowledge first.
 *
 * @param counts of the days of the report
 * @param rounds the last closed round of each channel
 */
export function assessmentFigures(
  counts: readonly AssessmentCount[],
  rounds: readonly ClosedRound[],
  { assessments }: Knowledge
): readonly AssessmentFigures[] {
  const ids = new Set([...assessments.keys(), ...counts.map(({ assessment }) => assessment)]);
  return [...ids].flatMap((id): AssessmentFigures[] => {
    const assessment = assessments.get(id);
    const own = counts.filter((count) => count.assessment === id);
    const weakest = assessment?.kind === 'rated' ? weakestOverall(assessment, rounds) : [];
    if (own.length === 0 && weakest.length === 0) return [];
    const sum = (kind: string, page?: number): number =>
      own
        .filter(({ step }) => step.startsWith(kind) && (page === undefined || pageOfStep(step) === page))
        .reduce((total, { count }) => total + count, 0);
    const last = Math.max(0, ...own.map(({ step }) => pageOfStep(step)));
    const stops = Array.from({ length: last }, (_, index) => {
      const page = index + 1;
      // Begun on one day and gone on with on the next can make it less than none at the edge of the time.
      return { page, count: Math.max(0, sum('page', page) - sum('page', page + 1) - sum('end', page)) };
    });
    return [
      {
        id,
        title: assessment?.title ?? id,
        begun: sum('page', 1),
        finished: sum('end'),
        stops: stops.filter(({ count }) => count > 0),
        weakest: weakest.map(({ point, below, rated, rounds: channels }) => ({
          id: point.id,
          name: point.short,
          below,
          rated,
          channels
        }))
      }
    ];
  });
}

/** Says where people stopped: `page 1: 3, page 2: 1`. */
export const stopWords = ({ stops }: Pick<AssessmentFigures, 'stops'>): string =>
  stops.map(({ page, count }) => `page ${page}: ${count}`).join(', ') || 'nobody stopped';

/** Returns one row for each factor that is weakest over all, with the assessment's title. */
export const weakestRows = (figures: readonly AssessmentFigures[]) =>
  figures.flatMap(({ title, weakest }) => weakest.map((factor) => ({ title, ...factor })));
