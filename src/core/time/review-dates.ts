import type { Entry, Knowledge } from '../model/entry.ts';

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
  const until = new Date(Date.parse(`${today}T00:00:00Z`) + soonDays * 86_400_000).toISOString().slice(0, 10);
  const due = [...knowledge.entries.values()]
    .filter(({ status, reviewBy }) => status !== 'draft' && reviewBy <= until)
    .sort((a, b) => a.reviewBy.localeCompare(b.reviewBy) || a.title.localeCompare(b.title));
  return {
    overdue: due.filter(({ reviewBy }) => reviewBy < today),
    soon: due.filter(({ reviewBy }) => reviewBy >= today)
  };
}

/** Returns true if an entry's review has been due for a year or more, so that a note warns the reader. */
export function longOverdue({ reviewBy }: Pick<Entry, 'reviewBy'>, today: string): boolean {
  return `${Number(reviewBy.slice(0, 4)) + 1}${reviewBy.slice(4)}` <= today;
}
