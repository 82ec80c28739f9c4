import { createBoundedMap } from '../model/bounded-map.ts';

/**
 * Memoizes a pure function of a text; the oldest result is removed first. Results are shared and must not be changed.
 *
 * @param most maximum number of results kept
 */
export function remembering<T>(make: (text: string) => T, most = 500): (text: string) => T {
  const made = createBoundedMap<string, T>(most);
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const fresh = make(text);
    made.set(text, fresh);
    return fresh;
  };
}
