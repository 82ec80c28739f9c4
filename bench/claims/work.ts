/** The same work by different means: `count` jobs that are due are made durable, handed out once each, and marked done. */
export interface Work {
  /** Returns how many were done. */
  run(): Promise<number>;
  close(): Promise<void>;
}

/** Handed out at once, for all. */
export const atOnce = 64;
