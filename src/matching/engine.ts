import type { Knowledge } from '../core/model/entry.ts';
import { createConfidence, type TrainedConfidence } from './confidence/confidence.ts';
import { fitConfidence } from './confidence/fit-confidence.ts';
import { createIndex, type Index, type IndexTables, type MatcherParts, type MeaningOf } from './search-index.ts';
import { partMessage } from './text/message-parts.ts';

/** Model trained on the knowledge, with its index: plain numbers, so that they can be kept and need not be made again. */
export interface TrainedModel {
  tables: IndexTables;
  confidence: TrainedConfidence;
}

/** Weights trained on changed knowledge, for a matcher that has followed the change. */
export interface RetrainedModel {
  tables: MeaningOf;
  confidence: TrainedConfidence;
}

/** Trains the model of this knowledge and table; takes a second or so for some hundred entries. */
export function train(parts: MatcherParts): TrainedModel {
  const index = createIndex(parts);
  return { tables: index.tables(), confidence: confidenceOf(parts, index) };
}

function confidenceOf({ knowledge, golden = [] }: MatcherParts, index: Index): TrainedConfidence {
  return fitConfidence(
    index,
    golden.map((question) => ({ ...question, ask: partMessage(question.ask, knowledge.talk?.around).core }))
  );
}

/** Indexes changed knowledge and keeps the confidence that was trained before. */
export function reindex(parts: MatcherParts, confidence: TrainedConfidence): TrainedModel {
  return { tables: createIndex(parts).tables(), confidence };
}

/** Returns the index with the trained confidence, trained now or before. */
export function createEngine(parts: MatcherParts & { trained?: TrainedModel | undefined }) {
  const index = createIndex(parts, parts.trained?.tables);
  let model = parts.trained && index.fits ? parts.trained.confidence : confidenceOf(parts, index);
  const engine = {
    ...index,
    confidence: createConfidence(model, index),
    update(knowledge: Knowledge) {
      const changed = index.update(knowledge);
      engine.confidence = createConfidence(model, index);
      return changed;
    },
    adopt({ tables, confidence }: RetrainedModel): void {
      index.adopt(tables);
      model = confidence;
      engine.confidence = createConfidence(model, index);
    }
  };
  return engine;
}

export type Engine = ReturnType<typeof createEngine>;
