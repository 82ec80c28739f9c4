/** A map that holds at most so many entries: the one that was set longest ago goes first. */
export interface BoundedMap<K, V> {
  get(key: K): V | undefined;
  has(key: K): boolean;
  /** Sets an entry, which is then the newest. */
  set(key: K, value: V): void;
  delete(key: K): void;
  readonly size: number;
}

/** Makes an empty map for at most `most` entries. */
export function createBoundedMap<K, V>(most: number): BoundedMap<K, V> {
  const kept = new Map<K, V>();
  return {
    get: (key) => kept.get(key),
    has: (key) => kept.has(key),
    set(key, value) {
      kept.delete(key);
      kept.set(key, value);
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
    },
    delete: (key) => {
      kept.delete(key);
    },
    get size() {
      return kept.size;
    }
  };
}
