const letters = 'abcdefghijklmnopqrstuvwxyz';

/** Returns what is one slip of the keyboard away from a word: a letter dropped, swapped with the next, added or changed. */
export function oneSlipAway(word: string): readonly string[] {
  const found = new Set<string>();
  for (let i = 0; i <= word.length; i++) {
    const [start, end] = [word.slice(0, i), word.slice(i)];
    if (end.length > 0) found.add(start + end.slice(1));
    if (end.length > 1) found.add(start + end[1] + end[0] + end.slice(2));
    for (const letter of letters) {
      found.add(start + letter + end);
      if (end.length > 0) found.add(start + letter + end.slice(1));
    }
  }
  found.delete(word);
  return [...found];
}
