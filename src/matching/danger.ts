import { wordLists } from '../config/word-lists.ts';
import type { Engine } from './engine.ts';
import type { Ranked } from './ranking/ranker.ts';
import { wordsUnder } from './text/phrases.ts';

/** Words of a piece of work about a danger, and of whoever is in danger: "our self-harm pathway" tells of nobody. */
const dangerWork = wordsUnder(wordLists.projects, 'work on a danger');
const inDanger = wordsUnder(wordLists.projects, 'whoever is in danger');
/**
 * Probability that any entry is right below which a message says nothing of the field. Of 80 messages of real danger 68 are below it, of 80
 * that only sound so ("our cardiac arrest audit") 24, which seldom have the score as well.
 */
const saysNothingOfWork = 0.15;
/**
 * Minimum score of such a message, and how far it may be behind the best of the ranking: a question of care or of the building
 * ("where do I report a smell of drains") is often nearer. Of 1,492 golden questions seven tell of a danger
 * with 0.22, five with 0.26 and three with 0.3.
 */
const leastScore = 0.3;
const mostBehind = 0.08;
/**
 * The same of other messages: "colleague collapsed in theatre" has 0.416, "the change has collapsed since the lead left" 0.38; "I really can
 * not cope" is 0.03 behind COPE, which has to do with publishing.
 */
const leastScoreBesideWork = 0.41;
const mostBehindBesideWork = 0.03;
/** Maximum number of words of a short message, and the least likeness (cosine) to a phrasing of a short one, a longer one and a longer one about work. */
const shortest = 8;
const leastAlike = { short: 0.2, long: 0.3, aboutWork: 0.4 };
/** Amount taken from the likeness by word vectors before it stands for that by words: "round her neck" shares few words with what is listed. */
const meaningCounts = 0.25;

/**
 * Returns the place in a ranking of what tells of a danger to somebody's life, where a message does so; otherwise undefined. A danger
 * that is missed is worse than a figure of speech that is taken for one.
 *
 * @param any probability that any entry is right, 0 to 1
 */
export function dangerIn(
  { corpus }: Engine,
  words: readonly string[],
  ranked: readonly Ranked[],
  any: number
): Ranked | undefined {
  const found = ranked.find(({ document }) => corpus.documents[document]!.talk === 'crisis');
  if (!found) return undefined;
  if (words.some((word) => dangerWork.has(word)) && !words.some((word) => inDanger.has(word))) return undefined;
  const isShort = words.length <= shortest;
  const { nearestQuestion, meaning } = found.parts;
  if (any < saysNothingOfWork) {
    const alike = Math.max(nearestQuestion, meaning - meaningCounts);
    const isNear = found.score >= leastScore && ranked[0]!.score - found.score <= mostBehind;
    return isNear && alike >= (isShort ? leastAlike.short : leastAlike.long) ? found : undefined;
  }
  const isNear = found.score >= leastScoreBesideWork && ranked[0]!.score - found.score <= mostBehindBesideWork;
  return isNear && nearestQuestion >= (isShort ? leastAlike.short : leastAlike.aboutWork) ? found : undefined;
}
