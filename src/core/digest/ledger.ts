/** A gap that an editor has set aside: the wordings it had then, masked as all kept questions are. */
export interface IgnoredGap {
  id: string;
  wordings: readonly string[];
  /** Milliseconds since 1970. */
  at: number;
}

/** The gaps that are left out of the digests. */
export interface GapStore {
  ignored(): Promise<readonly IgnoredGap[]>;
  ignore(gap: IgnoredGap): Promise<void>;
  /** Takes gaps up again; those that are not there are no error. */
  restore(ids: readonly string[]): Promise<void>;
  /** Deletes what was ignored before `before`, since it holds people's words; returns how many. */
  purge(before: number): Promise<number>;
}

/**
 * What became of a week's digest. `sending`: a replica has it in hand. `unsure`: sent, but nobody can tell whether it
 * arrived. `failed`: it surely did not arrive and is tried again. `skipped`: too late. `silent`: nothing to say.
 */
export const digestStates = ['sending', 'sent', 'unsure', 'failed', 'skipped', 'silent'] as const;
export type DigestState = (typeof digestStates)[number];

/** One week's digest, by the week it tells of: `2026-W47`. */
export interface DigestLine {
  week: string;
  state: DigestState;
  attempts: number;
  /** When it was last changed, in milliseconds since 1970. */
  at: number;
  /** When a failed one may be tried again, in milliseconds since 1970. */
  tryAt?: number;
}

/** Which digests went out, across restarts and replicas. */
export interface DigestStore {
  find(week: string): Promise<DigestLine | undefined>;
  /**
   * Claims a week's digest for sending. Of any number of callers at most one gets `true`, and again only after it was
   * settled as `failed` and its `tryAt` has come: one whose process died half way is never sent again.
   */
  take(week: string, now: number): Promise<boolean>;
  /** Writes what became of it, where it stands as `from` says (absent: where nothing is written yet). Tells whether it did. */
  settle(week: string, from: DigestState | undefined, to: DigestState, now: number, tryAt?: number): Promise<boolean>;
  /** Forgets what was settled before `before`; returns how many. */
  forget(before: number): Promise<number>;
}
