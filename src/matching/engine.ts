import type { Knowledge } from '../core/model/entry.ts';
import { type ConfidenceModels, createConfidence, fitConfidence } from './confidence/confidence.ts';
import { createScope, type ScopeWeights, trainScope } from './confidence/domain-classifier.ts';
import { heldFold } from './confidence/training-rows.ts';
import { buildCorpus, type CorpusTables, openCorpus } from './corpus/corpus.ts';
import { type Document, documentsOf, noTraining, type TrainingData } from './corpus/documents.ts';
import { openWordTable, type WordTable } from './corpus/word-table.ts';
import { buildPostings, createBm25f, type Postings } from './ranking/bm25f.ts';
import { type ClassifierWeights, createClassifier, mostClasses, trainClassifier } from './ranking/classifier.ts';
import { buildMeaningTables, createMeaningIndex, type MeaningTables } from './ranking/meaning.ts';
import { buildPhrasingTables, createPhrasingIndex, type PhrasingTables } from './ranking/nearest-question.ts';
import { createQuery, type Query } from './ranking/query.ts';
import { createRanker } from './ranking/ranker.ts';
import { type Concepts, createConcepts } from './text/concepts.ts';
import { type Reading, readMessage } from './text/reading.ts';
import { buildKinTables, createKinFinder, type KinTables } from './text/similar-words.ts';
import { createSpeller } from './text/spelling.ts';

/** A word of this rank or commoner is everyday English and is not taken for a misspelling. */
const everydayRank = 12_000;

interface Lesson {
  /** Absent for more entries than a classifier is good for. */
  classifier?: ClassifierWeights;
  scope: ScopeWeights;
}

/** The index of a knowledge base as plain numbers, so that it can be kept and need not be built again. */
export interface IndexTables {
  corpus: CorpusTables;
  kin: KinTables;
  phrasings: PhrasingTables;
  postings: Postings;
  /** Absent without a word table. */
  meaning?: MeaningTables;
}

function buildTables(documents: readonly Document[], concepts: Concepts, table: WordTable | undefined): IndexTables {
  const { tables: corpus, texts } = buildCorpus(documents, concepts);
  return {
    corpus,
    kin: buildKinTables([...corpus.features.words.split(' '), ...concepts.words]),
    phrasings: buildPhrasingTables(corpus),
    postings: buildPostings(corpus),
    ...(table && { meaning: buildMeaningTables(corpus, texts, table) })
  };
}

interface Parts {
  knowledge: Knowledge;
  wordTable?: Uint8Array | undefined;
  training?: TrainingData | undefined;
}

/**
 * Builds everything that ranks, from the knowledge.
 *
 * @param known the tables of the same knowledge and word table, if they were kept
 */
export function createIndex(parts: Parts, known?: IndexTables) {
  const { training = noTraining } = parts;
  const concepts = createConcepts(parts.knowledge.synonyms);
  const table = parts.wordTable ? openWordTable(parts.wordTable) : undefined;
  const documents = documentsOf(
    parts.knowledge.entries.values(),
    training.negativeExamples,
    parts.knowledge.talk?.groups
  );
  const fits = known && known.corpus.namesOf.length === documents.length && Boolean(known.meaning) === Boolean(table);
  const tables = fits ? known : buildTables(documents, concepts, table);
  const corpus = openCorpus(documents, concepts, tables.corpus);
  const { featuriser } = corpus;
  const kin = createKinFinder(featuriser, tables.kin);
  const speller = createSpeller(kin, featuriser.countOf);
  const ownWords = new Set(concepts.words);
  const fields = createBm25f(corpus, tables.postings);
  const phrasings = createPhrasingIndex(corpus, tables.phrasings);
  const meaning = table && tables.meaning && createMeaningIndex(corpus, tables.meaning, table);
  /**
   * @param leave the fold of phrasings not to learn from
   * @param early told what serves for the time being, as soon as there is something
   */
  const train = (leave?: number, early?: (lesson: Lesson) => void): Lesson => {
    const scope = trainScope(corpus, meaning, leave);
    if (corpus.documents.length > mostClasses) {
      early?.({ scope });
      return { scope };
    }
    const classifier = trainClassifier(corpus, leave, early && ((classifier) => early({ scope, classifier })));
    return { scope, classifier };
  };
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
    tables,
    asides: training.asides,
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
        knows: (word) => featuriser.idOf(word) >= 0 || ownWords.has(word),
        english: (word) => {
          const row = table?.rowOf(word) ?? -1;
          return row >= 0 && row < everydayRank;
        },
        speller,
        expand: concepts.expand
      })
  };
}

/** What the knowledge taught, with its index: plain numbers, so that they can be kept and need not be made again. */
export interface Learnt extends Lesson {
  tables: IndexTables;
  confidence: ConfidenceModels;
}

/** What is told while learning goes on. */
export interface Meanwhile {
  /** The confidence of the knowledge as it was. */
  confidence: ConfidenceModels;
  /** Called with the whole index and what was learnt so far, long before all is. */
  ready(learnt: Learnt): void;
}

/** Takes a second or so for some hundred entries. */
function learnFrom(index: ReturnType<typeof createIndex>, meanwhile?: Meanwhile): Learnt {
  const { tables, corpus, concepts, fields, query } = index;
  const early =
    meanwhile && ((lesson: Lesson) => meanwhile.ready({ ...lesson, tables, confidence: meanwhile.confidence }));
  const lesson = index.train(undefined, early);
  const confidence = fitConfidence({
    corpus,
    untaught: index.untaught(),
    holds: fields.weightIn,
    query,
    expand: concepts.expand,
    asides: index.asides
  });
  return { ...lesson, tables, confidence };
}

/** Learns what a matcher needs to know of this knowledge and table. */
export function learn(parts: Parts, meanwhile?: Meanwhile): Learnt {
  return learnFrom(createIndex(parts), meanwhile);
}

/** The index with what was learnt from it, now or before. */
export function createEngine(parts: Parts & { learnt?: Learnt | undefined }) {
  const index = createIndex(parts, parts.learnt?.tables);
  const learnt = parts.learnt?.tables === index.tables ? parts.learnt : learnFrom(index);
  const { ranker, scope } = index.taught(learnt);
  const confidence = createConfidence(learnt.confidence, { corpus: index.corpus, scope, holds: index.fields.weightIn });
  return { ...index, ranker, scope, confidence };
}

export type Engine = ReturnType<typeof createEngine>;
