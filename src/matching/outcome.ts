import type { Outcome } from '../core/matcher.ts';

/** From this confidence the best entry is given as the answer: below it one in four would be wrong. */
export const answerFrom = 0.75;
/** From this probability that one of the choices fits they are offered. */
export const choicesFrom = 0.42;

/** Below this probability of being of the field a declined question is called outside it. */
export const outsideBelow = 0.3;

/** For a message that says an entry's name and nothing else: all 69 such golden questions were right. */
export const namedConfidence = { field: 1, top: 0.97, shown: 0.99 };

export function outcomeOf(probability: { top: number; shown: number }, entries: number): Outcome {
  if (entries === 0) return 'none';
  if (probability.top >= answerFrom) return 'answer';
  if (probability.shown >= choicesFrom && entries > 1) return 'choices';
  return 'none';
}
