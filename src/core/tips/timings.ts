const minute = 60_000;

/** Time spans of the delivery, in milliseconds. */
export interface Timings {
  /** Time before its slot at which a tip is scheduled at a remote API that supports it. */
  lead: number;
  /** Times before the slot at which the scheduled messages are checked, the last one early enough for a correction. */
  checks: readonly number[];
  /** Minimum time before the slot for scheduling or cancelling: Slack refuses it within a minute. */
  cutoff: number;
  /** Time after the slot of the last check, which confirms that a scheduled tip was posted. */
  confirm: number;
  /** Maximum age of a slot; an older one is skipped. */
  catchUp: number;
  /** Span over which simultaneous tips are spread. */
  spread: number;
  /** Time without activity after which a worker is assumed dead. Longer than any request may take. */
  lease: number;
  /** Wait before the next step after a request without a response, which may still be processed. */
  unknown: number;
  /** First wait after a refusal; it doubles. */
  retry: number;
  /** Longest wait after a refusal. */
  retryMost: number;
  /** Time after which a run starts no new work, so that shutdown does not wait for it. */
  run: number;
}

/**
 * Default timings. Lead, checks and cutoff keep clear of Slack's rule that a message cannot be deleted within 60
 * seconds of its time (https://docs.slack.dev/reference/methods/chat.deleteScheduledMessage). Lease: including the
 * polling interval, a killed replica's work is taken over within a minute.
 */
export const timings: Timings = {
  lead: 30 * minute,
  checks: [10 * minute, 3 * minute],
  cutoff: 2 * minute,
  confirm: minute,
  catchUp: 24 * 60 * minute,
  spread: minute,
  lease: 45_000,
  unknown: minute,
  retry: 5_000,
  retryMost: 15 * minute,
  run: minute / 2
};
