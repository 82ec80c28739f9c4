import type { Outcome } from './matcher.ts';

/** Remembers which deliveries were handled, across restarts and replicas. All times are milliseconds since 1970. */
export interface HandledStore {
  /**
   * Claims a delivery. Exactly one caller gets `true` for a key, unless the claim was never settled within
   * `retryAfterMs`: then the first claim is taken to have died and one more caller gets `true`.
   */
  claim(key: string, now: number, retryAfterMs: number): Promise<boolean>;
  /** Moves the time of claims that are not settled to `now`: their holder is alive and still at them. */
  renew(keys: readonly string[], now: number): Promise<void>;
  /** Marks a claimed delivery as done: it is never handed out again. */
  settle(key: string, now: number): Promise<void>;
  /** Forgets everything claimed before `before`; returns how many. */
  forget(before: number): Promise<number>;
}

/** The last answers given in a conversation, so that follow-ups are understood by every replica. */
export interface MemoryStore {
  /** @returns entry ids, newest first; empty when nothing is remembered or it is past `until` */
  recall(conversation: string, now: number): Promise<readonly string[]>;
  remember(conversation: string, entryIds: readonly string[], until: number): Promise<void>;
  /** Deletes what is past its `until`; returns how many. */
  forget(now: number): Promise<number>;
}

/** A question that was asked. Never who asked; the text only where it was not answered, and masked before. */
export interface AskedQuestion {
  at: number;
  platform: string;
  outcome: Outcome;
  entryId?: string;
  confidence: number;
  /** Masked text, only for questions that were not answered for sure. */
  text?: string;
}

export interface QuestionStore {
  record(question: AskedQuestion): Promise<void>;
  since(at: number): Promise<readonly AskedQuestion[]>;
  /** Deletes what is older than `before`; returns how many. */
  purge(before: number): Promise<number>;
}

/** One vote a person and answer; voting again changes it. `voter` is a keyed hash that cannot be traced to a person. */
export interface Vote {
  about: string;
  voter: string;
  helpful: boolean;
  reason?: string;
  at: number;
}

export interface FeedbackStore {
  vote(vote: Vote): Promise<void>;
  /** Counts from `from` on, up to and with `to` where it is given, by what the vote was about. */
  tally(from: number, to?: number): Promise<readonly { about: string; helpful: number; unhelpful: number }[]>;
  /** What people said beside their votes in the same time, newest first; never who. */
  reasons(from: number, to?: number): Promise<readonly { about: string; helpful: boolean; reason: string }[]>;
  /** Deletes votes older than `before`; returns how many. */
  purge(before: number): Promise<number>;
}

/** Random keys that all replicas share, one for each period of time. */
export interface KeyStore {
  /** @returns the period's key: `fresh`, unless another caller came before */
  keep(period: number, fresh: string): Promise<string>;
  /** Destroys the keys of periods before `before`; returns how many. */
  destroy(before: number): Promise<number>;
}

/** What a platform keeps for each workspace it was installed in. `installation` is opaque text that its writer has sealed. */
export interface InstallationStore {
  save(id: string, installation: string, now: number): Promise<void>;
  find(id: string): Promise<string | undefined>;
  remove(id: string): Promise<void>;
}

/** A delivery that a process left behind. */
export interface LeftBehind {
  id: string;
  payload: string;
  /** When it was kept, in milliseconds since 1970, and how many processes have had it, this one included. */
  keptAt: number;
  tries: number;
}

/**
 * Deliveries that are acknowledged and not answered yet, so that a process that is killed in between loses none. `payload`
 * is opaque text that its writer has sealed: it holds what a person said. Times are milliseconds since 1970.
 */
export interface InboxStore {
  keep(id: string, owner: string, payload: string, now: number): Promise<void>;
  /** Takes out what was answered. */
  done(id: string): Promise<void>;
  /** Says that the process `owner` is still at its deliveries. */
  alive(owner: string, now: number): Promise<void>;
  /** Hands over at most `most` deliveries whose owners have been silent for `silentMs`; each to one caller. */
  takeOver(owner: string, now: number, silentMs: number, most: number): Promise<readonly LeftBehind[]>;
  /** Deletes what was kept before `before`; returns how many. */
  forget(before: number): Promise<number>;
}
