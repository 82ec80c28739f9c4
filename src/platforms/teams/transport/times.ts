/** Time limit for one call in answering, in milliseconds. */
export const sendMs = 5_000;

/** Time limit for one call in answering an invoke, whose sender waits for it, in milliseconds. */
export const invokeSendMs = 3_000;

/** Wait before the one repeat of an answer where Teams names no time, in milliseconds. */
export const repeatMs = 300;

/** The longest wait before that repeat in answering an invoke, and for an update that it does not depend on, in milliseconds. */
export const invokeWaitMs = 2_000;

/**
 * Time after which a request other than an invoke is acknowledged, in milliseconds, while its answer goes on being sent: after 15
 * seconds Teams delivers it again (msteams-docs issue 6084).
 */
export const ackMs = 3_000;

/** The longest wait before the last try of an answer when the process stops, in milliseconds: a stop takes ten seconds. */
export const lastTryMs = 3_000;

/** Waits for a rate limit in answering a message, in milliseconds. */
export interface TurnWaits {
  /** The longest wait before the one repeat in the same place. */
  here: number;
  /** The wait before a later try where Teams names no time. */
  unsaid: number;
  /** The longest wait before later tries, over all: an answer an hour late is better than none. Teams counts by the hour at most. */
  last: number;
}

export const turnWaits: TurnWaits = { here: 10_000, unsaid: 5_000, last: 60 * 60_000 };
