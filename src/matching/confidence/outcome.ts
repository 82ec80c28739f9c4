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
export const choicesFrom = 0.5;
/** At most this many are offered. */
export const choiceLimit = 4;
/**
 * From this mean (geometric) of the probabilities of being the one that was meant and of being a good answer a second entry is offered
 * beside the best, and from the other a third and a fourth: of the seconds four in ten are right, of those after them one. Where the best
 * has little itself, from eight tenths of what it has.
 */
const secondFrom = 0.1;
const furtherFrom = 0.2;
const nearlyBest = 0.8;

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
  const least = (i: number) => Math.min(i === 0 ? secondFrom : furtherFrom, nearlyBest * worthOf(best));
  const offered = [...others].sort((a, b) => worthOf(b) - worthOf(a)).slice(0, choiceLimit - 1);
  const worth = new Set([best, ...offered.filter((each, i) => worthOf(each) >= least(i))]);
  const outcome = best.good >= answerFrom ? 'answer' : any >= choicesFrom ? 'choices' : 'none';
  return { outcome, worth: likely.filter((each) => worth.has(each)) };
}
