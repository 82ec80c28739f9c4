import { slips } from '../config/slips.ts';

/** Returns the number of slips within which two names count as alike: one in short names, two in longer ones. */
const slipsIn = (name: string): number => (name.length < 5 ? 1 : 2);

/** Returns the most likely name: the nearest within a slip or two, or the only one with this beginning. */
export function nearName(typed: string, names: readonly string[]): string | undefined {
  const [nearest] = names
    .map((name) => ({ name, away: slips(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, away }) => away <= slipsIn(name))
    .sort((a, b) => a.away - b.away);
  if (nearest) return nearest.name;
  const begun = typed.length > 2 ? names.filter((name) => name.startsWith(typed)) : [];
  return begun.length === 1 ? begun[0] : undefined;
}
