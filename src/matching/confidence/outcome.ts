import type { Outcome } from '../../core/model/matcher.ts';

/** From this confidence the best entry is given as the answer. Set on the tuning half of the golden questions. */
export const answerFrom = 0.92;
/** From this probability that one of the choices fits they are offered: below it most questions come from outside. */
export const choicesFrom = 0.64;

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
