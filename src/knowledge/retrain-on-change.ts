import type { Knowledge } from '../core/model/entry.ts';
import type { Learnt, TrainingData } from '../matching/index.ts';
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
  /** It is indexed, with what is learnt of it by then. */
  indexed(lesson: Lesson): void;
  /** It could not be; nothing of it is live. */
  refused(problem: string, why: Record<string, unknown>): void;
  /** What is learnt of it now is what a fresh start would have learnt. */
  learnt(lesson: Lesson): Promise<void>;
}

/** Learns changes of the knowledge beside the program, one at a time. */
export interface ChangeLearning {
  /**
   * Resolves when the change is indexed or refused; what is left to learn goes on behind it.
   *
   * @param before how sure to be, as learnt from the knowledge that is live
   * @returns `again` where it is to be tried once more
   */
  begin(knowledge: Knowledge, before: Learnt['confidence'], steps: Steps): Promise<'again' | undefined>;
  /** Ends what is being learnt; nothing is told of it any more. */
  abandon(): void;
  underway(): boolean;
}

export function createChangeLearning({ learner, wordTable, training, logger }: Parts): ChangeLearning {
  let underway: Study | undefined;
  /** The change that could not be learnt. Its learner may have been killed for want of memory, so it gets a second try. */
  let unlearnt: string | undefined;

  return {
    async begin(knowledge, before, steps) {
      const own = learner({ knowledge, wordTable, training, before });
      underway = own;
      /** False where nobody waits for it any more, also since the program stops. */
      const over = (): boolean => {
        if (underway !== own) return false;
        underway = undefined;
        return true;
      };
      try {
        steps.indexed({ knowledge, learnt: await own.early });
        unlearnt = undefined;
      } catch (error) {
        if (!over()) return undefined;
        const again = unlearnt !== knowledge.version;
        unlearnt = knowledge.version;
        steps.refused('It could not be indexed.', { error, again });
        return again ? 'again' : undefined;
      }
      const learntAll = async (): Promise<void> => {
        const learnt = await own.whole;
        if (underway !== own) return;
        const taken = steps.learnt({ knowledge, learnt });
        underway = undefined;
        logger.info('knowledge.trained', { version: knowledge.version });
        await taken;
      };
      void learntAll().catch((error: unknown) => {
        if (over()) logger.warn('knowledge.training.failed', { error });
      });
      return undefined;
    },
    abandon() {
      underway?.abandon();
      underway = undefined;
    },
    underway: () => underway !== undefined
  };
}
