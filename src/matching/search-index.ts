import type { GoldenQuestion, Knowledge } from '../core/model/entry.ts';
import { buildCorpus, type CorpusTables, openCorpus } from './corpus/corpus.ts';
import { type Document, documentsOf, noTraining, type TrainingData } from './corpus/documents.ts';
import { openWordTable, type WordTable } from './corpus/word-table.ts';
import { buildPostings, createBm25f, type Postings } from './ranking/bm25f.ts';
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
/**
 * A rarer word of the table is taken for a misspelling only of a word that begins alike and stands so many times further up by
 * frequency (`frist` for `first`). Of 55 words of the table that were repaired in the golden questions without this, 51 were
 * meant as written (`gran`, `font`, `stool`).
 */
const farCommoner = 250;

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

/** Parts a matcher is made of. */
export interface MatcherParts {
  knowledge: Knowledge;
  wordTable?: Uint8Array | undefined;
  training?: TrainingData | undefined;
  /** Questions of the editors with the entries that are right: evidence of how sure to be. They rank nothing. */
  golden?: readonly GoldenQuestion[] | undefined;
}

/**
 * Builds everything that ranks, from the knowledge.
 *
 * @param known the tables of the same knowledge and word table, if they were kept
 */
export function createIndex(parts: MatcherParts, known?: IndexTables) {
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
  return {
    tables,
    training,
    corpus,
    concepts,
    kin,
    fields,
    phrasings,
    ranker: createRanker({ corpus, phrasings, fields, meaning }),
    query(words: readonly string[], knows?: (id: number) => boolean): Query {
      const made = createQuery(words, corpus, kin, knows);
      const dense = meaning?.vectorOf(words);
      return dense ? { ...made, dense } : made;
    },
    read: (text: string): Reading =>
      readMessage(text, {
        knows: (word) => featuriser.idOf(word) >= 0 || ownWords.has(word),
        mayMean: (word, meant) => {
          const [rank, other] = [table?.rowOf(word) ?? -1, table?.rowOf(meant) ?? -1];
          return (
            rank < 0 ||
            (rank >= everydayRank && other >= 0 && rank >= farCommoner * (other + 1) && word[0] === meant[0])
          );
        },
        speller,
        expand: concepts.expand
      })
  };
}

export type Index = ReturnType<typeof createIndex>;
