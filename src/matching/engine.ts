import type { Knowledge } from '../core/entry.ts';
import { background } from './background/index.ts';
import { createBm25f } from './bm25f.ts';
import { mostClasses, trainClassifier } from './classifier.ts';
import { createConcepts } from './concepts.ts';
import { fitConfidence } from './confidence.ts';
import { buildCorpus } from './corpus.ts';
import { documentsOf } from './documents.ts';
import { createKinFinder } from './kin.ts';
import { createMeaningIndex } from './meaning.ts';
import { createPhrasingIndex } from './phrasings.ts';
import { createQuery, type Query } from './query.ts';
import { createRanker } from './ranker.ts';
import { type Reading, readMessage } from './reading.ts';
import { trainScope } from './scope.ts';
import { createSpeller } from './spelling.ts';
import { heldFold } from './training-rows.ts';
import { openWordTable } from './word-table.ts';

/** A word of this rank or commoner is everyday English and is not taken for a misspelling. */
const everydayRank = 25_000;

/** Builds everything that ranks, from the knowledge. */
export function createIndex(parts: { knowledge: Knowledge; wordTable?: Uint8Array | undefined }) {
  const concepts = createConcepts(parts.knowledge.synonyms);
  const table = parts.wordTable ? openWordTable(parts.wordTable) : undefined;
  const { corpus, texts } = buildCorpus(documentsOf(parts.knowledge.entries.values(), background), concepts);
  const kin = createKinFinder(corpus, concepts.words);
  const { vocabulary } = corpus.featuriser;
  const speller = createSpeller(kin, (word) => vocabulary.get(word)?.count ?? 0);
  const ownWords = new Set(concepts.words);
  const fields = createBm25f(corpus);
  const phrasings = createPhrasingIndex(corpus);
  const meaning = table && createMeaningIndex(corpus, texts, table);
  /** @param leave the fold of phrasings not to learn from */
  const teach = (leave?: number) => {
    const classifier = corpus.documents.length <= mostClasses ? trainClassifier(corpus, leave) : undefined;
    return {
      ranker: createRanker({ corpus, phrasings, fields, meaning, classifier }),
      scope: trainScope(corpus, meaning, leave)
    };
  };
  return {
    corpus,
    concepts,
    kin,
    fields,
    phrasings,
    taught: () => teach(),
    untaught: () => teach(heldFold),
    query(words: readonly string[], knows?: (id: number) => boolean): Query {
      const made = createQuery(words, corpus, kin, knows);
      const dense = meaning?.vectorOf(words);
      return dense ? { ...made, dense } : made;
    },
    read: (text: string): Reading =>
      readMessage(text, {
        knows: (word) => vocabulary.has(word) || ownWords.has(word) || corpus.featuriser.idOf(word) >= 0,
        english: (word) => {
          const row = table?.rowOf(word) ?? -1;
          return row >= 0 && row < everydayRank;
        },
        speller,
        expand: concepts.expand
      })
  };
}

/** The index with the confidence learnt from it. */
export function createEngine(parts: { knowledge: Knowledge; wordTable?: Uint8Array | undefined }) {
  const index = createIndex(parts);
  const { corpus, concepts, fields, query } = index;
  const { ranker, scope } = index.taught();
  const confidence = fitConfidence({
    corpus,
    scope,
    untaught: index.untaught(),
    holds: fields.weightIn,
    query,
    expand: concepts.expand
  });
  return { ...index, ranker, scope, confidence };
}

export type Engine = ReturnType<typeof createEngine>;
