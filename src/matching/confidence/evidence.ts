import type { Corpus } from '../corpus/corpus.ts';
import type { Query } from '../ranking/query.ts';
import type { Ranked } from '../ranking/ranker.ts';
import { isFunctionWord } from '../text/text.ts';
import type { Evidence } from './model.ts';

/** Entries between which the probability is shared. */
export const candidateLimit = 8;

/** What the numbers of a candidate mean, in order; each is between 0 and 1. */
export const candidateNumbers = ['score', 'near', 'centroid', 'meaning', 'middle', 'words held'] as const;
/** What the numbers of `none` mean: a constant, the likest negative example, unknown words, and how many words there are. */
export const noneNumbers = ['always', 'negative score', 'negative meaning', 'words unknown', 'log words'] as const;

/**
 * Returns what speaks for each of the best entries and for none of them, as numbers that mean the same in every knowledge base.
 *
 * @param ranked all candidates, best first, entries and negative examples mixed
 * @param holds weight of a feature in a document, 0 where it has none
 */
export function evidenceOf(
  query: Query,
  ranked: readonly Ranked[],
  corpus: Corpus,
  holds: (document: number, feature: number) => number
): Evidence {
  const isEntry = ({ document }: Ranked) => corpus.documents[document]!.entry !== undefined;
  const negative = ranked.find((candidate) => !isEntry(candidate));
  const content = query.words.flatMap((word, i) => (isFunctionWord(word) ? [] : [query.wordIds[i]!]));
  const weightOf = (id: number) => (id < 0 ? corpus.unseenWeight : corpus.weight[id]!);
  const sum = (ids: readonly number[]) => ids.reduce((total, id) => total + weightOf(id), 0);
  const all = sum(content) || 1;
  return {
    candidates: ranked
      .filter(isEntry)
      .slice(0, candidateLimit)
      .map(({ document, score, parts }) => [
        score,
        parts.near,
        parts.centroid,
        parts.meaning,
        parts.middle,
        sum(content.filter((id) => id >= 0 && holds(document, id) > 0)) / all
      ]),
    none: [
      1,
      negative?.score ?? 0,
      negative?.parts.meaning ?? 0,
      sum(content.filter((id) => id < 0)) / all,
      Math.log(1 + content.length)
    ]
  };
}
