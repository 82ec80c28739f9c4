import type { Knowledge, Tip, Topic } from '../model/entry.ts';
import { hash } from '../model/hash.ts';
import { dayOf, isoWeek } from '../time/calendar.ts';

/** A timely tip comes round once a season: not again within this many days. */
const seasonDays = 200;

/** Tips that may go out: of these topics, with a linked entry that may be shown. Empty `topics` means all. */
export function candidates(knowledge: Knowledge, topics: readonly Topic[]): Tip[] {
  return knowledge.tips.filter((tip) => {
    const entry = knowledge.entries.get(tip.resource);
    return entry !== undefined && entry.status !== 'draft' && (topics.length === 0 || topics.includes(tip.topic));
  });
}

/**
 * The tip for a day: the first of those that this channel needs most and has not had this season; else one that is timely this week and was not posted this season; else the one posted longest ago in
 * this channel, never posted first. So none comes again before all others have been, and a new one joins at once.
 *
 * @param tips the candidates
 * @param date `YYYY-MM-DD`
 * @param posted when each tip was posted here last, in milliseconds since 1970
 * @param place orders tips that are equal otherwise: the same order each time for one channel, another for the next
 * @param needed ids of tips that this channel needs most, the first of them first
 * @returns undefined where no tip is in season
 */
export function chooseTip(
  tips: readonly Tip[],
  date: string,
  posted: ReadonlyMap<string, number>,
  place: string,
  needed: Iterable<string> = []
): Tip | undefined {
  const { week } = isoWeek(dayOf(date));
  const seasonStart = (dayOf(date) - seasonDays) * 86_400_000;
  const inSeason = tips.filter((tip) => !tip.weeks || tip.weeks.includes(week));
  for (const id of needed) {
    const tip = inSeason.find((one) => one.id === id);
    if (tip && (posted.get(id) ?? 0) < seasonStart) return tip;
  }
  const timely = inSeason.filter((tip) => tip.weeks && (posted.get(tip.id) ?? 0) < seasonStart);
  const oldest = (a: Tip, b: Tip) =>
    (posted.get(a.id) ?? 0) - (posted.get(b.id) ?? 0) ||
    hash(`${place} ${a.id}`) - hash(`${place} ${b.id}`) ||
    (a.id < b.id ? -1 : 1);
  return [...(timely.length > 0 ? timely : inSeason)].sort(oldest)[0];
}

/**
 * Returns one tip for a week, the same for everybody, for places that show a tip and do not post it: one that is timely in that
 * week, else the next in a fixed order.
 *
 * @param tips the candidates
 * @param monday day number of the week's Monday
 * @returns undefined where there is none
 */
export function tipOfWeek(tips: readonly Tip[], monday: number): Tip | undefined {
  const inOrder = [...tips].sort((a, b) => hash(a.id) - hash(b.id));
  const { week } = isoWeek(monday);
  const timely = inOrder.filter((tip) => tip.weeks?.includes(week));
  const pool = timely.length > 0 ? timely : inOrder.filter((tip) => !tip.weeks);
  return pool[Math.floor(monday / 7) % pool.length];
}
