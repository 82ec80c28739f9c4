/** Position of a value. */
export interface Place {
  file: string;
  line: number;
}

/** A value with the place of each of its parts, so that a problem found across files names its line. */
export interface Located<T> {
  value: T;
  file: string;
  /** Returns the place of a part, by its path: `['asks', 2]`. */
  placeOf(path: readonly PropertyKey[]): Place;
}
