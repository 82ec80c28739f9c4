import type { Knowledge } from '../core/model/entry.ts';
import { createConfidence, type TrainedConfidence } from './confidence/confidence.ts';
import { fitConfidence } from './confidence/fit-confidence.ts';
import { createDanger } from './danger.ts';
import { createIndex, type Index, type MatcherParts } from './search-index.ts';
import { partMessage } from './text/message-parts.ts';
import { createSlots } from './text/slots.ts';

/** Weights learnt from the knowledge: plain numbers that can be kept. */
export type TrainedModel = TrainedConfidence;

/** Trains the model of a knowledge base; takes a second or so for some hundred entries. */
export function train(parts: MatcherParts): TrainedModel {
  return trainOn(createIndex(parts), parts);
}

function trainOn(index: Index, { knowledge, golden = [] }: MatcherParts): TrainedModel {
  const unframed = (text: string): string => partMessage(text, knowledge.talk?.around).core;
  return fitConfidence(
    index,
    golden.map((question) => ({ ...question, ask: unframed(question.ask) }))
  );
}

/** Returns the index with what was learnt from it, now or before. */
export function createEngine(parts: MatcherParts & { trained?: TrainedModel | undefined }) {
  const index = createIndex(parts);
  let model = parts.trained ?? trainOn(index, parts);
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
