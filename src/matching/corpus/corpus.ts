import type { Entry } from '../../core/model/entry.ts';
import { contentOf } from '../text/text.ts';
import type { Document } from './documents.ts';
import { type Concepts, createVocabulary, type Vocabulary } from './vocabulary.ts';

/** The fields of a document that BM25F weighs: names, questions and body. */
const nameField = 0;
const askField = 1;
const bodyField = 2;
/** Counts of a word in the three fields, packed in one number: 8 bits for names, 12 for questions, 12 for the body. */
const shifts = [24, 12, 0] as const;
const most = [0xff, 0xfff, 0xfff] as const;

/** Returns how often a field holds a word. */
export const countIn = (counts: number, field: number): number => (counts >>> shifts[field]!) & most[field]!;

/** The documents that hold a word or concept, in ascending order, each with its counts. */
export interface Posting {
  documents: readonly number[];
  counts: readonly number[];
}

/** A document as features. A phrasing is one name, one question or one sentence of it, in this order. */
export interface Features {
  /** Features of all phrasings, one after another; where each begins, and the end of the last. */
  ids: Int32Array;
  starts: readonly number[];
  /** Index of the first phrasing that is a sentence. */
  sentencesFrom: number;
  /** Weight of a sentence where phrasings are summed: all together weigh no more than the names and questions. */
  sentenceWeight: number;
  /** Number of words in each field. */
  lengths: readonly number[];
}

/** Returns the features of one phrasing. */
export const phrasingOf = ({ ids, starts }: Features, n: number): Int32Array => ids.subarray(starts[n], starts[n + 1]);

/** A phrasing of a document that is left out while the matcher tests itself. */
export interface LeftOut {
  document: number;
  phrasing: number;
}

/** A document that was added, with the words of each phrasing. */
export interface Added {
  number: number;
  words: readonly (readonly string[])[];
}

/** Placeholder of a removed document. */
const removed: Document = { id: '', names: [], asks: [], sentences: [], body: '' };

/** All documents as features, by number. The number of a removed document is not used again. */
export interface Corpus {
  documents: readonly Document[];
  /** Undefined where a document was removed. */
  features: readonly (Features | undefined)[];
  vocabulary: Vocabulary;
  /** By feature. */
  postings: readonly (Posting | undefined)[];
  /** Weight of each feature, and of a word that no document holds. A new array after every change. */
  readonly weight: Float32Array;
  readonly unseenWeight: number;
  /** Returns the counts of a feature in a document without those of a name or question. */
  countsWithout(counts: number, feature: number, left: LeftOut): number;
  /** Numbers of the documents by the content words of a phrasing, joined by spaces. */
  saying: ReadonlyMap<string, readonly number[]>;
  /** Returns the entry of this id, where it is indexed. */
  entryOf(id: string): Entry | undefined;
  /** Takes away the documents whose text is not among the wanted ones, and adds what is new. */
  change(wanted: readonly Document[]): { gone: readonly Document[]; added: readonly Added[] };
}

const isSame = (a: Document, b: Document): boolean =>
  a === b ||
  (a.body === b.body && a.names.join('\n') === b.names.join('\n') && a.asks.join('\n') === b.asks.join('\n'));

