import type { Card } from '../model/card.ts';
import type { Knowledge } from '../model/entry.ts';
import { longDate } from '../time/calendar.ts';
import { dueEntries, reviewedSentence, reviewedShare } from '../time/review-dates.ts';

/** Maximum number of entries named; a button leads to the rest. */
const most = 5;

/**
 * Returns the editors' card of entries due for review and of the share reviewed; undefined when all are reviewed and
 * none is due.
 */
export function reviewCard(knowledge: Knowledge, today: string): Card | undefined {
  const { overdue, soon } = dueEntries(knowledge, today);
  const share = reviewedShare(knowledge);
  const due = [...overdue, ...soon];
  if (due.length === 0 && share.left.length === 0) return undefined;
  const lines = due
    .slice(0, most)
    .map(
      ({ title, reviewBy }, index) =>
        `- **${title}**: ${index < overdue.length ? 'was due' : 'due'} by ${longDate(reviewBy)}`
    );
  return {
    title: due.length > 0 ? `To review: ${overdue.length} overdue, ${soon.length} soon` : 'How much you have reviewed',
    text: [lines.join('\n'), reviewedSentence('your organisation', knowledge, share)].filter(Boolean).join('\n\n'),
    actions: [
      ...(due.length > 0 ? [{ id: 'curate.list', label: 'All to review', value: 'due 0' }] : []),
      ...(share.left.length > 0 ? [{ id: 'curate.list', label: 'Not yet reviewed', value: 'unreviewed 0' }] : [])
    ]
  };
}
