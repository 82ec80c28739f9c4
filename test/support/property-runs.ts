/**
 * Returns how often a property is tried: all of `most` where `CI` or `PROPERTY_RUNS=full` is set, a fifth of it on a
 * developer's machine, where the same suite runs many times a day.
 *
 * @param most runs, at least one
 */
export function runs(most: number): number {
  const all = Boolean(process.env.CI) || process.env.PROPERTY_RUNS === 'full';
  return all ? most : Math.max(1, Math.ceil(most / 5));
}
