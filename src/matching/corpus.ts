import type { Concepts } from './concepts.ts';
import type { Document } from './documents.ts';
import { createFeaturiser, type Featuriser } from './features.ts';
import { createFloatList, createIntList } from './growable.ts';

/** How much a concept or a pair of words counts beside a word of the same rarity. */
const kindWeight = [1, 0.8, 0.45] as const;
/** Weights of the fields names, asks and body, and how strongly each is normalised by its length (BM25F). */
const fieldWeight = [1.5, 1, 0.2] as const;
const fieldLengthShare = [0.5, 0.6, 0.75] as const;

/** All texts of the documents as features in flat arrays. A phrasing is one name or one question of a document. */
export interface Corpus {
  documents: readonly Document[];
  featuriser: Featuriser;
  /** Weight of each feature: its rarity over documents, times what its kind counts. */
  weight: Float32Array;
  /** How many phrasings and bodies hold each feature. */
  occurrences: Int32Array;
  /** First phrasing of each document, and one more at the end; names come before questions. */
  phrasingsOf: Int32Array;
  /** Number of names of each document. */
  namesOf: Int32Array;
  /** First feature of each phrasing in `features`, and one more at the end; words come before concepts and pairs. */
  featuresOf: Int32Array;
  features: Int32Array;
  /** Number of words and concepts of each phrasing; the rest are pairs. */
  singlesOf: Int32Array;
  /** Raw text of each phrasing. */
  textOf(phrasing: number): string;
  /** Weights of the words of each document over its fields, for BM25F, before saturation. */
  terms: { start: Int32Array; feature: Int32Array; weight: Float32Array };
  /** What one word of a name or a question adds to `terms` of its document. */
  shareOfName: Float32Array;
  shareOfAsk: Float32Array;
  /** Weight of a word that nothing holds. */
  unseenWeight: number;
}

/** Reads all documents once into flat arrays. */
export function buildCorpus(documents: readonly Document[], concepts: Concepts): Corpus {
  const featuriser = createFeaturiser(concepts);
  const features = createIntList();
  const featuresOf = createIntList();
  const singlesOf = createIntList();
  const phrasingsOf = createIntList();
  const namesOf = createIntList();
  const fieldFeatures = createIntList();
  const fieldEnds = createIntList();
  let phrasings = 0;
  const lengthSum = [0, 0, 0];

  for (const document of documents) {
    phrasingsOf.push(phrasings);
    namesOf.push(document.names.length);
    for (const [field, texts] of [document.names, document.asks].entries()) {
      for (const text of texts) {
        const found = featuriser.add(text);
        featuresOf.push(features.length);
        singlesOf.push(found.words.length + found.concepts.length);
        for (const id of found.words) features.push(id);
        for (const id of found.concepts) features.push(id);
        for (const id of found.pairs) features.push(id);
        for (const id of found.words) fieldFeatures.push(id);
        for (const id of found.concepts) fieldFeatures.push(id);
        lengthSum[field]! += found.words.length;
        phrasings++;
      }
      fieldEnds.push(fieldFeatures.length);
    }
    const body = featuriser.add(document.body);
    for (const id of body.words) fieldFeatures.push(id);
    for (const id of body.concepts) fieldFeatures.push(id);
    lengthSum[2]! += body.words.length;
    fieldEnds.push(fieldFeatures.length);
  }
  phrasingsOf.push(phrasings);
  featuresOf.push(features.length);

  const count = Math.max(1, documents.length);
  const average = lengthSum.map((sum) => Math.max(1, sum / count));
  const flat = {
    features: features.take(),
    featuresOf: featuresOf.take(),
    phrasingsOf: phrasingsOf.take(),
    fieldFeatures: fieldFeatures.take(),
    fieldEnds: fieldEnds.take()
  };
  const size = featuriser.size;
  const occurrences = new Int32Array(size);
  const documentsWith = new Int32Array(size);
  const lastDocument = new Int32Array(size).fill(-1);
  const lastPhrasing = new Int32Array(size).fill(-1);
  const slot = new Float32Array(size);
  const start = new Int32Array(documents.length + 1);
  const feature = createIntList();
  const weight = createFloatList();
  const shareOfName = new Float32Array(documents.length);
  const shareOfAsk = new Float32Array(documents.length);
  let at = 0;

  for (let d = 0; d < documents.length; d++) {
    const touched: number[] = [];
    for (let field = 0; field < 3; field++) {
      const end = flat.fieldEnds[d * 3 + field]!;
      const share = fieldLengthShare[field]!;
      const add = fieldWeight[field]! / (1 - share + (share * (end - at)) / average[field]!);
      if (field === 0) shareOfName[d] = add;
      if (field === 1) shareOfAsk[d] = add;
      for (; at < end; at++) {
        const id = flat.fieldFeatures[at]!;
        if (slot[id] === 0) touched.push(id);
        slot[id]! += add;
        if (field === 2 && lastPhrasing[id] !== -2 - d) {
          lastPhrasing[id] = -2 - d;
          occurrences[id]!++;
        }
      }
    }
    start[d] = feature.length;
    for (const id of touched) {
      feature.push(id);
      weight.push(slot[id]!);
      slot[id] = 0;
      documentsWith[id]!++;
      lastDocument[id] = d;
    }
    for (let p = flat.phrasingsOf[d]!; p < flat.phrasingsOf[d + 1]!; p++) {
      for (let i = flat.featuresOf[p]!; i < flat.featuresOf[p + 1]!; i++) {
        const id = flat.features[i]!;
        if (lastPhrasing[id] !== p) {
          lastPhrasing[id] = p;
          occurrences[id]!++;
        }
        if (lastDocument[id] !== d) {
          lastDocument[id] = d;
          documentsWith[id]!++;
        }
      }
    }
  }
  start[documents.length] = feature.length;

  const rarity = Float32Array.from(
    documentsWith,
    (n, id) => Math.log(1 + count / (n + 0.5)) * kindWeight[featuriser.kinds[id]!]!
  );
  return {
    documents,
    featuriser,
    weight: rarity,
    occurrences,
    phrasingsOf: flat.phrasingsOf,
    namesOf: namesOf.take(),
    featuresOf: flat.featuresOf,
    features: flat.features,
    singlesOf: singlesOf.take(),
    textOf(phrasing) {
      let low = 0;
      let high = documents.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (flat.phrasingsOf[middle]! <= phrasing) low = middle;
        else high = middle - 1;
      }
      const own = documents[low]!;
      const n = phrasing - flat.phrasingsOf[low]!;
      return n < own.names.length ? own.names[n]! : own.asks[n - own.names.length]!;
    },
    terms: { start, feature: feature.take(), weight: weight.take() },
    shareOfName,
    shareOfAsk,
    unseenWeight: Math.log(1 + count / 0.5) * 0.8
  };
}
