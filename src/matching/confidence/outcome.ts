import type { Outcome } from '../../core/model/matcher.ts';
import type { Likely } from './confidence.ts';

/** From this probability the best entry is given as the answer. This and what follows was set on the tuning half of the golden questions. */
export const answerFrom = 0.78;
/** From this probability that any entry is right the likeliest are offered. */
export const choicesFrom = 0.45;
/** At most this many are offered. */
export const choiceLimit = 4;
/** Entries are offered until they hold this share of what all hold together, and from this probability: below it they would be filling. */
const offeredTogether = 0.8;
const offeredFrom = 0.06;

/** Below this probability that any entry is right, a declined question counts as one from outside. */
export const outsideBelow = 0.3;

/** For a message that says an entry's name and nothing else: all 69 such golden questions were right. */
export const namedConfidence = 0.97;

/**
 * Decides the outcome. Entries that fit equally well share the probability, so it is the sum of all that says whether there is
 * anything to show.
 *
 * @param likely the best entries in the order of the ranking
 * @returns the outcome, and the entries worth showing, in the same order
 */
export function outcomeOf(likely: readonly Likely[]): { outcome: Outcome; worth: readonly Likely[] } {
  const [best, ...others] = likely;
  if (!best) return { outcome: 'none', worth: [] };
  const any = likely.reduce((sum, { meant }) => sum + meant, 0);
  const worth = new Set([best]);
  let together = best.meant;
  for (const other of others.sort((a, b) => b.meant - a.meant)) {
    if (worth.size === choiceLimit || other.meant < offeredFrom || together >= offeredTogether * any) break;
    worth.add(other);
    together += other.meant;
  }
  const outcome = best.good >= answerFrom ? 'answer' : Math.max(best.good, any) >= choicesFrom ? 'choices' : 'none';
  return { outcome, worth: likely.filter((each) => worth.has(each)) };
}
