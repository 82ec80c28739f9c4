import type { Assessment } from '../model/assessment.ts';
import type { Action } from '../model/card.ts';
import type { Entry, Knowledge } from '../model/entry.ts';

/** Makes the button that shows an assessment and how long it takes. */
export function assessmentAction(
  { id, title, minutes }: Assessment,
  label = `Do it here (${minutes} minutes)`
): Action {
  return { id: 'assess.show', label, value: id, name: `${label}: ${title}` };
}

/** Finds the assessment that an entry leads to: the one whose file names the entry under `shown_on`. */
export function assessmentOf({ id }: Pick<Entry, 'id'>, { assessments }: Knowledge): Assessment | undefined {
  return [...assessments.values()].find(({ shownOn }) => shownOn.includes(id));
}
