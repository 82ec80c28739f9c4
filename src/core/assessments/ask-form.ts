import type { RatedAssessment } from '../model/assessment.ts';
import type { Form } from '../model/form.ts';
import { projectFieldOf } from './steps.ts';

const hour = 3_600_000;

/** Times after which a round closes by itself; the answers of an open round are kept no longer than the last. */
export const closings: readonly { value: string; label: string; ms: number }[] = [
  { value: 'hour', label: 'In an hour, for a meeting', ms: hour },
  { value: 'day', label: 'In a day', ms: 24 * hour },
  { value: 'days', label: 'In three days', ms: 3 * 24 * hour },
  { value: 'week', label: 'In a week', ms: 7 * 24 * hour }
];

/** Longest time for which a round is open, in milliseconds. */
export const longestMs = Math.max(...closings.map(({ ms }) => ms));

/** Id of the field with the time at which a round closes. */
export const closingField = 'closes';

/** Id of the form that opens a round. */
export const teamForm = 'assess.ask';

/** Creates the form in which somebody asks a team: what it is about, and when the result is shown at the latest. */
export function askForm({ id, title, modalTitle }: RatedAssessment, quick: boolean, project: string): Form {
  return {
    id: teamForm,
    title: modalTitle,
    text: `“${title}”: everybody here answers alone. You show the result when you like, once at least four have answered; at the time below it is shown by itself. If fewer have answered by then, I say so, and nothing is shown.`,
    value: `${id} ${quick ? 'quick' : 'full'}`,
    fields: [
      {
        id: closingField,
        label: 'Show the result at the latest',
        kind: 'choice',
        expanded: true,
        value: 'week',
        options: closings.map(({ value, label }) => ({ value, label }))
      },
      projectFieldOf(project)
    ],
    submit: 'Ask the team'
  };
}
