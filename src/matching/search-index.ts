import type { GoldenQuestion, Knowledge } from '../core/model/entry.ts';
import { createCorpus } from './corpus/corpus.ts';
import { type Document, documentsOf, noTraining, type TrainingData } from './corpus/documents.ts';
import { createConcepts } from './corpus/vocabulary.ts';
import { openWordTable } from './corpus/word-table.ts';
import { createMeaningIndex } from './ranking/meaning.ts';
import { createQueries } from './ranking/query.ts';
import { createRanker } from './ranking/ranker.ts';
import { createSimilarWords } from './ranking/similar-words.ts';
import { createBm25f, createPhrasingIndex } from './ranking/words.ts';
import { createNames, createReader } from './text/reading.ts';
import { createSpeller } from './text/speller.ts';

/** Parts a matcher is made of. */
export interface MatcherParts {
  knowledge: Knowledge;
  wordTable?: Uint8Array | undefined;
  training?: TrainingData | undefined;
  /** Questions of the editors with the entries that are right: they tell how sure to be, and rank nothing. */
  golden?: readonly GoldenQuestion[] | undefined;
}

/** Builds everything that ranks, from the knowledge. */
export function createIndex({ knowledge, wordTable, training = noTraining }: MatcherParts) {
  const concepts = createConcepts(knowledge.synonyms);
  const table = wordTable && openWordTable(wordTable);
  const corpus = createCorpus(concepts);
  const { vocabulary } = corpus;
  const similarWords = createSimilarWords(vocabulary.words, vocabulary.idOf);
  const fields = createBm25f(corpus);
  const phrasings = createPhrasingIndex(corpus);
  const meaning = table && createMeaningIndex(corpus, table);
  const speller = createSpeller(
    vocabulary.words,
    vocabulary.countOf,
    (word) => vocabulary.countOf(word) > 0 || concepts.words.has(word),
    vocabulary.isPair,
    (word) => table?.rowOf(word) ?? -1
  );
  const names = createNames(concepts.expand);

  /**
   * Follows a change of entries or talk; synonyms stay as they were. What it costs goes with what has changed.
   *
   * @returns the documents that went and came
   */
  const update = ({ entries, talk }: Knowledge): { gone: readonly Document[]; come: readonly Document[] } => {
    const { gone, added } = corpus.change(
      documentsOf(entries.values(), training.negativeExamples, talk?.groups, training.asides)
    );
    const come = added.map(({ number }) => corpus.documents[number]!);
    gone.forEach(names.remove);
    come.forEach(names.add);
    fields.follow();
    similarWords.follow();
    phrasings.follow();
    meaning?.follow(added);
    speller.follow();
    return { gone, come };
  };
  update(knowledge);

  return {
    training,
    corpus,
    concepts,
    names,
    similarWords,
    fields,
    ranker: createRanker({ corpus, phrasings, fields, meaning }),
    update,
    vectorOf: (words: readonly string[]) => meaning?.vectorOf(words),
    typical: () => meaning?.typical(),
    query: createQueries(corpus, similarWords, meaning?.vectorOf),
    read: createReader(speller, names.holds, concepts.expand)
  };
}

export type Index = ReturnType<typeof createIndex>;
