import { type Parts, partWeights } from '../../src/matching/ranking/ranker.ts';
import { type Figures, type Given, measureOurs } from './measure.ts';
import type { PublicSet } from './sets.ts';

const number = (value: number): string => value.toFixed(1).padStart(9);
const heads = ['first', 'in 4', 'slips', 'answered', 'wrong', 'declined'];
const numbersOf = ({ first, inFour, slipsFirst, answered, wrong, declined }: Figures): number[] => [
  first,
  inFour,
  slipsFirst,
  answered,
  wrong,
  declined
];

/** Returns the mean figures over sets, with those of outside questions that are answered, and declined, at the end. */
function meanOf(sets: readonly PublicSet[], given: Given): number[] {
  const rows = sets.map((set) => {
    const figures = measureOurs(set, given);
    const outside = Object.values(figures.outside).flatMap((one) => one ?? []);
    const over = (of: (one: (typeof outside)[number]) => number) =>
      outside.length > 0 ? outside.reduce((sum, one) => sum + of(one), 0) / outside.length : 0;
    return [...numbersOf(figures), over(({ answered }) => answered), over(({ declined }) => declined)];
  });
  return rows[0]!.map((_, i) => rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length);
}

/** Tells how the figures grow with the questions an entry has: sets with ten of them, cut to fewer. */
export function learningCurve(sets: readonly PublicSet[], given: Given, tell: (what: string) => void): string[] {
  const lines = [`  questions an entry${heads.map((head) => head.padStart(9)).join('')}`];
  const full = sets.filter(
    ({ entries }) => entries.reduce((sum, { asks }) => sum + asks.length, 0) >= 9 * entries.length
  );
  for (const asks of [1, 2, 3, 5, 7, 10]) {
    tell(`${asks} questions an entry`);
    const cut = full.map((set) => ({
      ...set,
      outside: {},
      entries: set.entries.map((entry) => ({ ...entry, asks: entry.asks.slice(0, asks) }))
    }));
    lines.push(`  ${String(asks).padStart(18)}${meanOf(cut, given).slice(0, heads.length).map(number).join('')}`);
  }
  return [`Learning curve, mean of ${full.map(({ name }) => name).join(', ')}`, ...lines];
}

/** Tells what each part of the ranking, the word vectors and the negative examples bring: the means without it. */
export function ablations(sets: readonly PublicSet[], given: Given, tell: (what: string) => void): string[] {
  const lines = [
    `Without one part, means over ${sets.length} sets`,
    `  ${''.padEnd(20)}${[...heads, 'outside: answered', 'declined'].map((head) => head.padStart(9)).join('')}`
  ];
  const add = (name: string, own: Given): void => {
    tell(name);
    lines.push(`  ${name.padEnd(20)}${meanOf(sets, own).map(number).join('')}`);
  };
  add('as it is', given);
  for (const part of Object.keys(partWeights) as (keyof Parts)[]) {
    const weight = partWeights[part];
    partWeights[part] = 0;
    add(part, given);
    partWeights[part] = weight;
  }
  add('word vectors', { ...given, wordTable: undefined });
  add('negative examples', { ...given, training: { negativeExamples: [], asides: given.training?.asides ?? [] } });
  return lines;
}
