import type { GoldenQuestion, Knowledge } from '../core/model/entry.ts';
import type { TrainingData } from '../matching/index.ts';
import type { Logger } from '../observability/logger.ts';
import type { StoredModel, Training, trainInProcess } from './training/index.ts';

interface Parts {
  trainer: typeof trainInProcess;
  wordTable: Uint8Array | undefined;
  training: TrainingData;
  /** Returns the current golden questions. */
  golden(): readonly GoldenQuestion[];
  logger: Logger;
}

/** Trains on changes of the knowledge in the background, one at a time. */
export interface Retraining {
  /**
   * Trains on a change in the background; retried once if it fails.
   *
   * @param trained called with the model, which equals that of a fresh start
   */
  begin(knowledge: Knowledge, trained: (model: StoredModel) => Promise<void>): void;
  /** Ends the training under way; its callback is not called any more. */
  abandon(): void;
  underway(): boolean;
}

export function createRetraining({ trainer, wordTable, training, golden, logger }: Parts): Retraining {
  let underway: Training | undefined;

  /** Trains completely; retried once, since the trainer may have been killed for lack of memory. */
  const trainAll = async (
    knowledge: Knowledge,
    done: (model: StoredModel) => Promise<void>,
    tries: number
  ): Promise<void> => {
    const own = trainer({ knowledge, wordTable, training, golden: golden() });
    underway = own;
    try {
      const trained = await own.whole;
      if (underway !== own) return;
      const taken = done({ knowledge, trained });
      underway = undefined;
      logger.info('knowledge.trained', { version: knowledge.version });
      await taken;
    } catch (error) {
      if (underway !== own) return;
      underway = undefined;
      logger.warn('knowledge.training.failed', { error, again: tries > 1 });
      if (tries > 1) await trainAll(knowledge, done, tries - 1);
    }
  };

  return {
    begin(knowledge, trained) {
      void trainAll(knowledge, trained, 2);
    },
    abandon() {
      underway?.abandon();
      underway = undefined;
    },
    underway: () => underway !== undefined
  };
}