export function createCorpus(concepts: Concepts): Corpus {
  const vocabulary = createVocabulary(concepts);
  const documents: Document[] = [];
  const features: (Features | undefined)[] = [];
  const postings: { documents: number[]; counts: number[] }[] = [];
  const numbers = new Map<string, number>();
  const saying = new Map<string, number[]>();

  /** Reads a document, and counts what it holds once more or once less. */
  const read = ({ names, asks, sentences, body, isAside }: Document, by: 1 | -1) => {
    const phrasings: number[][] = [];
    const words: string[][] = [];
    const lengths = [0, 0, 0];
    const counts = new Map<number, number>();
    const countField = (
      { written, words: ids, concepts: found }: ReturnType<Vocabulary['read']>,
      field: number
    ): void => {
      for (const word of written) word.uses += by;
      lengths[field]! += written.length;
      for (const id of [...ids, ...found]) {
        const own = counts.get(id) ?? 0;
        if (countIn(own, field) < most[field]!) counts.set(id, own + (1 << shifts[field]!));
      }
    };
    const readPhrasing = (text: string, field?: number): void => {
      const found = vocabulary.read(text);
      if (field !== undefined) countField(found, field);
      phrasings.push([...found.words, ...found.concepts, ...vocabulary.pairsOf(found.words)]);
      words.push(found.written.map((word) => word.text));
    };
    for (const name of names) readPhrasing(name, nameField);
    for (const ask of asks) readPhrasing(ask, askField);
    // What sentences hold is counted with the body.
    for (const sentence of sentences) readPhrasing(sentence);
    const whole = vocabulary.read(body);
    countField(whole, bodyField);
    vocabulary.hold([...phrasings, [...whole.words, ...whole.concepts]], by, isAside ? 0 : by);
    const sentencesFrom = names.length + asks.length;
    const sentenceWeight = Math.min(1, sentencesFrom / Math.max(1, sentences.length));
    const starts = [0];
    for (const { length } of phrasings) starts.push(starts.at(-1)! + length);
    const ids = new Int32Array(starts.at(-1)!);
    for (const [n, phrasing] of phrasings.entries()) ids.set(phrasing, starts[n]);
    const own = { ids, starts, sentencesFrom, sentenceWeight, lengths };
    return { own, words, counts };
  };
  const add = (document: Document): Added => {
    const number = documents.push(document) - 1;
    numbers.set(document.id, number);
    const { own, words, counts } = read(document, 1);
    features.push(own);
    for (const phrasing of words) {
      const content = contentOf(phrasing).join(' ');
      if (content === '') continue;
      const same = saying.get(content);
      if (same === undefined) saying.set(content, [number]);
      else if (same.at(-1) !== number) same.push(number);
    }
    for (const [id, count] of counts) {
      postings[id] ??= { documents: [], counts: [] };
      postings[id].documents.push(number);
      postings[id].counts.push(count);
    }
    return { number, words };
  };
  const remove = (number: number): void => {
    const { counts, words } = read(documents[number]!, -1);
    for (const content of new Set(words.map((phrasing) => contentOf(phrasing).join(' ')))) {
      const left = saying.get(content)?.filter((other) => other !== number) ?? [];
      if (left.length > 0) saying.set(content, left);
      else saying.delete(content);
    }
    for (const id of counts.keys()) {
      const at = postings[id]!.documents.indexOf(number);
      postings[id]!.documents.splice(at, 1);
      postings[id]!.counts.splice(at, 1);
    }
    numbers.delete(documents[number]!.id);
    documents[number] = removed;
    features[number] = undefined;
  };

  const corpus: Corpus & { weight: Float32Array; unseenWeight: number } = {
    documents,
    features,
    vocabulary,
    postings,
    weight: new Float32Array(0),
    unseenWeight: 0,
    countsWithout(counts, feature, { document, phrasing }) {
      const field = phrasing < documents[document]!.names.length ? nameField : askField;
      const times = phrasingOf(features[document]!, phrasing).filter((id) => id === feature).length;
      return counts - times * (1 << shifts[field]);
    },
    saying,
    entryOf: (id) => documents[numbers.get(id) ?? -1]?.entry,
    change(wanted) {
      const staying = new Set<number>();
      const fresh: Document[] = [];
      for (const document of wanted) {
        const number = numbers.get(document.id);
        if (number === undefined || !isSame(documents[number]!, document)) fresh.push(document);
        else {
          documents[number] = document;
          staying.add(number);
        }
      }
      const going = [...numbers.values()].filter((number) => !staying.has(number));
      const gone = going.map((number) => documents[number]!);
      going.forEach(remove);
      const added = fresh.map(add);
      const count = Math.max(1, [...numbers.values()].filter((number) => !documents[number]!.isAside).length);
      corpus.weight = vocabulary.weights(count);
      corpus.unseenWeight = Math.log(1 + count / 0.5) * 0.8;
      return { gone, added };
    }
  };
  return corpus;
}
