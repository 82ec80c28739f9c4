const kinds: readonly (readonly [RegExp, string])[] = [
  [/^image\//i, 'picture'],
  [/^audio\//i, 'recording'],
  [/^video\//i, 'video']
];

/**
 * Returns the sentence that names files of which no word was read.
 *
 * @param types their media types, as far as known; at least one
 */
export function unreadFiles(types: readonly string[]): string {
  const names = types.map((type) => kinds.find(([pattern]) => pattern.test(type))?.[1] ?? 'file');
  const counted = [...new Set(names)].map((name) => {
    const count = names.filter((other) => other === name).length;
    return count === 1 ? `the ${name}` : `the ${count} ${name}s`;
  });
  const listed = counted.length === 1 ? counted[0] : `${counted.slice(0, -1).join(', ')} and ${counted.at(-1)}`;
  return `I read words only, so I did not look at ${listed}.`;
}
