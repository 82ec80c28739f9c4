/**
 * States of an address. `dead`: gone permanently, as far as can be determined. `failing`: the server has a fault or
 * does not answer now. `suspect`: it answers, but with what looks like a "page not found". `moved`: permanently.
 * `redirected`: temporarily. `refused`: it leads into a private network, which readers cannot reach. `untried`:
 * robots.txt, a login or a limit forbids the check.
 */
export const linkStates = [
  'dead',
  'refused',
  'suspect',
  'failing',
  'moved',
  'redirected',
  'slow',
  'untried',
  'ok'
] as const;
export type LinkState = (typeof linkStates)[number];

/** Place of an address in the knowledge. */
export interface Place {
  /** Relative to the knowledge folder. */
  file: string;
  /** 1 for the first line. */
  line: number;
}

/** One step on the way to the answer. */
export interface Hop {
  url: string;
  /** HTTP status; absent if no answer came. */
  status?: number;
}

/** Result for one address. */
export interface LinkResult {
  url: string;
  places: readonly Place[];
  state: LinkState;
  /** One plain sentence: what was found and what to do. */
  detail: string;
  hops: readonly Hop[];
  /** Milliseconds to the answer, without the time in the queue. */
  ms: number;
  /** The address to replace it with, if it has moved permanently. */
  movedTo?: string;
}
