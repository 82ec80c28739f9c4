/**
 * A pure function of a text that remembers what it made of the last texts: the bot says the same few hundred things over and
 * over. The oldest goes first, whatever was asked since; what it made is shared, so nobody may change it.
 *
 * @param most texts that are remembered
 */
export function remembering<T>(make: (text: string) => T, most = 500): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const fresh = make(text);
    made.set(text, fresh);
    for (const oldest of made.keys()) {
      if (made.size <= most) break;
      made.delete(oldest);
    }
    return fresh;
  };
}
