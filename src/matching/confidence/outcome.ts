import type { Entry } from '../../core/model/entry.ts';
import type { Outcome } from '../../core/model/matcher.ts';

/** An entry with how likely it is the one that was meant, and how likely it is a good answer, 0 to 1. */
export interface Likely {
  entry: Entry;
  /** The sum over all entries is at most 1. */
  meant: number;
  /** Less where the knowledge base is too small to be sure of. */
  good: number;
}

/** From this probability the best entry is given as the answer. This and what follows was set on the tuning half of the golden questions. */
export const answerFrom = 0.85;
/** From this probability that any entry is right the likeliest are offered. */
export const choicesFrom = 0.45;
/** At most this many are offered. */
export const choiceLimit = 4;
/**
 * From this mean (geometric) of the probabilities of being the one that was meant and of being a good answer an entry is offered beside
 * the best: below it three in four are filling. Where the best has little itself, from half of what it has.
 */
const offeredFrom = 0.12;

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
  const worthOf = ({ meant, good }: Likely) => Math.sqrt(meant * good);
  const least = Math.min(offeredFrom, worthOf(best) / 2);
  const offered = others.filter((each) => worthOf(each) >= least).sort((a, b) => worthOf(b) - worthOf(a));
  const worth = new Set([best, ...offered.slice(0, choiceLimit - 1)]);
  const outcome = best.good >= answerFrom ? 'answer' : any >= choicesFrom ? 'choices' : 'none';
  return { outcome, worth: likely.filter((each) => worth.has(each)) };
}
