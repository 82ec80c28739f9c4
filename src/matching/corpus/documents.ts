import type { Entry, SmallTalk, TalkGroup } from '../../core/model/entry.ts';
import { contentOf, inBothCases, wordsOf } from '../text/text.ts';

/** A document that the matcher ranks: an entry, or a kind of talk or of outside question that no entry answers. */
export interface Document {
  id: string;
  /** Only for entries. */
  entry?: Entry;
  /** Only for the others. */
  talk?: SmallTalk;
  /** True for what people say around a question, which is ranked only where a message is searched for it. */
  isAside?: true;
  /** Title and aliases. */
  names: readonly string[];
  asks: readonly string[];
  /** The first sentences of the body, where there are few questions: they are compared as questions are. */
  sentences: readonly string[];
  body: string;
}

/** Questions outside the knowledge base, one group for each subject or kind of talk. */
export interface NegativeExamples {
  id: string;
  talk: SmallTalk;
  asks: readonly string[];
}

/** Messages that tell of danger to somebody, and messages that only sound so. */
export interface DangerExamples {
  told: readonly string[];
  soundsSo: readonly string[];
}

/** Training data of the matcher besides the knowledge. */
export interface TrainingData {
  negativeExamples: readonly NegativeExamples[];
  /** Phrases that people put around a question; added before or after the questions that the matcher trains with. */
  asides: readonly string[];
  /** Without them, only what is nearly a phrasing of the knowledge's own talk is taken for danger. */
  danger?: DangerExamples;
}

/** Training data without examples: the matcher then knows nothing about questions from outside. */
export const noTraining: TrainingData = { negativeExamples: [], asides: [] };

/**
 * Number of questions from which an entry is no longer compared by sentences of its body as well. These bring the right entry first for
 * 4 in 100 more with five questions, for 1 with twenty, for none with sixty.
 */
const manyQuestions = 30;
const mostSentences = 8;
/** Minimum number of characters of a sentence that is compared. */
const shortestSentence = 20;

const sentencesOf = (body: string): string[] =>
  body
    .split(/\n|(?<=[.?!])\s/)
    .map((sentence) => sentence.replace(/^[-*\s]+/, '').trim())
    .filter(({ length }) => length > shortestSentence)
    .slice(0, mostSentences);

/**
 * Number of asides that are one document. With 150 and 500, 94.7 and 93.2 of 100 questions in 120 frames that nobody listed are shown,
 * with 40 95.4.
 */
const asidesTogether = 40;

const known = new WeakMap<Entry, Document>();

/** Returns the document of an entry, made once. A name of several words is also found in small letters, see markNames. */
function documentOf(entry: Entry): Document {
  const made = known.get(entry);
  if (made) return made;
  // "PLS" is read as "please", which asks for nothing
  const aliases = entry.aliases.filter((alias) => contentOf(wordsOf(alias)).length > 0);
  const names = [...new Set([entry.title, ...aliases].flatMap(inBothCases))];
  const { id, asks, body } = entry;
  const document = { id, entry, names, asks, sentences: asks.length < manyQuestions ? sentencesOf(body) : [], body };
  known.set(entry, document);
  return document;
}

/** Returns the entries that may be answered from, followed by other talk, the negative examples and what people say around a question. */
export function documentsOf(
  entries: Iterable<Entry>,
  negativeExamples: readonly NegativeExamples[],
  talk: readonly TalkGroup[] = [],
  asides: readonly string[] = []
): Document[] {
  const documents: Document[] = [];
  for (const entry of entries) {
    if (entry.status !== 'draft') documents.push(documentOf(entry));
  }
  for (const group of talk) {
    documents.push({ id: group.talk, talk: group.talk, names: [], asks: group.asks, sentences: [], body: '' });
  }
  for (const group of negativeExamples) {
    documents.push({ id: group.id, talk: group.talk, names: [], asks: group.asks, sentences: [], body: '' });
  }
  for (let from = 0; from < asides.length; from += asidesTogether) {
    const asks = asides.slice(from, from + asidesTogether);
    documents.push({ id: `aside/${from}`, talk: 'outside', isAside: true, names: [], asks, sentences: [], body: '' });
  }
  return documents;
}
