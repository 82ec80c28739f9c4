import type { GoldenQuestion, Knowledge } from '../core/model/entry.ts';
import { type CorpusTables, createCorpus } from './corpus/corpus.ts';
import { type Document, documentsOf, noTraining, type TrainingData } from './corpus/documents.ts';
import { createConcepts } from './corpus/vocabulary.ts';
import { openWordTable } from './corpus/word-table.ts';
import { createBm25f } from './ranking/bm25f.ts';
import { createMeaningIndex, type MeaningTables } from './ranking/meaning.ts';
import { createPhrasingIndex } from './ranking/nearest-question.ts';
import { createQuery, createSimilarWords, type Query } from './ranking/query.ts';
import { createRanker } from './ranking/ranker.ts';
import { createNames, type Reading, readMessage } from './text/reading.ts';
import { createSpeller } from './text/speller.ts';
import { wordsOf } from './text/text.ts';

/** The index of a knowledge base as plain numbers, so that it can be kept and need not be built again. */
export interface IndexTables {
  /** The documents that were indexed, in order. */
  ids: readonly string[];
  corpus: CorpusTables;
  /** Absent without a word table. */
  meaning?: MeaningTables;
}

/** Tables that an index built anew gives to one that followed changes. */
export type MeaningOf = Pick<IndexTables, 'ids' | 'meaning'> & { corpus: Pick<CorpusTables, 'phrasingsOf'> };

/** Parts a matcher is made of. */
export interface MatcherParts {
  knowledge: Knowledge;
  wordTable?: Uint8Array | undefined;
  training?: TrainingData | undefined;
  /** Questions of the editors with the entries that are right: they tell how sure to be, and rank nothing. */
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
  const ownWords = new Set(concepts.words);
  const table = parts.wordTable ? openWordTable(parts.wordTable) : undefined;
  const documentsIn = ({ entries, talk }: Knowledge) =>
    documentsOf(entries.values(), training.negativeExamples, talk?.groups);
  const documents = documentsIn(parts.knowledge);
  const fits =
    known?.ids.length === documents.length &&
    documents.every(({ id }, d) => id === known.ids[d]) &&
    Boolean(known.meaning) === Boolean(table);
  const corpus = createCorpus(concepts, fits ? { documents, tables: known.corpus } : undefined);
  const first = fits ? [] : corpus.change(documents).added;
  const { vocabulary } = corpus;
  const isKnown = (word: string): boolean => vocabulary.countOf(word) > 0 || ownWords.has(word);
  const similarWords = createSimilarWords(vocabulary.words, vocabulary.idOf);
  const fields = createBm25f(corpus);
  const phrasings = createPhrasingIndex(corpus);
  const meaning = table && createMeaningIndex(corpus, table, (fits && known.meaning) || first);
  const rankOf = (word: string): number => table?.rowOf(word) ?? -1;
  const speller = createSpeller(vocabulary.words, vocabulary.countOf, isKnown, vocabulary.isPair, rankOf);
  const names = createNames((name) => concepts.expand(wordsOf(name)));
  documents.forEach(names.add);
  const readingParts = {
    speller,
    isName: names.holds,
    expand: concepts.expand
  };
  return {
    /** True where the kept tables were of this knowledge. */
    fits,
    training,
    corpus,
    concepts,
    names,
    similarWords,
    fields,
    ranker: createRanker({ corpus, phrasings, fields, meaning }),
    /**
     * Follows a change of entries or talk; synonyms stay as they were. What it costs goes with what has changed.
     *
     * @returns the documents that went and came
     */
    update(knowledge: Knowledge): { gone: readonly Document[]; come: readonly Document[] } {
      const { gone, added } = corpus.change(documentsIn(knowledge));
      const come = added.map(({ number }) => corpus.documents[number]!);
      gone.forEach(names.remove);
      come.forEach(names.add);
      similarWords.follow();
      fields.follow();
      phrasings.follow();
      meaning?.follow(added);
      speller.follow();
      return { gone, come };
    },
    /** Takes how words are weighed by meaning from an index that was built anew of the same documents. */
    adopt({ ids, corpus: theirs, meaning: weighed }: MeaningOf): void {
      const numbers = new Map(ids.map((id, number) => [id, number]));
      if (meaning && weighed) meaning.adopt(weighed, theirs.phrasingsOf, (d) => numbers.get(corpus.documents[d]!.id));
    },
    tables: (): IndexTables => ({
      ids: corpus.documents.map(({ id }) => id),
      corpus: corpus.tables(),
      ...(meaning && { meaning: meaning.tables() })
    }),
    typical: () => meaning?.typical(),
    query(words: readonly string[], hides?: (id: number) => boolean): Query {
      const made = createQuery(words, corpus, similarWords, hides);
      const dense = meaning?.vectorOf(words);
      return dense ? { ...made, dense } : made;
    },
    read: (text: string): Reading => readMessage(text, readingParts)
  };
}

export type Index = ReturnType<typeof createIndex>;
