/** A gap ignored by an editor, with its wordings at that time, masked like all stored questions. */
export interface IgnoredGap {
  id: string;
  wordings: readonly string[];
  /** Time at which it was ignored, in milliseconds since 1970. */
  at: number;
}

/** Stores the gaps that are left out of the digests. */
export interface GapStore {
  ignored(): Promise<readonly IgnoredGap[]>;
  ignore(gap: IgnoredGap): Promise<void>;
  /** Restores gaps; unknown ids are no error. */
  restore(ids: readonly string[]): Promise<void>;
  /** Deletes gaps ignored before `before`, since they hold people's words; returns the number deleted. */
  purge(before: number): Promise<number>;
}

/**
 * States of a week's digest. `sending`: claimed by a replica. `unsure`: sent, but it is not known whether it arrived.
 * `failed`: it did not arrive and is retried. `skipped`: too late. `silent`: nothing to report.
 */
export type DigestState = 'sending' | 'sent' | 'unsure' | 'failed' | 'skipped' | 'silent';

/** State of one week's digest, by the week it reports on: `2026-W47`. */
export interface DigestLine {
  week: string;
  state: DigestState;
  attempts: number;
  /** Time of the last change, in milliseconds since 1970. */
  at: number;
  /** Time of the next attempt after a failure, in milliseconds since 1970. */
  tryAt?: number;
}

/** Stores which digests were sent, across restarts and replicas. */
export interface DigestStore {
  find(week: string): Promise<DigestLine | undefined>;
  /**
   * Claims a week's digest for sending. Of concurrent callers at most one gets `true`, and again only after it was
   * settled as `failed` and its `tryAt` has passed: one whose process died while sending is never repeated.
   */
  take(week: string, now: number): Promise<boolean>;
  /** Stores the outcome if the current state is `from` (absent: no row yet). Returns whether it did. */
  settle(week: string, from: DigestState | undefined, to: DigestState, now: number, tryAt?: number): Promise<boolean>;
  /** Deletes rows settled before `before`; returns the number deleted. */
  forget(before: number): Promise<number>;
}
