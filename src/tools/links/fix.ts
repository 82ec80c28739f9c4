import type { LinkResult } from './result.ts';

/** A file with changed addresses. */
export interface Fix {
  text: string;
  changed: number;
}

/** Characters that an address may contain but that, at its end, belong to the surrounding sentence or markup. */
const trailing = /[.,;:!?'")\]*_>]+$/;

/**
 * Replaces moved addresses. Everything else stays byte for byte. An address that is only the beginning of a longer one
 * is not replaced.
 *
 * @param text of one knowledge file
 * @param results of which those that moved permanently are written
 */
export function fixMoved(text: string, results: readonly LinkResult[]): Fix {
  const moves = new Map(results.flatMap(({ url, movedTo }) => (movedTo ? [[url, movedTo] as const] : [])));
  let changed = 0;
  const fixed = text.replace(/https?:\/\/[^\s<>"`]+/gi, (found) => {
    for (let candidate = found; candidate; candidate = shorter(candidate)) {
      const target = moves.get(candidate);
      if (target) {
        changed += 1;
        return target + found.slice(candidate.length);
      }
    }
    return found;
  });
  return { text: fixed, changed };
}

function shorter(candidate: string): string {
  return trailing.test(candidate) ? candidate.slice(0, -1) : '';
}
