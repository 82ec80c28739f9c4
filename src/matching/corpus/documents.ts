import type { Entry } from '../../core/model/entry.ts';
import type { SmallTalk, TalkGroup } from '../../core/model/talk.ts';
import { inBothCases } from '../text/text.ts';

/** What the matcher ranks: an entry, or a kind of talk or of outside question that no entry answers. */
export interface Document {
  id: string;
  /** Only for entries. */
  entry?: Entry;
  /** Only for the others. */
  talk?: SmallTalk;
  /** Title and aliases. */
  names: readonly string[];
  asks: readonly string[];
  body: string;
}

/** Questions that are not for the knowledge base, a group for each subject or kind of talk. */
export interface NegativeExamples {
  id: string;
  talk: SmallTalk;
  asks: readonly string[];
}

/** What the matcher is trained on besides the knowledge. */
export interface TrainingData {
  negativeExamples: readonly NegativeExamples[];
  /** What people say around a question; put before or after the questions that the matcher asks itself. */
  asides: readonly string[];
}

/** Training data of none: the matcher then knows nothing of what its knowledge does not hold. */
export const noTraining: TrainingData = { negativeExamples: [], asides: [] };

/** Returns the entries that may be answered from, and after them what people say besides and the negative examples. */
export function documentsOf(
  entries: Iterable<Entry>,
  negativeExamples: readonly NegativeExamples[],
  talk: readonly TalkGroup[] = []
): Document[] {
  const documents: Document[] = [];
  for (const entry of entries) {
    if (entry.status === 'draft') continue;
    // a name of several words is also found in small letters, see markNames
    const names = [...new Set([entry.title, ...entry.aliases].flatMap(inBothCases))];
    documents.push({ id: entry.id, entry, names, asks: entry.asks, body: entry.body });
  }
  for (const group of talk) {
    documents.push({ id: group.talk, talk: group.talk, names: [], asks: group.asks, body: '' });
  }
  for (const group of negativeExamples) {
    documents.push({ id: group.id, talk: group.talk, names: [], asks: group.asks, body: '' });
  }
  return documents;
}
