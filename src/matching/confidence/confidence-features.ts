import type { Corpus } from '../corpus/corpus.ts';
import type { Query } from '../ranking/query.ts';
import type { Ranked } from '../ranking/ranker.ts';
import { isFunctionWord } from '../text/text.ts';

/** What speaks for and against the best entry, as numbers for the calibration. */
export const evidenceNames = [
  'score',
  'margin',
  'lead over background',
  'learnt',
  'words matched',
  'words known',
  'length',
  'nearest',
  'meaning',
  'name',
  'fields',
  'middle',
  'body',
  'scope',
  'close call'
] as const;

/**
 * @param ranked all candidates, best first, entries and background mixed
 * @param holds weight of a feature in a document, 0 where it has none
 */
export function evidenceOf(
  query: Query,
  ranked: readonly Ranked[],
  corpus: Corpus,
  holds: (document: number, feature: number) => number,
  scope: number
): number[] {
  const isEntry = (r: Ranked) => corpus.documents[r.document]!.entry !== undefined;
  const entries = ranked.filter(isEntry);
  const top = entries[0];
  if (!top) return evidenceNames.map(() => 0);
  const second = entries[1]?.score ?? 0;
  const background = ranked.find((r) => !isEntry(r))?.score ?? 0;
  let all = 0;
  let known = 0;
  let matched = 0;
  let count = 0;
  query.words.forEach((word, i) => {
    if (isFunctionWord(word)) return;
    const id = query.wordIds[i]!;
    const weight = id < 0 ? corpus.unseenWeight : corpus.weight[id]!;
    all += weight;
    count++;
    if (id < 0) return;
    known += weight;
    if (holds(top.document, id) > 0) matched += weight;
  });
  return [
    top.score,
    (top.score - second) / (top.score || 1),
    (top.score - background) / (top.score || 1),
    top.parts.learnt,
    all > 0 ? matched / all : 0,
    all > 0 ? known / all : 0,
    Math.log(1 + count),
    top.parts.near,
    top.parts.meaning,
    top.parts.name,
    top.parts.fields,
    top.parts.middle,
    top.parts.body,
    scope,
    Math.max(0, 0.35 - (top.score - background) / (top.score || 1))
  ];
}
