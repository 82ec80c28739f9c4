/** A map of limited size that removes its oldest entries. */
export interface BoundedMap<K, V> {
  get(key: K): V | undefined;
  has(key: K): boolean;
  /** Stores a value as the newest entry, whether or not the key was there. */
  set(key: K, value: V): void;
  delete(key: K): boolean;
  /** Lists the keys, the one set longest ago first. */
  keys(): readonly K[];
  clear(): void;
  readonly size: number;
}

/** Creates a map of at most `most` entries; beyond that the entry set longest ago is removed first. */
export function createBoundedMap<K, V>(most: number): BoundedMap<K, V> {
  const entries = new Map<K, V>();
  return {
    get: (key) => entries.get(key),
    has: (key) => entries.has(key),
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      for (const oldest of entries.keys()) {
        if (entries.size <= most) break;
        entries.delete(oldest);
      }
    },
    delete: (key) => entries.delete(key),
    keys: () => [...entries.keys()],
    clear: () => entries.clear(),
    get size() {
      return entries.size;
    }
  };
}

/**
 * Memoizes a pure function of a text; the oldest result is removed first. Results are shared and must not be changed.
 *
 * @param most maximum number of results kept
 */
export function memoize<T>(make: (text: string) => T, most = 500): (text: string) => T {
  const made = createBoundedMap<string, T>(most);
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const fresh = make(text);
    made.set(text, fresh);
    return fresh;
  };
}
