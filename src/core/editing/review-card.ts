import type { Card } from '../model/card.ts';
import { longDate } from '../time/long-date.ts';
import type { DueEntries } from '../time/review-dates.ts';

/** Entries that are named; a button leads to the rest. */
const most = 5;

/** What is to be reviewed, for whoever looks after the entries; undefined where nothing is. */
export function reviewCard({ overdue, soon }: DueEntries): Card | undefined {
  const due = [...overdue, ...soon];
  if (due.length === 0) return undefined;
  const lines = due
    .slice(0, most)
    .map(
      ({ title, reviewBy }, index) =>
        `- **${title}**: ${index < overdue.length ? 'was due' : 'due'} by ${longDate(reviewBy)}`
    );
  return {
    title: `To review: ${overdue.length} overdue, ${soon.length} soon`,
    text: lines.join('\n'),
    actions: [{ id: 'curate.list', label: 'All to review', value: 'due 0' }]
  };
}
