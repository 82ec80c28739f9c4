import type { Entry } from '../../core/model/entry.ts';
import type { Document } from './documents.ts';
import { type IntList, NumberList } from './number-list.ts';
import {
  type Concepts,
  createVocabulary,
  type TextFeatures,
  type Vocabulary,
  type VocabularyTables
} from './vocabulary.ts';

/** Weights of the fields names, asks and body, and the strength of length normalisation of each (BM25F). */
const fieldWeight = [1.5, 1, 0.2] as const;
const fieldLengthShare = [0.5, 0.75, 0.75] as const;
/** Saturation of repeated words (Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009). */
export const saturation = 1.2;
const nameField = 0;
const askField = 1;
const bodyField = 2;
/** Sentences of the body are phrasings; what they hold is counted with the body. */
const sentenceField = 3;
/** Counts of a word in each field of a document, in one number: 8 bits for names, 12 for questions, 12 for the body. */
const fieldShift = [24, 12, 0] as const;
const fieldMost = [0xff, 0xfff, 0xfff] as const;

/** Placeholder of a removed document. */
const removed: Document = { id: '', names: [], asks: [], sentences: [], body: '' };

/**
 * All texts of the documents as features, in flat arrays to which documents are added at the end. A phrasing is one name, one
 * question or one sentence of a document, in this order.
 */
export interface Corpus {
  /** The documents by number; an empty one where one was removed. */
  documents: readonly Document[];
  vocabulary: Vocabulary;
  /** First phrasing of each document, and one more at the end. */
  phrasingsOf: IntList;
  /** First position of each phrasing in `ids`, and one more at the end. */
  featuresOf: IntList;
  /** Features of all phrasings; in each, words come before concepts and pairs. */
  ids: IntList;
  /** Number of words and concepts of each phrasing; the rest are pairs. */
  singlesOf: IntList;
  /** Distinct words and concepts of each document, by feature in ascending order. `start` holds the first position of each document in the other three; `counts` how often, packed by field. */
  terms: { start: IntList; feature: IntList; document: IntList; counts: IntList };
  /** Weight of each feature, and of a word that no document holds. A new array after every change. */
  readonly weight: Float32Array;
  readonly unseenWeight: number;
  /**
   * Returns how much a word counts in a document, for BM25F.
   *
   * @param at where the two stand in `terms`
   * @param counts how often the word stands in each field; those of `terms` when not given
   */
  gain(at: number, counts?: number): number;
  /** Returns `counts` without one occurrence in a phrasing. */
  countsWithout(document: number, counts: number, phrasing: number): number;
  /** Returns the numbers of a document's questions. */
  asksOf(document: number): number[];
  textOf(document: number, phrasing: number): string;
  /**
   * Returns the document's first phrasing that is a sentence, and the weight of each sentence where phrasings are summed: all sentences
   * together weigh no more than the names and questions.
   */
  sentencesOf(document: number): { first: number; weight: number };
  /** Returns the entry of this id, where it is indexed. */
  entryOf(id: string): Entry | undefined;
  /**
   * Takes away the documents whose text is not among the wanted ones, and adds what is new.
   *
   * @returns what was taken away, and the numbers of the added ones
   */
  change(wanted: readonly Document[]): { gone: readonly Document[]; added: readonly Added[] };
  tables(): CorpusTables;
}

/** A document with the words of its phrasings, as numbers of the vocabulary. */
export interface Added {
  number: number;
  raw: readonly (readonly number[])[];
}

/** The corpus as plain numbers that can be stored. */
export interface CorpusTables {
  vocabulary: VocabularyTables;
  phrasingsOf: Int32Array;
  featuresOf: Int32Array;
  ids: Int32Array;
  singlesOf: Int32Array;
  terms: { start: Int32Array; feature: Int32Array; document: Int32Array; counts: Int32Array };
  lengths: Int32Array;
}

const isSame = (a: Document, b: Document): boolean =>
  a.body === b.body &&
  a.names.length === b.names.length &&
  a.asks.length === b.asks.length &&
  a.names.every((name, i) => name === b.names[i]) &&
  a.asks.every((ask, i) => ask === b.asks[i]);

