const minute = 60_000;

/** Every span that delivery depends on, in milliseconds. */
export interface Timings {
  /** How long before its slot a tip is handed to a far side that can hold it. */
  lead: number;
  /** When before the slot what the far side holds is looked through, the last one with time to mend. */
  checks: readonly number[];
  /** Nearer to the slot than this, nothing is scheduled or taken back: Slack refuses it within a minute. */
  cutoff: number;
  /** How long after the slot a scheduled tip is looked for once more, to see that it has left. */
  confirm: number;
  /** A slot older than this is skipped. */
  catchUp: number;
  /** Tips of one moment are spread over this span. */
  spread: number;
  /** A worker that shows no sign for this long is taken for dead. Longer than any request may take. */
  lease: number;
  /** How long to wait before asking again after a request without an answer: it may still be on its way. */
  unknown: number;
  /** The first wait after a refusal; it doubles. */
  retry: number;
  /** The longest wait after a refusal. */
  retryMost: number;
  /** A run takes up no new work after this, so that stopping the program does not wait for it. */
  run: number;
}

/**
 * Lead, checks and cutoff leave room around Slack's rule that a message cannot be taken back within 60 seconds of its time
 * (https://docs.slack.dev/reference/methods/chat.deleteScheduledMessage). Lease: with the polls between, a killed replica's
 * work is taken over within a minute.
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
