/** A map of at most `most` entries: the one set longest ago is removed first, and setting a key anew makes it the newest. */
export class BoundedMap<K, V> extends Map<K, V> {
  readonly most: number;

  constructor(most: number) {
    super();
    this.most = most;
  }

  override set(key: K, value: V): this {
    this.delete(key);
    super.set(key, value);
    for (const oldest of this.keys()) {
      if (this.size <= this.most) break;
      this.delete(oldest);
    }
    return this;
  }
}

/**
 * Memoizes a pure function of a text; the oldest result is removed first. Results are shared and must not be changed.
 *
 * @param most maximum number of results kept
 */
export function memoize<T>(make: (text: string) => T, most = 500): (text: string) => T {
  const made = new BoundedMap<string, T>(most);
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const fresh = make(text);
    made.set(text, fresh);
    return fresh;
  };
}

/** Memoizes a pure function of an object, for as long as the object lives. Results are shared and must not be changed. */
export function memoizeByObject<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const made = new WeakMap<K, T>();
  return (of) => {
    const known = made.get(of);
    if (known !== undefined) return known;
    const fresh = make(of);
    made.set(of, fresh);
    return fresh;
  };
}
