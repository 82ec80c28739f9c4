import type { Entry, Knowledge } from '../model/entry.ts';
import { longDate } from '../time/long-date.ts';
import { longOverdue } from '../time/review-dates.ts';

/** Returns the date and author of an entry's compilation or review, in the words of a card's footer. */
export function reviewWords(entry: Entry, { today }: Pick<Knowledge, 'today'>): string {
  const { compiled, reviewed, reviewedBy, reviewBy } = entry;
  if (reviewed === undefined || reviewedBy === undefined) {
    const when = compiled === undefined ? '' : `Compiled ${longDate(compiled)} · `;
    return `${when}Not yet reviewed by your organisation`;
  }
  const due = today !== undefined && reviewBy < today;
  return `Reviewed ${longDate(reviewed)} by ${reviewedBy} · ${due ? 'Review due since' : 'Next review by'} ${longDate(reviewBy)}`;
}

/**
 * Returns one sentence for an entry without a recent review: a review overdue by a year, or a text compiled more than a
 * year ago and never reviewed.
 */
export function staleNote(entry: Entry, { today }: Pick<Knowledge, 'today'>): string | undefined {
  if (today === undefined) return undefined;
  const advice = 'and may be out of date; check it at its source.';
  if (longOverdue(entry, today)) return `This was to be reviewed by ${longDate(entry.reviewBy)} ${advice}`;
  const { compiled, reviewed } = entry;
  if (reviewed !== undefined || compiled === undefined || !longOverdue({ reviewBy: compiled }, today)) return undefined;
  return `This was compiled on ${longDate(compiled)} ${advice}`;
}
