import { slips } from '../config/slips.ts';

/** A problem in the knowledge folder, worded so that an editor can fix it. */
export interface Problem {
  /** Relative to the knowledge folder. */
  file: string;
  /** 1 for the first line. */
  line: number;
  /** One or two sentences that say what was found, what is allowed and what to do. */
  message: string;
  /** False for a problem that is worth fixing but does not stop the knowledge from being used. */
  blocks: boolean;
}

/** Formats a problem as `check` and the log print it: `resources/squire-2.md:4: status is "curent"; …`. */
export function problemLine(problem: Pick<Problem, 'file' | 'line' | 'message'>): string {
  return `${problem.file}:${problem.line}: ${problem.message}`;
}

/**
 * Returns the allowed word nearest to a misspelt one by letters missing, added, changed or swapped; undefined if none is near (more than a
 * third of the letters differ).
 */
export function nearest(word: string, allowed: readonly string[]): string | undefined {
  const scored = allowed.map((candidate) => ({ candidate, distance: slips(word.toLowerCase(), candidate) }));
  scored.sort((a, b) => a.distance - b.distance);
  const best = scored[0];
  if (best && best.distance <= Math.max(1, Math.floor(best.candidate.length / 3))) return best.candidate;
  if (/[^s]s$/i.test(word)) return nearest(word.slice(0, -1), allowed);
  // A longer word with the same meaning, such as "toolkit" for "tool".
  return allowed.find((candidate) => candidate.length >= 4 && word.toLowerCase().startsWith(candidate));
}
