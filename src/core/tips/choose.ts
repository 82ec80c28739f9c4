import type { Knowledge, Tip, Topic } from '../model/entry.ts';
import { hash } from '../model/hash.ts';
import { dayMs, dayOf, isoWeek } from '../time/calendar.ts';

/** Minimum number of days before a timely tip is repeated: once a season. */
const seasonDays = 200;

/** Returns the tips that may go out: of these topics, with a published entry. Empty `topics` means all. */
export function candidates(knowledge: Knowledge, topics: readonly Topic[]): Tip[] {
  return knowledge.tips.filter((tip) => {
    const entry = knowledge.entries.get(tip.resource);
    return entry !== undefined && entry.status !== 'draft' && (topics.length === 0 || topics.includes(tip.topic));
  });
}

/**
 * Returns the tip for a day: one that is timely this week and was not posted this season; else the one posted longest
 * ago in this channel, tips never posted first. So no tip is repeated before all others were posted, and a new one is
 * included at once.
 *
 * @param tips the candidates
 * @param date `YYYY-MM-DD`
 * @param posted time of each tip's last post in this channel, in milliseconds since 1970
 * @param place orders otherwise equal tips: stable for one channel, different between channels
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
  const seasonStart = (dayOf(date) - seasonDays) * dayMs;
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
 * Returns one tip for a week, the same for everybody, for places that show a tip without posting it: one that is timely
 * in that week, else the next in a fixed order.
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
