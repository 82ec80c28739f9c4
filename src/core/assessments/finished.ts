import type { Answers, Assessment } from '../model/assessment.ts';
import type { Knowledge } from '../model/entry.ts';
import { longDateAt } from '../time/calendar.ts';
import type { DocumentParts } from './document.ts';
import { askedIds } from './steps.ts';

/** A completed assessment. */
export interface FinishedAssessment {
  assessment: Assessment;
  answers: Answers;
  quick: boolean;
  /** The person's name for their project; may be empty. */
  project: string;
}

/**
 * Returns the data of a document besides the answers.
 *
 * @param at time of completion, in milliseconds since 1970
 */
export function documentParts(
  { assessment, quick, project }: FinishedAssessment,
  knowledge: Knowledge,
  at: number
): DocumentParts {
  const asked =
    assessment.kind === 'rated' || assessment.kind === 'checklist' ? askedIds(assessment, quick) : undefined;
  return {
    date: longDateAt(at),
    project,
    ...(asked && { asked }),
    linkOf: (id) => {
      const entry = knowledge.entries.get(id);
      const url = entry?.url ?? entry?.archivedUrl;
      return entry && url ? { label: entry.title, url } : undefined;
    }
  };
}
