import type { Knowledge } from '../core/model/entry.ts';
import { type Learnt, reindex, type TrainingData } from '../matching/index.ts';
import type { Logger } from '../observability/logger.ts';
import type { Lesson, Study, study } from './training/index.ts';

interface Parts {
  learner: typeof study;
  wordTable: Uint8Array | undefined;
  training: TrainingData;
  logger: Logger;
}

/** What becomes of a change while it is learnt. */
interface Steps {
  /** It is indexed, with the confidence of before. */
  indexed(lesson: Lesson): void;
  /** What is learnt of it now is what a fresh start would have learnt. */
  learnt(lesson: Lesson): Promise<void>;
}

/** Learns changes of the knowledge beside the program, one at a time. */
export interface ChangeLearning {
  /**
   * Indexes a change at once; what is left to learn goes on behind it, and is tried once more where it fails.
   *
   * @param before how sure to be, as learnt from the knowledge that is live
   */
  begin(knowledge: Knowledge, before: Learnt['confidence'], steps: Steps): void;
  /** Ends what is being learnt; nothing is told of it any more. */
  abandon(): void;
  underway(): boolean;
}

export function createChangeLearning({ learner, wordTable, training, logger }: Parts): ChangeLearning {
  let underway: Study | undefined;

  /** Its learner may have been killed for want of memory, so it gets a second try. */
  const learnAll = async (knowledge: Knowledge, steps: Steps, tries: number): Promise<void> => {
    const own = learner({ knowledge, wordTable, training });
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
