import type { Entry, Knowledge } from '../model/entry.ts';
import { dateOf, dayOf } from './calendar.ts';

/** Number of days before its due date from which a review is reported. */
export const soonDays = 60;

/** Entries due for review, the longest due first. */
export interface DueEntries {
  /** Entries whose review date has passed. */
  overdue: readonly Entry[];
  /** Entries due within {@link soonDays} days, today included. */
  soon: readonly Entry[];
}

/**
 * Returns the entries due for review, without drafts, which users never see.
 *
 * @param today `YYYY-MM-DD`
 */
export function dueEntries(knowledge: Knowledge, today: string): DueEntries {
  const until = dateOf(dayOf(today) + soonDays);
  const due = [...knowledge.entries.values()]
    .filter(({ status, reviewBy }) => status !== 'draft' && reviewBy <= until)
    .sort((a, b) => a.reviewBy.localeCompare(b.reviewBy) || a.title.localeCompare(b.title));
  return {
    overdue: due.filter(({ reviewBy }) => reviewBy < today),
    soon: due.filter(({ reviewBy }) => reviewBy >= today)
  };
}

/** Share of the published entries that the organisation has reviewed. */
export interface ReviewedShare {
  reviewed: number;
  /** Number of published entries. */
  of: number;
  /** Published entries not yet reviewed, in the recommended order of review. */
  left: readonly Entry[];
}

/** Number of most frequent answers among which reviewed ones are counted. */
const mostAsked = 20;

/**
 * Counts the published entries that the organisation has reviewed. The remaining ones are ordered: most frequent
 * answers, then contacts (a wrong one does most harm), then entries with a link, then the rest.
 *
 * @param answers how often each entry was the answer, by its id
 */
export function reviewedShare({ entries }: Knowledge, answers?: ReadonlyMap<string, number>): ReviewedShare {
  const weight = ({ kind, url }: Entry): number => (kind === 'contact' ? 0 : url === undefined ? 2 : 1);
  const times = ({ id }: Entry): number => answers?.get(id) ?? 0;
  const published = [...entries.values()].filter(({ status }) => status !== 'draft');
  const left = published
    .filter(({ reviewed }) => reviewed === undefined)
    .sort((a, b) => times(b) - times(a) || weight(a) - weight(b) || a.title.localeCompare(b.title));
  return { reviewed: published.length - left.length, of: published.length, left };
}

/** Returns one sentence on the share that is reviewed; with `answers` also on the most frequent answers. */
export function reviewedSentence(
  who: string,
  { entries }: Knowledge,
  share: ReviewedShare,
  answers?: ReadonlyMap<string, number>
): string {
  const asked = [...(answers ?? [])]
    .filter(([id, count]) => count > 0 && entries.has(id))
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostAsked)
    .map(([id]) => entries.get(id)!);
  const among = asked.filter(({ reviewed }) => reviewed !== undefined).length;
  const often = asked.length > 0 ? `, among them ${among} of the ${asked.length} that answered most` : '';
  return `Reviewed by ${who}: ${share.reviewed} of ${share.of} entries${often}.`;
}
