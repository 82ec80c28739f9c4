import type { GoldenQuestion } from '../../src/core/model/entry.ts';
import type { Matcher } from '../../src/core/model/matcher.ts';
import { hash32 } from '../../src/matching/corpus/word-table.ts';

/** Changing it deals the golden questions anew: figures before and after cannot be compared. */
const seed = 'spread-bot golden 1';

/** Returns the half of a golden question, by its wording alone: matching is tuned on one and judged on the other. */
function halfOf(ask: string): 'tuning' | 'test' {
  return hash32(`${seed}\n${ask}`) & 1 ? 'tuning' : 'test';
}

export function questionsOf(half: 'tuning' | 'test', questions: readonly GoldenQuestion[]): GoldenQuestion[] {
  return questions.filter(({ ask }) => halfOf(ask) === half);
}

/** Counts over golden questions. */
export interface Judgement {
  count: number;
  /** Questions that have an answer. */
  inside: number;
  /** Of those: the right entry first; the right entry as the answer or among the choices. */
  first: number;
  shown: number;
  /** Answered outright, rightly or not. */
  answered: number;
  wrong: number;
  /** Outcome `none`. */
  declined: number;
  /** Entries offered as choices, and how many of them are right. */
  offered: number;
  acceptable: number;
}

/** Asks the matcher every question, written as `write` makes it, and counts. */
export function judge(
  matcher: Matcher,
  questions: readonly GoldenQuestion[],
  write: (ask: string) => string = (ask) => ask
): Judgement {
  const j: Judgement = {
    count: 0,
    inside: 0,
    first: 0,
    shown: 0,
    answered: 0,
    wrong: 0,
    declined: 0,
    offered: 0,
    acceptable: 0
  };
  for (const { ask, expect } of questions) {
    const { outcome, matches } = matcher.find(write(ask));
    const right = matches.map(({ entry }) => expect.includes(entry.id));
    j.count++;
    if (expect.length > 0) j.inside++;
    if (right[0]) j.first++;
    if (outcome === 'answer' ? right[0] : outcome === 'choices' && right.slice(0, 4).includes(true)) j.shown++;
    if (outcome === 'answer') j.answered++;
    if (outcome === 'answer' && !right[0]) j.wrong++;
    if (outcome === 'none') j.declined++;
    if (outcome !== 'choices') continue;
    j.offered += right.length;
    j.acceptable += right.filter(Boolean).length;
  }
  return j;
}
