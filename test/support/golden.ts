import type { GoldenQuestion } from '../../src/core/entry.ts';
import { hash32 } from '../../src/matching/hash.ts';

/** Changing it deals the golden questions anew: figures before and after cannot be compared. */
const seed = 'spread-bot golden 1';

/** Which half a golden question belongs to, by its wording alone: matching is tuned on one and judged on the other. */
export function halfOf(ask: string): 'tuning' | 'test' {
  return hash32(`${seed}\n${ask}`) & 1 ? 'tuning' : 'test';
}

export function questionsOf(half: 'tuning' | 'test', questions: readonly GoldenQuestion[]): GoldenQuestion[] {
  return questions.filter(({ ask }) => halfOf(ask) === half);
}
