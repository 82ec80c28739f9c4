import { seededRandom } from '../../src/matching/confidence/random.ts';
import { hash32 } from '../../src/matching/corpus/word-table.ts';

/** Returns the items in an order that depends on the seed alone. */
export function shuffled<T>(items: readonly T[], seed: string): T[] {
  const random = seededRandom(hash32(seed));
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all;
}

/** Returns at most `limit` of the items, the same ones for the same seed. */
export function sample<T>(items: readonly T[], limit: number, seed: string): T[] {
  return items.length <= limit ? [...items] : shuffled(items, seed).slice(0, limit);
}
