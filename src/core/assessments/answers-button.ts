import type { Knowledge } from '../model/entry.ts';
import { fittingAnswers } from './answers.ts';
import type { FinishedAssessment } from './finished.ts';
import { answersSoFar, type Progress, packProgress, readProgress, writeProgress } from './steps.ts';

/** A result carried by a button. */
export interface CarriedResult extends FinishedAssessment {
  /** True if the file has changed since and some answers no longer fit. */
  lost: boolean;
}

/**
 * Writes a result as the value of a button, so that nothing is stored for it. A plan's texts are too long: its buttons
 * carry the name alone.
 */
export function carryResult({ assessment, answers, quick, project }: FinishedAssessment): string {
  const { id, version } = assessment;
  const flags = answers.flags === undefined ? {} : { flags: answers.flags };
  const progress: Progress = {
    assessment: id,
    version,
    quick,
    page: 0,
    packed: assessment.kind === 'plan' ? '' : packProgress(assessment, answers),
    project
  };
  return JSON.stringify({ ...(JSON.parse(writeProgress(progress)) as Progress), ...flags });
}

/**
 * Reads the value of {@link carryResult}; undefined if the assessment no longer exists, or the value was altered beyond
 * use.
 */
export function readCarried(value: string, { assessments }: Knowledge): CarriedResult | undefined {
  const progress = readProgress(value);
  const assessment = progress && assessments.get(progress.assessment);
  if (!progress || !assessment) return undefined;
  const { flags } = JSON.parse(value) as { flags?: unknown };
  const read = answersSoFar(assessment, progress, typeof flags === 'string' ? { flags } : {});
  const { answers, lost } = fittingAnswers(assessment, read);
  return {
    assessment,
    answers,
    quick: progress.quick,
    project: progress.project,
    lost: lost || progress.version !== assessment.version
  };
}
