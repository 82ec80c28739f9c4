import type { AssessmentCount } from '../core/assessments/counts.ts';
import type { ClosedRound } from '../core/assessments/rounds.ts';
import type { IgnoredGap } from '../core/digest/ledger.ts';
import type { HandoverFigures } from '../core/handover/handover.ts';
import { aboutOf, topicTitle } from '../core/model/about-of.ts';
import type { Knowledge, Topic } from '../core/model/entry.ts';
import type { Matcher } from '../core/model/matcher.ts';
import type { AskedQuestion } from '../core/model/store.ts';
import { dateOf, dayMs, mondayOf, weekName } from '../core/time/calendar.ts';
import { reviewedShare } from '../core/time/review-dates.ts';
import { type AssessmentFigures, assessmentFigures } from './assessed.ts';
import { type Group, groupQuestions } from './group.ts';

/** Counts of questions by outcome. `asked` is the sum of the other three. */
export interface Counts {
  asked: number;
  answered: number;
  choices: number;
  declined: number;
}

export interface Thumbs {
  helpful: number;
  unhelpful: number;
}

/** One week, Monday to Sunday, in UTC. */
interface Week extends Counts {
  /** `2026-W47`. */
  week: string;
  /** Its Monday, `YYYY-MM-DD`. */
  from: string;
}

/** All reported figures. The table, CSV, page and digest show exactly these. */
export interface Report {
  /** `YYYY-MM-DD`, both days included, in UTC. */
  from: string;
  to: string;
  totals: Counts & Thumbs;
  /** Every week of the period, including those without questions. */
  weeks: readonly Week[];
  platforms: readonly ({ platform: string } & Counts)[];
  /** By the topic of the entry that was the answer or came nearest; `undefined` if there was none. */
  topics: readonly ({ topic: Topic | undefined; title: string } & Counts)[];
  /** Published entries, those that answered most first; the last have never been used. */
  entries: readonly ({ id: string; title: string; answered: number; reviewed: boolean } & Thumbs)[];
  /** Tips that were voted on, the most helpful first. */
  tips: readonly ({ id: string; text: string } & Thumbs)[];
  /** Reasons that people gave with their votes, newest first. Personal details were removed before storing. */
  reasons: readonly { id: string; title: string; helpful: boolean; reason: string }[];
  /** Questions without a sure answer, grouped by meaning; those that the editors ignore come last. */
  gaps: readonly Group[];
  /** Number of questions without a sure answer that were stored without their words. */
  unworded: number;
  /** Number of entries that the organisation has reviewed, and of answers that came from them. */
  reviewed: { entries: number; of: number; answers: number };
  /** Guided assessments that were begun in the period, or of which enough channels have a result. */
  assessments: readonly AssessmentFigures[];
  /** Questions handed over to people; absent if there were none. */
  handedOver?: HandoverFigures & { asked: number };
}

export interface ReportParts {
  questions: readonly AskedQuestion[];
  votes: readonly ({ about: string } & Thumbs)[];
  /** Reasons given with votes in the period. */
  reasons?: readonly { about: string; helpful: boolean; reason: string }[];
  knowledge: Knowledge;
  matcher: Matcher;
  /** Gaps that the editors ignore. */
  ignored?: readonly IgnoredGap[];
  /** Questions handed over to people in the period. */
  handovers?: HandoverFigures;
  /** Steps of guided assessments, by day. */
  assessmentCounts?: readonly AssessmentCount[];
  /** Results of assessments done together: the last one of each channel that is kept. */
  closedRounds?: readonly ClosedRound[];
  /** Milliseconds since 1970, both included. */
  from: number;
  to: number;
}

const nothing = (): Counts => ({ asked: 0, answered: 0, choices: 0, declined: 0 });
const outcomes = { answer: 'answered', choices: 'choices', none: 'declined' } as const;

function tally<K>(
  questions: readonly AskedQuestion[],
  keyOf: (question: AskedQuestion) => K,
  keys: Iterable<K> = []
): Map<K, Counts> {
  const counts = new Map([...keys].map((key) => [key, nothing()]));
  for (const question of questions) {
    const key = keyOf(question);
    const of = counts.get(key) ?? nothing();
    of.asked += 1;
    of[outcomes[question.outcome]] += 1;
    counts.set(key, of);
  }
  return counts;
}

/** Counts all questions by outcome. */
export function countOutcomes(questions: readonly AskedQuestion[]): Counts {
  return tally(questions, () => 'all').get('all') ?? nothing();
}

const mondayOfTime = (at: number): number => mondayOf(Math.floor(at / dayMs));

