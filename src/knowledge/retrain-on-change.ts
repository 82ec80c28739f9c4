import type { GoldenQuestion, Knowledge } from '../core/model/entry.ts';
import { type Learnt, reindex, type TrainingData } from '../matching/index.ts';
import type { Logger } from '../observability/logger.ts';
import type { Lesson, Study, study } from './training/index.ts';

interface Parts {
  learner: typeof study;
  wordTable: Uint8Array | undefined;
  training: TrainingData;
  /** Returns the current golden questions. */
  golden(): readonly GoldenQuestion[];
  logger: Logger;
}

/** Callbacks for the steps of learning a change. */
interface Steps {
  /** Called when the change is indexed, with the previous confidence. */
  indexed(lesson: Lesson): void;
  /** Called when learning is complete and equals that of a fresh start. */
  learnt(lesson: Lesson): Promise<void>;
}

/** Learns changes of the knowledge in the background, one at a time. */
export interface ChangeLearning {
  /**
   * Indexes a change at once; learning continues in the background, and is retried once if it fails.
   *
   * @param before confidence learnt from the live knowledge
   */
  begin(knowledge: Knowledge, before: Learnt['confidence'], steps: Steps): void;
  /** Ends the current learning; its callbacks are not called any more. */
  abandon(): void;
  underway(): boolean;
}

export function createChangeLearning({ learner, wordTable, training, golden, logger }: Parts): ChangeLearning {
  let underway: Study | undefined;

  /** Learns completely; retried once, since the learner may have been killed for lack of memory. */
  const learnAll = async (knowledge: Knowledge, steps: Steps, tries: number): Promise<void> => {
    const own = learner({ knowledge, wordTable, training, golden: golden() });
    underway = own;
    try {
      const learnt = await own.whole;
      if (underway !== own) return;
      const taken = steps.learnt({ knowledge, learnt });
      underway = undefined;
      logger.info('knowledge.trained', { version: knowledge.version });
      await taken;
    } catch (error) {
      if (underway !== own) return;
      underway = undefined;
      logger.warn('knowledge.training.failed', { error, again: tries > 1 });
      if (tries > 1) await learnAll(knowledge, steps, tries - 1);
    }
  };

  return {
    begin(knowledge, before, steps) {
      steps.indexed({ knowledge, learnt: reindex({ knowledge, wordTable, training }, before) });
      void learnAll(knowledge, steps, 2);
    },
    abandon() {
      underway?.abandon();
      underway = undefined;
    },
    underway: () => underway !== undefined
  };
}
