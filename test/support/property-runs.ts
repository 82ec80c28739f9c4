/**
 * Returns how often a property is tried: all of `most` where `PROPERTY_RUNS=full`, or `CI` and no `PROPERTY_RUNS`, is set;
 * a fifth of it on a developer's machine, where the same suite runs many times a day, and where a run repeats another on
 * another day or another Node.js (`PROPERTY_RUNS=few`).
 *
 * @param most runs, at least one
 */
export function runs(most: number): number {
  const wanted = process.env.PROPERTY_RUNS ?? (process.env.CI ? 'full' : 'few');
  return wanted === 'full' ? most : Math.max(1, Math.ceil(most / 5));
}
