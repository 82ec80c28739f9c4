import type { Assessment } from '../model/assessment.ts';
import type { Action } from '../model/card.ts';
import type { Entry, Knowledge } from '../model/entry.ts';

/** Creates the button that opens an assessment and states its duration. */
export function assessmentAction(
  { id, title, minutes }: Assessment,
  label = `Do it here (${minutes} minutes)`
): Action {
  return { id: 'assess.show', label, value: id, name: `${label}: ${title}` };
}

/** Returns the assessment whose file lists the entry under `shown_on`. */
export function assessmentOf({ id }: Pick<Entry, 'id'>, { assessments }: Knowledge): Assessment | undefined {
  return [...assessments.values()].find(({ shownOn }) => shownOn.includes(id));
}
