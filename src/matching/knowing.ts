import type { Entry } from '../core/model/entry.ts';
import type { Engine } from './engine.ts';
import { isFunctionWord } from './text/text.ts';

/** Minimum share of an object's weight that a negative example about it holds. */
const aboutIt = 0.5;

/** Tells what the knowledge and the negative examples hold of some words. */
export function createKnowing(engine: Engine): {
  isOutside(text: string, object: readonly string[], frame: readonly string[]): boolean;
  holds(entry: Entry, words: readonly string[]): boolean;
} {
  const { corpus, fields } = engine;
  const idsOf = (words: readonly string[]): number[] =>
    engine
      .read(words.join(' '))
      .words.filter((word) => !isFunctionWord(word))
      .map((word) => corpus.vocabulary.idOf(word));

  return {
    isOutside(text, object, frame) {
      const ranked = engine.ranker.rank(engine.query(engine.read(text).words));
      const first = ranked[0];
      if (!first || corpus.documents[first.document]!.entry) return false;
      const ids = idsOf(object);
      const weightOf = (id: number) => (id < 0 ? corpus.unseenWeight : corpus.weight[id]!);
      const all = ids.reduce((sum, id) => sum + weightOf(id), 0);
      const isHeld = (id: number) => id >= 0 && fields.weightIn(first.document, id) > 0;
      const held = ids.filter(isHeld);
      if (!idsOf(frame).some(isHeld)) return false;
      return all > 0 && held.reduce((sum, id) => sum + weightOf(id), 0) / all >= aboutIt;
    },
    holds(entry, words) {
      const document = corpus.numberOf(entry.id);
      return document !== undefined && idsOf(words).some((id) => id >= 0 && fields.weightIn(document, id) > 0);
    }
  };
}
