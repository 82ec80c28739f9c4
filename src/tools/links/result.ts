/**
 * What became of an address. `dead`: gone for good, as far as can be told. `failing`: the server is ill or silent now.
 * `suspect`: it answers, but with what looks like a "page not found". `moved`: for good. `redirected`: for now.
 * `refused`: it leads into a private network, where no reader can follow. `untried`: robots.txt, a login or a limit
 * forbids looking.
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

/** Where in the knowledge an address stands. */
export interface Place {
  /** Relative to the knowledge folder. */
  file: string;
  /** 1 for the first line. */
  line: number;
}

/** One step of the way to the answer. */
export interface Hop {
  url: string;
  /** HTTP status; absent where no answer came. */
  status?: number;
}

/** What was found out about one address. */
export interface LinkResult {
  url: string;
  places: readonly Place[];
  state: LinkState;
  /** One plain sentence: what was found and what to do. */
  detail: string;
  hops: readonly Hop[];
  /** Milliseconds to the answer, without waiting in the queue. */
  ms: number;
  /** The address to write in its place, where it has moved for good. */
  movedTo?: string;
}
