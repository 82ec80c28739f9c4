import type { Knowledge } from '../core/entry.ts';
import { background } from './background/index.ts';
import { createBm25f } from './bm25f.ts';
import { createClassifier, foldOf, heldFold, mostClasses } from './classifier.ts';
import { createConcepts } from './concepts.ts';
import { fitConfidence } from './confidence.ts';
import { buildCorpus } from './corpus.ts';
import { documentsOf } from './documents.ts';
import { createKinFinder } from './kin.ts';
import { createMeaningIndex } from './meaning.ts';
import { createPhrasingIndex } from './phrasings.ts';
import { createQuery, type Query } from './query.ts';
import { createRanker } from './ranker.ts';
import { readMessage } from './reading.ts';
import { createScope } from './scope.ts';
import { createSpeller } from './spelling.ts';
import { wordsOf } from './text.ts';
import { openWordTable } from './word-table.ts';

/** A word of this rank or commoner is everyday English and is not taken for a misspelling. */
const everydayRank = 25_000;

/** Builds everything that ranks, from the knowledge. */
export function createEngine(parts: { knowledge: Knowledge; wordTable?: Uint8Array | undefined }) {
  const concepts = createConcepts(parts.knowledge.synonyms);
  const table = parts.wordTable ? openWordTable(parts.wordTable) : undefined;
  const corpus = buildCorpus(documentsOf(parts.knowledge.entries.values(), background), concepts);
  const kin = createKinFinder(corpus, concepts.words);
  const { vocabulary } = corpus.featuriser;
  const speller = createSpeller(kin, (word) => vocabulary.get(word) ?? 0);
  const fields = createBm25f(corpus);
  const phrasings = createPhrasingIndex(corpus);
  const meaning = table ? createMeaningIndex(corpus, table, concepts.expand) : undefined;
  const classifier =
    corpus.documents.length <= mostClasses ? createClassifier(corpus, meaning, concepts.expand, 0) : undefined;
  const ranker = createRanker({ corpus, phrasings, fields, meaning, classifier });
  const query = (words: readonly string[], knows?: (id: number) => boolean): Query => {
    const made = createQuery(words, corpus, kin, knows);
    const dense = meaning?.vectorOf(words);
    return dense ? { ...made, dense } : made;
  };
  const scope = createScope(corpus, meaning, concepts.expand, (phrasing) => foldOf(phrasing) === heldFold);
  const confidence = fitConfidence({ corpus, scope, ranker, holds: fields.weightIn, query, expand: concepts.expand });
  const read = (text: string) =>
    readMessage(text, {
      knows: (word) => vocabulary.has(word) || corpus.featuriser.idOf(word) >= 0,
      english: (word) => {
        const row = table?.rowOf(word) ?? -1;
        return row >= 0 && row < everydayRank;
      },
      speller,
      expand: concepts.expand
    });
  return { corpus, concepts, kin, fields, phrasings, ranker, confidence, scope, read, query };
}

export type Engine = ReturnType<typeof createEngine>;
