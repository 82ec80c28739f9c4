import type { Knowledge } from '../core/model/entry.ts';
import { createConfidence, type TrainedConfidence } from './confidence/confidence.ts';
import { fitConfidence } from './confidence/fit-confidence.ts';
import { createDanger } from './danger.ts';
import { createIndex, type MatcherParts } from './search-index.ts';
import { createSlots } from './text/slots.ts';

/** Weights learnt from the knowledge: plain numbers that can be kept. */
export type TrainedModel = TrainedConfidence;

/** Trains the model of a knowledge base; takes a second or so for some hundred entries. */
export function train(parts: MatcherParts): TrainedModel {
  return fitConfidence(createIndex(parts), parts.golden);
}

/** Returns the index with what was learnt from it, now or before. */
export function createEngine(parts: MatcherParts & { trained?: TrainedModel | undefined }) {
  const index = createIndex(parts);
  let model = parts.trained ?? fitConfidence(index, parts.golden);
  const engine = {
    ...index,
    slots: createSlots(index.names.isName, (text) => index.read(text).words),
    danger: createDanger(index),
    confidence: createConfidence(model, index),
    update(knowledge: Knowledge) {
      const changed = index.update(knowledge);
      engine.confidence = createConfidence(model, index);
      return changed;
    },
    adopt(trained: TrainedModel): void {
      model = trained;
      engine.confidence = createConfidence(model, index);
    }
  };
  return engine;
}

export type Engine = ReturnType<typeof createEngine>;
