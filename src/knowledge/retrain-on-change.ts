import type { GoldenQuestion, Knowledge } from '../core/model/entry.ts';
import type { TrainingData } from '../matching/index.ts';
import type { Logger } from '../observability/logger.ts';
import type { StoredModel, Study, study } from './training/index.ts';

interface Parts {
  learner: typeof study;
  wordTable: Uint8Array | undefined;
  training: TrainingData;
  /** Returns the current golden questions. */
  golden(): readonly GoldenQuestion[];
  logger: Logger;
}

/** Learns changes of the knowledge in the background, one at a time. */
export interface ChangeLearning {
  /**
   * Learns a change in the background; retried once if it fails.
   *
   * @param learnt called when learning is complete and equals that of a fresh start
   */
  begin(knowledge: Knowledge, learnt: (model: StoredModel) => Promise<void>): void;
  /** Ends the current learning; its callbacks are not called any more. */
  abandon(): void;
  underway(): boolean;
}

export function createChangeLearning({ learner, wordTable, training, golden, logger }: Parts): ChangeLearning {
  let underway: Study | undefined;

  /** Learns completely; retried once, since the learner may have been killed for lack of memory. */
  const learnAll = async (
    knowledge: Knowledge,
    done: (model: StoredModel) => Promise<void>,
    tries: number
  ): Promise<void> => {
    const own = learner({ knowledge, wordTable, training, golden: golden() });
    underway = own;
    try {
      const learnt = await own.whole;
      if (underway !== own) return;
      const taken = done({ knowledge, learnt });
      underway = undefined;
      logger.info('knowledge.trained', { version: knowledge.version });
      await taken;
    } catch (error) {
      if (underway !== own) return;
      underway = undefined;
      logger.warn('knowledge.training.failed', { error, again: tries > 1 });
      if (tries > 1) await learnAll(knowledge, done, tries - 1);
    }
  };

  return {
    begin(knowledge, learnt) {
      void learnAll(knowledge, learnt, 2);
    },
    abandon() {
      underway?.abandon();
      underway = undefined;
    },
    underway: () => underway !== undefined
  };
}
