import { createConfidence, fitConfidence } from './confidence/confidence.ts';
import type { ConfidenceModel } from './confidence/model.ts';
import { createIndex, type Index, type IndexTables, type MatcherParts } from './search-index.ts';
import { partMessage } from './text/message-parts.ts';

/** What the knowledge taught, with its index: plain numbers, so that they can be kept and need not be made again. */
export interface Learnt {
  tables: IndexTables;
  confidence: ConfidenceModel;
}

/** Learns what a matcher needs to know of this knowledge and table; takes a second or so for some hundred entries. */
export function learn(parts: MatcherParts): Learnt {
  const index = createIndex(parts);
  return { tables: index.tables, confidence: confidenceOf(parts, index) };
}

function confidenceOf({ knowledge, golden = [] }: MatcherParts, index: Index): ConfidenceModel {
  const phrases = knowledge.talk?.around ?? {};
  return fitConfidence(
    index,
    golden.map((question) => ({ ...question, ask: partMessage(question.ask, phrases).core }))
  );
}

/** Indexes changed knowledge and keeps the confidence that was learnt from it before. */
export function reindex(parts: MatcherParts, confidence: ConfidenceModel): Learnt {
  return { tables: createIndex(parts).tables, confidence };
}

/** Returns the index with what was learnt from it, now or before. */
export function createEngine(parts: MatcherParts & { learnt?: Learnt | undefined }) {
  const index = createIndex(parts, parts.learnt?.tables);
  const model = parts.learnt?.tables === index.tables ? parts.learnt.confidence : confidenceOf(parts, index);
  return { ...index, confidence: createConfidence(model, index) };
}

export type Engine = ReturnType<typeof createEngine>;
