import { randomUUID } from 'node:crypto';
import { type Config, sharedSecrets } from '../config/config.ts';
import { type AssessmentParts, createAssessments } from '../core/assessments/chat-module.ts';
import type { AssessmentCounts } from '../core/assessments/counts.ts';
import type { DraftStore } from '../core/assessments/drafts.ts';
import { createReminderCards, type ResultStore } from '../core/assessments/kept-results.ts';
import { createRoundRun } from '../core/assessments/round-run.ts';
import type { RoundStore } from '../core/assessments/rounds.ts';
import type { ChatModule } from '../core/model/chat-module.ts';
import type { Messenger } from '../core/model/messenger.ts';
import type { KeyStore } from '../core/model/store.ts';
import type { TipStore } from '../core/tips/ledger.ts';
import type { Logger } from '../observability/logger.ts';
import { repeatingOnUnknown } from '../platforms/facts.ts';
import { createDraftSealing } from '../storage/draft-sealing.ts';
import { createOwnerNames, createRoundNames } from '../storage/pseudonym.ts';
import { connectReminders } from './assessment-reminders.ts';

interface Parts extends Pick<AssessmentParts, 'knowledge' | 'linksTo'> {
  rounds: RoundStore;
  counts: AssessmentCounts;
  drafts: DraftStore;
  results: ResultStore;
  /** Ledger of the reminders. */
  reminders: TipStore;
  /** Weekly tips of channels. */
  tips: Pick<TipStore, 'find'>;
  keys: KeyStore;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Messengers by platform; may be filled after this is made. */
  messengers: ReadonlyMap<string, Messenger>;
  logger: Logger;
}

/** Guided assessments, alone and together, with this machine's random source and secrets. */
export interface GuidedAssessments {
  chatModule: ChatModule;
  /** Closes rounds that are due. */
  run(now: number): Promise<void>;
  /** Sends reminders to do an assessment again. */
  remind(now: number, signal: AbortSignal): Promise<void>;
}

export function connectAssessments(
  config: Config,
  { rounds, counts, drafts, results, reminders: ledger, tips, keys, now, messengers, logger, ...parts }: Parts
): GuidedAssessments {
  const { knowledge } = parts;
  const secrets = sharedSecrets(config);
  const sealing = createDraftSealing({ secrets, previousSecrets: config.previousSecrets, keys, now });
  const ownerOf = createOwnerNames(secrets);
  const onFailure = (error: unknown): void => logger.warn('assessment.draft.failed', { error });
  const reminders = connectReminders({
    store: ledger,
    sealing,
    cardOf: createReminderCards({ results, sealing, rounds, knowledge }),
    messengers,
    region: () => knowledge().about?.region,
    tips,
    repeatOnUnknown: repeatingOnUnknown(config),
    logger
  });
  const runRounds = createRoundRun({
    rounds,
    knowledge,
    messengers,
    log: (event, fields) => logger.info(event, fields),
    warn: (event, fields) => logger.warn(event, fields)
  });
  return {
    chatModule: createAssessments({
      ...parts,
      counting: { counts, onFailure: (error) => logger.warn('assessment.uncounted', { error }) },
      together: { rounds, names: createRoundNames(secrets), newId: randomUUID, reminders: reminders.port },
      kept: { results, sealing, ownerOf, reminders: reminders.port, onFailure },
      drafts: { drafts, sealing, ownerOf, onFailure }
    }),
    run: runRounds,
    remind: async (at, signal) => {
      await reminders.run(at, signal);
    }
  };
}
