import type { Zones } from '../time/zones.ts';

/**
 * Everyday abbreviations for the wall clock of a place; the fixed offsets that they formally denote are hardly ever
 * meant.
 */
const letters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    utc: 'UTC',
    cet: 'Europe/Paris',
    cest: 'Europe/Paris',
    est: 'America/New_York',
    edt: 'America/New_York',
    pst: 'America/Los_Angeles',
    pdt: 'America/Los_Angeles'
  })
);

const regions = ['Europe', 'America', 'Asia', 'Africa', 'Australia', 'Pacific', 'Atlantic', 'Indian'];

/** Towns in and near the United Kingdom without a zone of their own name. */
const towns: ReadonlyMap<string, string> = new Map(
  Object.entries({
    edinburgh: 'Europe/London',
    cardiff: 'Europe/London',
    belfast: 'Europe/London',
    glasgow: 'Europe/London',
    manchester: 'Europe/London',
    bristol: 'Europe/London'
  })
);

/**
 * Returns the zone of a written name, in its current spelling: the list in Node still has old names for some
 * (Europe/Kiev for Europe/Kyiv).
 *
 * @returns undefined where there is no such zone
 */
export function zoneNamed(written: string, zones: Zones): string | undefined {
  const fixed = letters.get(written.toLowerCase());
  if (fixed) return fixed;
  const name = written
    .toLowerCase()
    .replace(/(^|[/_-])(\p{L})/gu, (_, before: string, first: string) => before + first.toUpperCase());
  const canonical = zones.canonical(name) ?? zones.canonical(written);
  if (!canonical) return undefined;
  return canonical.toLowerCase() === written.toLowerCase() ? canonical : name;
}

/**
 * Removes from a text a town whose name is that of a zone: `London`, `in new york`.
 *
 * @param unknown the words that may be a town's; "christmas" is an island only where no other meaning is left
 */
export function takeCity(
  text: string,
  unknown: readonly string[],
  zones: Zones
): { zone: string; rest: string } | undefined {
  const words = text.trim().split(/\s+/);
  for (let length = 2; length >= 1; length--) {
    for (let from = 0; from + length <= words.length; from++) {
      const name = words.slice(from, from + length);
      const town = name.join('_').replace(/[^\p{L}_-]/gu, '');
      if (town.length < 4 || !name.some((word) => unknown.includes(word))) continue;
      const zone =
        towns.get(town) ??
        regions.map((region) => zoneNamed(`${region}/${town}`, zones)).find((name) => name !== undefined);
      if (!zone) continue;
      return {
        zone,
        rest: [...words.slice(0, from), ...words.slice(from + length)].join(' ').replace(/\btime\b/, ' ')
      };
    }
  }
  return undefined;
}
