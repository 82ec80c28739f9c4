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
 * Returns the allowed word nearest to a misspelt one by Levenshtein distance; undefined if none is near (more than a
 * third of the letters differ).
 */
export function nearest(word: string, allowed: readonly string[]): string | undefined {
  const scored = allowed.map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate) }));
  scored.sort((a, b) => a.distance - b.distance);
  const best = scored[0];
  if (best && best.distance <= Math.max(1, Math.floor(best.candidate.length / 3))) return best.candidate;
  // A longer word with the same meaning, such as "toolkit" for "tool".
  return allowed.find((candidate) => candidate.length >= 4 && word.toLowerCase().startsWith(candidate));
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= Math.min(a.length, 64); i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = a[i - 1] === b[j - 1] ? 0 : 1;
      row.push(Math.min(row[j - 1]! + 1, previous[j]! + 1, previous[j - 1]! + swap));
    }
    previous = row;
  }
  return previous[b.length]!;
}
