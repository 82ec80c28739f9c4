/** One goal: what was to be, what was, and whether that is enough. */
export interface Verdict {
  goal: string;
  measured: string;
  met: boolean;
  /** True for a goal that is a time, or a ratio of times: it means something on a quiet machine only. */
  timed?: true;
}

/**
 * Permitted growth of the heap, in bytes a question: 1 MB in 10,000. V8 goes on compiling for tens of thousands of questions; heap
 * snapshots after 5 and 13 changes of the knowledge differed in compiled code and its feedback, and in no object of ours.
 */
export const mostHeapEach = 100;

/** Returns the value that this share of all values does not exceed; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Fits a straight line to points by least squares, with the standard error of its slope. */
export function slopeOf(points: readonly { x: number; y: number }[]): { slope: number; error: number } {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y))];
  const sxx = points.reduce((sum, { x }) => sum + (x - mx) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - mx) * (y - my), 0) / sxx;
  const residual = points.reduce((sum, { x, y }) => sum + (y - my - slope * (x - mx)) ** 2, 0);
  return { slope, error: Math.sqrt(residual / Math.max(1, points.length - 2) / sxx) };
}

/** Formats verdicts as a table in Markdown. */
export function table(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(
    ({ goal, measured, met, timed }) =>
      `| ${goal} | ${measured} | ${met ? 'met' : timed ? 'missed (timed)' : 'MISSED'} |`
  );
  return ['| goal | measured | verdict |', '| --- | --- | --- |', ...rows].join('\n');
}
