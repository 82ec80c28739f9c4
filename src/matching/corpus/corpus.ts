import type { Concepts } from '../text/concepts.ts';
import type { Document } from './documents.ts';
import {
  createFeatureReader,
  type FeatureReader,
  type FeatureTables,
  type Featuriser,
  openFeaturiser
} from './features.ts';
import { createFloatList, createIntList, type IntList } from './growable.ts';

/** Weights of a word, a concept and a pair of words of equal rarity. */
const kindWeight = [1, 0.8, 0.45] as const;
/** Weights of the fields names, asks and body, and the strength of length normalisation of each (BM25F). */
const fieldWeight = [1.5, 1, 0.2] as const;
const fieldLengthShare = [0.5, 0.75, 0.75] as const;
const bodyField = 2;

/** All texts of the documents as features in flat arrays. A phrasing is one name or one question of a document. */
export interface CorpusTables {
  features: FeatureTables;
  /** Weight of each feature: its rarity over documents, times the weight of its kind. */
  weight: Float32Array;
  /** Number of phrasings and bodies that hold each feature. */
  occurrences: Int32Array;
  /** First phrasing of each document, and one more at the end; names come before questions. */
  phrasingsOf: Int32Array;
  /** Number of names of each document. */
  namesOf: Int32Array;
  /** First position of each phrasing in `ids`, and one more at the end. */
  featuresOf: Int32Array;
  /** Features of all phrasings; in each, words come before concepts and pairs. */
  ids: Int32Array;
  /** Number of words and concepts of each phrasing; the rest are pairs. */
  singlesOf: Int32Array;
  /** Weights of the words of each document over its fields, for BM25F, before saturation. */
  terms: { start: Int32Array; feature: Int32Array; weight: Float32Array };
  /** Amount that one word of a name or a question adds to `terms` of its document. */
  shareOfName: Float32Array;
  shareOfAsk: Float32Array;
  /** Weight of a word that no document holds. */
  unseenWeight: number;
}

/** The documents with their features. */
export interface Corpus extends Omit<CorpusTables, 'features'> {
  documents: readonly Document[];
  featuriser: Featuriser;
}

/** Words of all texts as numbers of the vocabulary; needed only while the indexes are built. */
export interface RawTexts {
  /** First word of each phrasing in `words`, and one more at the end. */
  start: Int32Array;
  words: Int32Array;
}

/** Returns the text of a phrasing. */
export function phrasingText(corpus: Corpus, document: number, phrasing: number): string {
  const { names, asks } = corpus.documents[document]!;
  const n = phrasing - corpus.phrasingsOf[document]!;
  return n < names.length ? names[n]! : asks[n - names.length]!;
}

/** Creates the corpus of the documents from which the tables were made. */
export function openCorpus(documents: readonly Document[], concepts: Concepts, tables: CorpusTables): Corpus {
  const { features, ...rest } = tables;
  return { ...rest, documents, featuriser: openFeaturiser(features, concepts) };
}

