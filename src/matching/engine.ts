import type { Knowledge } from '../core/entry.ts';
import { background } from './background/index.ts';
import { createBm25f } from './bm25f.ts';
import { type ClassifierWeights, createClassifier, mostClasses, trainClassifier } from './classifier.ts';
import { createConcepts } from './concepts.ts';
import { type ConfidenceModels, createConfidence, fitConfidence } from './confidence.ts';
import { buildCorpus } from './corpus.ts';
import { documentsOf } from './documents.ts';
import { createKinFinder } from './kin.ts';
import { createMeaningIndex } from './meaning.ts';
import { createPhrasingIndex } from './phrasings.ts';
import { createQuery, type Query } from './query.ts';
import { createRanker } from './ranker.ts';
import { type Reading, readMessage } from './reading.ts';
import { createScope, type ScopeWeights, trainScope } from './scope.ts';
import { createSpeller } from './spelling.ts';
import { heldFold } from './training-rows.ts';
import { openWordTable } from './word-table.ts';

/** A word of this rank or commoner is everyday English and is not taken for a misspelling. */
const everydayRank = 12_000;

interface Lesson {
  /** Absent for more entries than a classifier is good for. */
  classifier?: ClassifierWeights;
  scope: ScopeWeights;
}

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
  const train = (leave?: number): Lesson => ({
    ...(corpus.documents.length <= mostClasses && { classifier: trainClassifier(corpus, leave) }),
    scope: trainScope(corpus, meaning, leave)
  });
  const taught = ({ classifier, scope }: Lesson) => ({
    ranker: createRanker({
      corpus,
      phrasings,
      fields,
      meaning,
      classifier: classifier && createClassifier(corpus, classifier)
    }),
    scope: createScope(corpus, scope)
  });
  return {
    corpus,
    concepts,
    kin,
    fields,
    phrasings,
    train,
    taught,
    untaught: () => taught(train(heldFold)),
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

/** What the knowledge taught: plain numbers, so that it can be kept and need not be learnt again. */
export interface Learnt extends Lesson {
  confidence: ConfidenceModels;
  /** How many features the index had: it fits no other. */
  features: number;
}

/** Learns from the index; takes a second or so for some hundred entries. */
function learnFrom(index: ReturnType<typeof createIndex>): Learnt {
  const { corpus, concepts, fields, query } = index;
  const confidence = fitConfidence({
    corpus,
    untaught: index.untaught(),
    holds: fields.weightIn,
    query,
    expand: concepts.expand
  });
  return { ...index.train(), confidence, features: corpus.weight.length };
}

/** Learns what a matcher needs to know of this knowledge and table. */
export function learn(parts: { knowledge: Knowledge; wordTable?: Uint8Array | undefined }): Learnt {
  return learnFrom(createIndex(parts));
}

/** The index with what was learnt from it, now or before. */
export function createEngine(parts: {
  knowledge: Knowledge;
  wordTable?: Uint8Array | undefined;
  learnt?: Learnt | undefined;
}) {
  const index = createIndex(parts);
  const fits = parts.learnt?.features === index.corpus.weight.length;
  const learnt = fits && parts.learnt ? parts.learnt : learnFrom(index);
  const { ranker, scope } = index.taught(learnt);
  const confidence = createConfidence(learnt.confidence, { corpus: index.corpus, scope, holds: index.fields.weightIn });
  return { ...index, ranker, scope, confidence };
}

export type Engine = ReturnType<typeof createEngine>;
