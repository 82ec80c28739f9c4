import type { Mind } from '../core/bot.ts';
import type { Store } from '../core/store.ts';
import { buildReport, type Report } from './build.ts';

export { disliked, neverUsed, type Report } from './build.ts';
export { reportCsv } from './csv.ts';
export { reportHtml } from './html.ts';
export { reportTable } from './table.ts';

/**
 * Makes the report of what the store remembers.
 *
 * @param from milliseconds since 1970; votes are counted from then on too
 * @param to milliseconds since 1970
 */
export async function makeReport(
  store: Pick<Store, 'questions' | 'feedback'>,
  { knowledge, matcher }: Mind,
  from: number,
  to: number
): Promise<Report> {
  const [questions, votes] = await Promise.all([store.questions.since(from), store.feedback.tally(from)]);
  return buildReport({ questions, votes, knowledge, matcher, from, to });
}
