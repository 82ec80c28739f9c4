import type { Outcome } from '../../core/model/matcher.ts';
import type { Likely } from './confidence.ts';

/** From this probability the best entry is given as the answer. Set on the tuning half of the golden questions. */
export const answerFrom = 0.8;
/** From this probability that one of the entries shown is right they are offered. */
export const choicesFrom = 0.4;
/** At most this many are offered. */
export const choiceLimit = 4;
/** An entry is offered from this probability, and from this share of the best one's: below them it would be filling. */
const offeredFrom = 0.06;
const offeredShare = 0.2;

/** Below this probability that any entry is right, a declined question counts as one from outside. */
export const outsideBelow = 0.3;

/** For a message that says an entry's name and nothing else: all 69 such golden questions were right. */
export const namedConfidence = 0.97;

/**
 * Decides the outcome. Entries that fit equally well share the probability, so it is their sum that says whether one of what is
 * shown is right.
 *
 * @param likely the best entries, likeliest first
 * @returns the outcome, and the entries worth showing
 */
export function outcomeOf(likely: readonly Likely[]): { outcome: Outcome; worth: readonly Likely[] } {
  const [best] = likely;
  const least = Math.max(offeredFrom, (best?.meant ?? 0) * offeredShare);
  const worth = likely.filter(({ meant }) => meant >= least).slice(0, choiceLimit);
  const shown = worth.reduce((sum, { meant }) => sum + meant, 0);
  const good = best?.good ?? 0;
  if (good >= answerFrom) return { outcome: 'answer', worth };
  return { outcome: Math.max(good, shown) >= choicesFrom ? 'choices' : 'none', worth };
}
