import type { AssessmentCounts } from '../core/assessments/counts.ts';
import type { RoundStore } from '../core/assessments/rounds.ts';
import type { GapStore } from '../core/digest/ledger.ts';
import type { HandoverStore } from '../core/handover/handover.ts';
import type { KnowledgeBase } from '../core/model/knowledge-base.ts';
import type { FeedbackStore, QuestionStore } from '../core/model/store.ts';
import { dateOf, dayMs } from '../core/time/calendar.ts';
import { buildReport, type Report } from './build.ts';
import { readAhead } from './readings.ts';

export { countOutcomes, disliked, type Report } from './build.ts';
export { reportCsv } from './csv.ts';
export { reportHtml } from './html.ts';
export { reportTable } from './table.ts';

/** The parts of the store that a report reads. */
interface ReportStores {
  questions: QuestionStore;
  feedback: FeedbackStore;
  gaps: GapStore;
  handovers: HandoverStore;
  assessmentCounts: Pick<AssessmentCounts, 'since'>;
  assessments: Pick<RoundStore, 'closed'>;
}

/**
 * Builds the report from the stored data.
 *
 * @param from milliseconds since 1970, of questions and votes
 * @param to milliseconds since 1970, included
 */
export async function makeReport(
  store: ReportStores,
  { knowledge, matcher }: KnowledgeBase,
  from: number,
  to: number
): Promise<Report> {
  const [questions, votes, reasons, ignored, handovers, assessmentCounts, closedRounds] = await Promise.all([
    store.questions.since(from),
    store.feedback.tally(from, to),
    store.feedback.reasons(from, to),
    store.gaps.ignored(),
    store.handovers.figures(from, to),
    store.assessmentCounts.since(dateOf(Math.floor(from / dayMs))),
    store.assessments.closed(to)
  ]);
  const unsure = questions.filter(({ at, outcome }) => at >= from && at <= to && outcome !== 'answer');
  const texts = [...unsure.flatMap(({ text }) => text ?? []), ...ignored.flatMap(({ wordings }) => wordings)];
  await readAhead(texts, matcher);
  return buildReport({
    questions,
    votes,
    reasons,
    knowledge,
    matcher,
    ignored,
    handovers,
    assessmentCounts,
    closedRounds,
    from,
    to
  });
}
