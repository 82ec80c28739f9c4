import { slips } from '../config/slips.ts';

/** Slips within which a name is taken for another: one in short names, two in longer ones. */
const slipsIn = (name: string): number => (name.length < 5 ? 1 : 2);

/** Returns the name that was most likely meant: the nearest within a slip or two, or the only one that begins so. */
export function nearName(typed: string, names: readonly string[]): string | undefined {
  const [nearest] = names
    .map((name) => ({ name, away: slips(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, away }) => away <= slipsIn(name))
    .sort((a, b) => a.away - b.away);
  if (nearest) return nearest.name;
  const begun = typed.length > 2 ? names.filter((name) => name.startsWith(typed)) : [];
  return begun.length === 1 ? begun[0] : undefined;
}
