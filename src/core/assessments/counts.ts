/**
 * A step of an assessment that is counted: its page N was shown for the first time, or it was finished from page N. Pages count
 * from 1; page 1 shown is one assessment begun. Of a tree, a page is a question.
 */
export type CountedStep = `page-${number}` | `end-${number}`;

/** Number of times a step happened on a day. It says nothing of who did it, where, or what was answered. */
export interface AssessmentCount {
  /** `YYYY-MM-DD`, in UTC. */
  day: string;
  assessment: string;
  step: CountedStep;
  count: number;
}

/** Daily counts of the steps of assessments, over all people and places. */
export interface AssessmentCounts {
  /** Adds one to a step's count. */
  add(assessment: string, step: CountedStep, day: string): Promise<void>;
  /** Lists the counts from this day on, in the order of day, assessment and step. */
  since(day: string): Promise<readonly AssessmentCount[]>;
  /** Deletes the counts of the days before `day` and returns how many rows went. */
  purge(day: string): Promise<number>;
}

/** Pages beyond this count as this one: the page travels in the form, where a client can alter it. */
const mostPages = 40;

/** Names a step that is counted. `page` counts from 1. */
export const countedStep = (kind: 'page' | 'end', page: number): CountedStep =>
  `${kind}-${Math.min(mostPages, Math.max(1, page))}`;

/** Reads the page of a step, from 1. */
export const pageOfStep = (step: CountedStep): number => Number(step.slice(step.indexOf('-') + 1));
