import type { Entry, Knowledge } from '../model/entry.ts';

/** Entries whose review is near are told this many days ahead. */
export const soonDays = 60;

/** Entries to be reviewed, the longest due first. */
export interface DueEntries {
  /** The date has passed. */
  overdue: readonly Entry[];
  /** Due within {@link soonDays} days, today included. */
  soon: readonly Entry[];
}

/**
 * What is to be reviewed. Drafts are not: nobody sees them.
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

/** Whether an entry's review has been due for a year or more, so that whoever reads it should know. */
export function longOverdue({ reviewBy }: Pick<Entry, 'reviewBy'>, today: string): boolean {
  return `${Number(reviewBy.slice(0, 4)) + 1}${reviewBy.slice(4)}` <= today;
}