/** Reads all documents once into flat arrays. */
export function buildCorpus(
  documents: readonly Document[],
  concepts: Concepts
): { tables: CorpusTables; texts: RawTexts } {
  const read = readTexts(documents, createFeatureReader(concepts));
  const count = Math.max(1, documents.length);
  const average = read.lengths.map((sum) => Math.max(1, sum / count));
  const { kinds } = read.features;
  const size = kinds.length;
  const occurrences = new Int32Array(size);
  const documentsWith = new Int32Array(size);
  const lastDocument = new Int32Array(size).fill(-1);
  const lastText = new Int32Array(size).fill(-1);
  const sums = new Float32Array(size);
  const own = new Int32Array(size);
  const start = new Int32Array(documents.length + 1);
  const feature = createIntList();
  const weight = createFloatList();
  const shareOfName = new Float32Array(documents.length);
  const shareOfAsk = new Float32Array(documents.length);
  const texts = read.featuresOf.length - 1;
  let at = 0;

  const occursIn = (id: number, document: number, text: number) => {
    if (lastText[id] !== text) {
      lastText[id] = text;
      occurrences[id]!++;
    }
    if (lastDocument[id] !== document) {
      lastDocument[id] = document;
      documentsWith[id]!++;
    }
  };
  for (let d = 0; d < documents.length; d++) {
    let touched = 0;
    for (let field = 0; field <= bodyField; field++) {
      const end = read.fieldEnds[d * (bodyField + 1) + field]!;
      const share = fieldLengthShare[field]!;
      const add = fieldWeight[field]! / (1 - share + (share * (end - at)) / average[field]!);
      if (field === 0) shareOfName[d] = add;
      if (field === 1) shareOfAsk[d] = add;
      for (; at < end; at++) {
        const id = read.fieldFeatures[at]!;
        if (sums[id] === 0) own[touched++] = id;
        sums[id]! += add;
        if (field === bodyField) occursIn(id, d, texts + d);
      }
    }
    start[d] = feature.length;
    for (const id of own.subarray(0, touched).sort()) {
      feature.push(id);
      weight.push(sums[id]!);
      sums[id] = 0;
    }
    for (let p = read.phrasingsOf[d]!; p < read.phrasingsOf[d + 1]!; p++) {
      for (let i = read.featuresOf[p]!; i < read.featuresOf[p + 1]!; i++) occursIn(read.ids[i]!, d, p);
    }
  }
  start[documents.length] = feature.length;

  const tables: CorpusTables = {
    features: read.features,
    weight: Float32Array.from(documentsWith, (n, id) => Math.log(1 + count / (n + 0.5)) * kindWeight[kinds[id]!]!),
    occurrences,
    phrasingsOf: read.phrasingsOf,
    namesOf: Int32Array.from(documents, ({ names }) => names.length),
    featuresOf: read.featuresOf,
    ids: read.ids,
    singlesOf: read.singlesOf,
    terms: { start, feature: feature.take(), weight: weight.take() },
    shareOfName,
    shareOfAsk,
    unseenWeight: Math.log(1 + count / 0.5) * 0.8
  };
  return { tables, texts: read.texts };
}

/** Converts every name, question and body to features and word numbers. */
function readTexts(documents: readonly Document[], reader: FeatureReader) {
  const ids = createIntList();
  const featuresOf = createIntList();
  const singlesOf = createIntList();
  const phrasingsOf = createIntList();
  const fieldFeatures = createIntList();
  const fieldEnds = createIntList();
  const start = createIntList();
  const words = createIntList();
  const lengths = [0, 0, 0];
  const addAll = (list: IntList, found: readonly number[]) => {
    for (let i = 0; i < found.length; i++) list.push(found[i]!);
  };

  for (const document of documents) {
    phrasingsOf.push(singlesOf.length);
    for (const [field, texts] of [document.names, document.asks].entries()) {
      for (const text of texts) {
        const found = reader.add(text);
        featuresOf.push(ids.length);
        singlesOf.push(found.words.length + found.concepts.length);
        for (const list of [found.words, found.concepts, found.pairs]) addAll(ids, list);
        for (const list of [found.words, found.concepts]) addAll(fieldFeatures, list);
        start.push(words.length);
        addAll(words, found.raw);
        lengths[field]! += found.words.length;
      }
      fieldEnds.push(fieldFeatures.length);
    }
    const body = reader.add(document.body);
    for (const list of [body.words, body.concepts]) addAll(fieldFeatures, list);
    lengths[bodyField]! += body.words.length;
    fieldEnds.push(fieldFeatures.length);
  }
  phrasingsOf.push(singlesOf.length);
  featuresOf.push(ids.length);
  start.push(words.length);
  const texts: RawTexts = {
    start: start.take(),
    words: words.take()
  };
  return {
    features: reader.take(),
    ids: ids.take(),
    featuresOf: featuresOf.take(),
    singlesOf: singlesOf.take(),
    phrasingsOf: phrasingsOf.take(),
    fieldFeatures: fieldFeatures.take(),
    fieldEnds: fieldEnds.take(),
    lengths,
    texts
  };
}
