import type { Entry } from '../../core/model/entry.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { Query } from '../ranking/nearest-question.ts';
import type { Ranked } from '../ranking/ranker.ts';
import { isFunctionWord } from '../text/text.ts';
import type { Evidence } from './model.ts';

/** Entries between which the probability is shared. */
export const candidateLimit = 8;

/** Meaning of the numbers of a candidate mean, in order; each is between 0 and 1. */
export const candidateNumbers = [
  'score',
  'near',
  'centroid',
  'meaning',
  'middle',
  'words held',
  'score beside the best'
] as const;
/**
 * Meaning of the numbers of `none` mean: a constant; score and meaning of the best negative example, and the most that any of them has
 * of the words and of nearness; how many words there are; the score of the second entry, and the most
 * that any entry has of nearness.
 */
export const noneNumbers = [
  'always',
  'negative score',
  'negative meaning',
  'negative words held',
  'negative near',
  'log words',
  'second score',
  'best near'
] as const;

/** Power to which the score, divided by the best entry's, is raised: at nine tenths of it, it is 0.43. */
const besideBest = 8;

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
  const entries = ranked.filter(isEntry).slice(0, candidateLimit);
  const negatives = ranked.filter((candidate) => !isEntry(candidate));
  const content = query.words.flatMap((word, i) => (isFunctionWord(word) ? [] : [query.wordIds[i]!]));
  const weightOf = (id: number) => (id < 0 ? corpus.unseenWeight : corpus.weight[id]!);
  const sum = (ids: readonly number[]) => ids.reduce((total, id) => total + weightOf(id), 0);
  const all = sum(content) || 1;
  const held = ({ document }: Ranked) => sum(content.filter((id) => id >= 0 && holds(document, id) > 0)) / all;
  const most = (candidates: readonly Ranked[], of: (candidate: Ranked) => number) => Math.max(0, ...candidates.map(of));
  const near = ({ parts }: Ranked) => parts.near;
  const best = Math.max(entries[0]?.score ?? 0, 1e-6);
  return {
    candidates: entries.map((entry) => [
      entry.score,
      entry.parts.near,
      entry.parts.centroid,
      entry.parts.meaning,
      entry.parts.middle,
      held(entry),
      (entry.score / best) ** besideBest
    ]),
    none: [
      1,
      negatives[0]?.score ?? 0,
      negatives[0]?.parts.meaning ?? 0,
      most(negatives, held),
      most(negatives, near),
      Math.log(1 + content.length),
      entries[1]?.score ?? 0,
      most(entries, near)
    ]
  };
}

/** Extent to which an entry that the right one refers to, or that refers to it, counts as right: most questions have several good answers. */
export const relatedCounts = 0.8;

/** Returns true for entries of which one refers to the other. */
export function areRelated(a: Entry, b: Entry): boolean {
  return a.see.includes(b.id) || b.see.includes(a.id);
}
