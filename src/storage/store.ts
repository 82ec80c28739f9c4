import type { AssessmentCounts } from '../core/assessments/counts.ts';
import type { DraftStore } from '../core/assessments/drafts.ts';
import type { ResultStore } from '../core/assessments/kept-results.ts';
import type { RoundStore } from '../core/assessments/rounds.ts';
import type { DigestStore, GapStore } from '../core/digest/ledger.ts';
import type { EntryChangeStore } from '../core/editing/entry-writer.ts';
import type { HandoverStore } from '../core/handover/handover.ts';
import type {
  FeedbackStore,
  HandledStore,
  InboxStore,
  InstallationStore,
  KeyStore,
  MemoryStore,
  QuestionStore
} from '../core/model/store.ts';
import type { TipStore } from '../core/tips/ledger.ts';
import type { LeftPlace } from '../core/tips/place.ts';

/** Everything that is stored. Each concern is a port of its own, so that a consumer asks for no more than it needs. */
export interface Store {
  handled: HandledStore;
  inbox: InboxStore;
  memory: MemoryStore;
  questions: QuestionStore;
  feedback: FeedbackStore;
  installations: InstallationStore;
  tips: TipStore;
  handovers: HandoverStore;
  gaps: GapStore;
  digests: DigestStore;
  assessments: RoundStore;
  assessmentCounts: AssessmentCounts;
  /** Half-filled assessments, sealed. */
  drafts: DraftStore;
  /** Results that people keep to compare, sealed. */
  results: ResultStore;
  /** Ledger of reminders to do an assessment again. */
  reminders: TipStore;
  voterKeys: KeyStore;
  /** Changes of entries made in chat that are not in the files yet. */
  entryChanges: EntryChangeStore;
  /**
   * Deletes the data of a place that the bot was removed from, except its token; see storage/forget-place.ts.
   */
  forgetPlace(where: LeftPlace, now: number): Promise<{ subscriptions: number; handovers: number }>;
  /** Rejects with a plain sentence when the store cannot be written to. */
  check(): Promise<void>;
  /** Removes deleted data from files that may still hold it. */
  compact(): Promise<void>;
  close(): Promise<void>;
}