/** Opens the corpus of documents from which tables were made, or an empty one. */
export function createCorpus(
  concepts: Concepts,
  kept?: { documents: readonly Document[]; tables: CorpusTables }
): Corpus {
  const tables = kept?.tables;
  const zero = new Int32Array(1);
  const none = new Int32Array(0);
  const vocabulary = createVocabulary(concepts, tables?.vocabulary);
  const documents: Document[] = [...(kept?.documents ?? [])];
  const phrasingsOf = new NumberList(tables?.phrasingsOf ?? zero);
  const featuresOf = new NumberList(tables?.featuresOf ?? zero);
  const ids = new NumberList(tables?.ids ?? none);
  const singlesOf = new NumberList(tables?.singlesOf ?? none);
  const terms = {
    start: new NumberList(tables?.terms.start ?? zero),
    feature: new NumberList(tables?.terms.feature ?? none),
    document: new NumberList(tables?.terms.document ?? none),
    counts: new NumberList(tables?.terms.counts ?? none)
  };
  /** Words in each of the three fields, document by document. */
  const lengths = new NumberList(tables?.lengths ?? none);
  const numbers = new Map(documents.map(({ id }, number) => [id, number]));
  let shares: Float32Array = new Float32Array(0);

  /** Updates what depends on all documents together: feature weights and length normalisation. */
  const settle = (): void => {
    const count = Math.max(1, numbers.size);
    corpus.weight = vocabulary.weights(count);
    corpus.unseenWeight = Math.log(1 + count / 0.5) * 0.8;
    const totals = [0, 0, 0];
    for (let i = 0; i < lengths.length; i++) totals[i % 3]! += lengths.items[i]!;
    shares = new Float32Array(lengths.length);
    for (let i = 0; i < shares.length; i++) {
      const share = fieldLengthShare[i % 3]!;
      const longer = lengths.items[i]! / Math.max(1, totals[i % 3]! / count);
      shares[i] = fieldWeight[i % 3]! / (1 - share + share * longer);
    }
  };

  const eachText = (document: Document, use: (found: ReturnType<Vocabulary['read']>, field: number) => void): void => {
    for (const name of document.names) use(vocabulary.read(name), nameField);
    for (const ask of document.asks) use(vocabulary.read(ask), askField);
    for (const sentence of document.sentences) use(vocabulary.read(sentence), sentenceField);
    use(vocabulary.read(document.body), bodyField);
  };
  const featuresIn = ({ words, concepts: found, pairs }: TextFeatures, field: number): number[] =>
    field === bodyField ? [...words, ...found] : [...words, ...found, ...pairs];

  const add = (document: Document) => {
    const number = documents.push(document) - 1;
    numbers.set(document.id, number);
    const own = new Map<number, number>();
    const length = [0, 0, 0];
    const held: number[][] = [];
    const raw: number[][] = [];
    eachText(document, (found, field) => {
      const features = featuresIn(found, field);
      held.push(features);
      const singles = found.words.length + found.concepts.length;
      if (field !== sentenceField) {
        vocabulary.count(found.raw, 1);
        length[field]! += found.words.length;
        for (let i = 0; i < singles; i++) {
          const counts = own.get(features[i]!) ?? 0;
          const full = ((counts >>> fieldShift[field]!) & fieldMost[field]!) === fieldMost[field]!;
          own.set(features[i]!, full ? counts : counts + (1 << fieldShift[field]!));
        }
      }
      if (field === bodyField) return;
      raw.push([...found.raw]);
      for (const id of features) ids.push(id);
      singlesOf.push(singles);
      featuresOf.push(ids.length);
    });
    vocabulary.hold(held, 1);
    for (const words of length) lengths.push(words);
    for (const [feature, counts] of [...own].sort(([a], [b]) => a - b)) {
      terms.feature.push(feature);
      terms.document.push(number);
      terms.counts.push(counts);
    }
    terms.start.push(terms.feature.length);
    phrasingsOf.push(singlesOf.length);
    return { number, raw };
  };
  const remove = (number: number): void => {
    const held: number[][] = [];
    eachText(documents[number]!, (found, field) => {
      if (field !== sentenceField) vocabulary.count(found.raw, -1);
      held.push(featuresIn(found, field));
    });
    vocabulary.hold(held, -1);
    terms.counts.items.fill(0, terms.start.items[number], terms.start.items[number + 1]);
    lengths.items.fill(0, 3 * number, 3 * number + 3);
    numbers.delete(documents[number]!.id);
    documents[number] = removed;
  };

  const corpus: Corpus & { weight: Float32Array; unseenWeight: number } = {
    documents,
    vocabulary,
    phrasingsOf,
    featuresOf,
    ids,
    singlesOf,
    terms,
    weight: new Float32Array(0),
    unseenWeight: 0,
    gain(at, counts = terms.counts.items[at]!) {
      const own = 3 * terms.document.items[at]!;
      const strength =
        (counts >>> 24) * shares[own]! +
        ((counts >>> 12) & 0xfff) * shares[own + 1]! +
        (counts & 0xfff) * shares[own + 2]!;
      return (strength * (saturation + 1)) / (strength + saturation);
    },
    countsWithout: (document, counts, phrasing) =>
      counts -
      (1 <<
        fieldShift[phrasing - phrasingsOf.items[document]! < documents[document]!.names.length ? nameField : askField]),
    asksOf(document) {
      const first = phrasingsOf.items[document]! + documents[document]!.names.length;
      return documents[document]!.asks.map((_, i) => first + i);
    },
    textOf(document, phrasing) {
      const { names, asks, sentences } = documents[document]!;
      return [...names, ...asks, ...sentences][phrasing - phrasingsOf.items[document]!]!;
    },
    sentencesOf(document) {
      const { names, asks, sentences } = documents[document]!;
      const others = names.length + asks.length;
      return {
        first: phrasingsOf.items[document]! + others,
        weight: sentences.length > 0 ? Math.min(1, others / sentences.length) : 0
      };
    },
    entryOf: (id) => documents[numbers.get(id) ?? -1]?.entry,
    change(wanted) {
      const staying = new Set<number>();
      const fresh = wanted.filter((document) => {
        const number = numbers.get(document.id);
        if (number === undefined || !isSame(documents[number]!, document)) return true;
        documents[number] = document;
        staying.add(number);
        return false;
      });
      const going = [...numbers.values()].filter((number) => !staying.has(number));
      const gone = going.map((number) => documents[number]!);
      going.forEach(remove);
      const added = fresh.map(add);
      settle();
      return { gone, added };
    },
    tables: () => ({
      vocabulary: vocabulary.tables(),
      phrasingsOf: phrasingsOf.take(),
      featuresOf: featuresOf.take(),
      ids: ids.take(),
      singlesOf: singlesOf.take(),
      terms: {
        start: terms.start.take(),
        feature: terms.feature.take(),
        document: terms.document.take(),
        counts: terms.counts.take()
      },
      lengths: lengths.take()
    })
  };
  settle();
  return corpus;
}
