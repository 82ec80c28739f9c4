import type { KnowledgeBase } from '../core/conversation/bot.ts';
import type { Store } from '../core/model/store.ts';
import { buildReport, type Report } from './build.ts';
import { readAhead } from './readings.ts';

export { countOutcomes, disliked, neverUsed, type Report } from './build.ts';
export { reportCsv } from './csv.ts';
export { reportHtml } from './html.ts';
export { reportTable } from './table.ts';

/**
 * Makes the report of what the store remembers.
 *
 * @param from milliseconds since 1970, of questions and votes
 * @param to milliseconds since 1970, included
 */
export async function makeReport(
  store: Pick<Store, 'questions' | 'feedback' | 'gaps' | 'handovers'>,
  { knowledge, matcher }: KnowledgeBase,
  from: number,
  to: number
): Promise<Report> {
  const [questions, votes, reasons, ignored, handovers] = await Promise.all([
    store.questions.since(from),
    store.feedback.tally(from, to),
    store.feedback.reasons(from, to),
    store.gaps.ignored(),
    store.handovers.figures(from, to)
  ]);
  const unsure = questions.filter(({ at, outcome }) => at >= from && at <= to && outcome !== 'answer');
  const texts = [...unsure.flatMap(({ text }) => text ?? []), ...ignored.flatMap(({ wordings }) => wordings)];
  await readAhead(texts, matcher);
  return buildReport({ questions, votes, reasons, knowledge, matcher, ignored, handovers, from, to });
}