/** Counts and groups questions and votes. Pure: the same parts give the same report. */
export function buildReport(parts: ReportParts): Report {
  const { questions: all, votes, reasons = [], knowledge, matcher, ignored, handovers, from, to } = parts;
  const { assessmentCounts = [], closedRounds = [] } = parts;
  const [firstDay, lastDay] = [from, to].map((at) => dateOf(Math.floor(at / dayMs))) as [string, string];
  const countedDays = assessmentCounts.filter(({ day }) => day >= firstDay && day <= lastDay);
  const questions = all.filter(({ at }) => at >= from && at <= to);
  const mondays = Array.from(
    { length: (mondayOfTime(to) - mondayOfTime(from)) / 7 + 1 },
    (_, index) => mondayOfTime(from) + index * 7
  );
  const votesOf = new Map(votes.map((vote) => [vote.about, vote]));
  const thumbs = (id: string): Thumbs => ({
    helpful: votesOf.get(id)?.helpful ?? 0,
    unhelpful: votesOf.get(id)?.unhelpful ?? 0
  });
  const totals = countOutcomes(questions);
  const sum = (of: (vote: Thumbs) => number): number => votes.reduce((total, vote) => total + of(vote), 0);
  const uses = tally(
    questions.filter(({ outcome }) => outcome === 'answer'),
    ({ entryId }) => entryId
  );
  const topicOf = ({ entryId }: AskedQuestion): Topic | undefined =>
    entryId === undefined ? undefined : knowledge.entries.get(entryId)?.topic;
  const handed = Object.values(handovers?.states ?? {}).reduce((total, count) => total + count, 0);
  const unsure = questions.filter(({ outcome }) => outcome !== 'answer');
  const worded = unsure.flatMap(({ text, outcome }) =>
    text === undefined || outcome === 'answer' ? [] : [{ text, outcome }]
  );
  return {
    from: firstDay,
    to: lastDay,
    totals: { ...totals, helpful: sum(({ helpful }) => helpful), unhelpful: sum(({ unhelpful }) => unhelpful) },
    weeks: [...tally(questions, ({ at }) => mondayOfTime(at), mondays)].map(([monday, counts]) => ({
      week: weekName(monday),
      from: dateOf(monday),
      ...counts
    })),
    platforms: [...tally(questions, ({ platform }) => platform)]
      .map(([platform, counts]) => ({ platform, ...counts }))
      .sort((a, b) => b.asked - a.asked || a.platform.localeCompare(b.platform)),
    topics: [
      ...tally(
        questions,
        topicOf,
        aboutOf(knowledge).topics.map(({ id }) => id)
      )
    ].map(([topic, counts]) => ({
      topic,
      title: topic === undefined ? 'No topic' : topicTitle(topic, knowledge),
      ...counts
    })),
    entries: [...knowledge.entries.values()]
      .filter(({ status }) => status !== 'draft')
      .map(({ id, title, reviewed }) => ({
        id,
        title,
        answered: uses.get(id)?.answered ?? 0,
        reviewed: reviewed !== undefined,
        ...thumbs(id)
      }))
      .sort((a, b) => b.answered - a.answered || a.title.localeCompare(b.title)),
    tips: knowledge.tips
      .filter(({ id }) => votesOf.has(id))
      .map(({ id, text }) => ({ id, text, ...thumbs(id) }))
      .sort((a, b) => b.helpful - a.helpful || a.unhelpful - b.unhelpful || a.id.localeCompare(b.id)),
    reasons: reasons.map(({ about, ...said }) => ({ id: about, title: titleOf(about, knowledge), ...said })),
    gaps: groupQuestions(worded, matcher, ignored),
    unworded: unsure.length - worded.length,
    reviewed: reviewedIn(knowledge, uses),
    assessments: assessmentFigures(countedDays, closedRounds, knowledge),
    ...(handovers && handed > 0 && { handedOver: { asked: handed, ...handovers } })
  };
}

/** Counts reviewed entries and the answers given from them. */
function reviewedIn(knowledge: Knowledge, uses: ReadonlyMap<string | undefined, Counts>): Report['reviewed'] {
  const { reviewed, of } = reviewedShare(knowledge);
  const answers = [...uses].reduce((sum, [id = '', { answered }]) => {
    return sum + (knowledge.entries.get(id)?.reviewed === undefined ? 0 : answered);
  }, 0);
  return { entries: reviewed, of, answers };
}

/** Returns an entry's title or a tip's text, or the id if neither exists any more. */
function titleOf(id: string, { entries, tips }: Knowledge): string {
  return entries.get(id)?.title ?? tips.find((tip) => tip.id === id)?.text ?? id;
}

/** Returns the answers marked as not helpful, those with most such votes first. */
export function disliked({ entries }: Pick<Report, 'entries'>): Report['entries'] {
  return entries
    .filter(({ unhelpful }) => unhelpful > 0)
    .toSorted((a, b) => b.unhelpful - a.unhelpful || a.helpful - b.helpful);
}

/** Returns the entries that answered nothing in the period. */
export function neverUsed({ entries }: Pick<Report, 'entries'>): Report['entries'] {
  return entries.filter(({ answered }) => answered === 0);
}
