import { createReminderCards } from '../../src/core/assessments/kept-results.ts';
import type { Knowledge } from '../../src/core/model/entry.ts';
import type { Messenger, ScheduledMessenger } from '../../src/core/model/messenger.ts';
import type { Timings } from '../../src/core/tips/timings.ts';
import { connectReminders } from '../../src/jobs/assessment-reminders.ts';
import { createDraftSealing } from '../../src/storage/draft-sealing.ts';
import type { OpenedStore } from '../../src/storage/index.ts';
import { createOwnerNames } from '../../src/storage/pseudonym.ts';
import { createListeningLogger } from './listening-logger.ts';

interface Parts {
  store: OpenedStore;
  knowledge: () => Knowledge;
  messengers: ReadonlyMap<string, Messenger | ScheduledMessenger>;
  /** A monotonic clock, in milliseconds. */
  elapsed: () => number;
  timings?: Timings;
  repeatOnUnknown?: ReadonlySet<string>;
  region?: () => string | undefined;
}

/** Reminders to do an assessment again, connected as in the program, with a store and a far side of a test. */
export function remindersUnderTest({ store, knowledge, repeatOnUnknown = new Set(), ...parts }: Parts) {
  const sealing = createDraftSealing({ secrets: ['s'], previousSecrets: [], keys: store.voterKeys, now: () => 0 });
  const ownerOf = createOwnerNames(['s']);
  const cardOf = createReminderCards({ results: store.results, sealing, rounds: store.assessments, knowledge });
  const logger = createListeningLogger();
  const ledgers = { store: store.reminders, tips: store.tips };
  const reminders = connectReminders({ ...ledgers, sealing, cardOf, repeatOnUnknown, logger, ...parts });
  return {
    ...reminders,
    /** Parts that assessments need to keep results and half-filled forms. */
    kept: { results: store.results, sealing, ownerOf, reminders: reminders.port, onFailure: unwanted },
    drafts: { drafts: store.drafts, sealing, ownerOf, onFailure: unwanted }
  };
}

function unwanted(error: unknown): never {
  throw error;
}
