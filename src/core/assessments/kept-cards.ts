import type { Answers, RatedAssessment } from '../model/assessment.ts';
import type { Action, Card } from '../model/card.ts';
import type { Planned } from '../model/reminder.ts';
import { longDate, longDateAt, monthsAfter } from '../time/calendar.ts';
import { unpackAnswers } from './answers.ts';
import { compareAnswers } from './compare.ts';
import { rateAnswers } from './rated-result.ts';
import { barText } from './result-cards.ts';
import { startActions } from './start-cards.ts';
import { askedIds } from './steps.ts';

/** Months for which a result is kept at most: a year and one, so that the same season can be compared. */
export const mostMonths = 13;
/** A result as it was kept: numbers alone, besides the project's name. */
export interface KeptResult {
  id: string;
  assessment: string;
  version: number;
  quick: boolean;
  project: string;
  /** Answers in the format of `packAnswers`. */
  packed: string;
  /** Time of the result, in milliseconds since 1970. */
  at: number;
}

/** Returns the sentence on when a person is asked again. */
function whenAsked(planned: Planned | undefined): string {
  if (planned?.paused) return 'The reminder is paused.';
  if (planned?.date === undefined) return 'I do not ask again.';
  return `I ask you on ${longDate(planned.date)} at nine in the morning, and a fortnight later if you do not answer; then never again.`;
}

/** Creates the card that says when a person is reminded of a result, with what they can do about it. */
export function statusCard(
  { id, project, at }: KeptResult,
  { title }: RatedAssessment,
  planned: Planned | undefined
): Card {
  const until = longDateAt(monthsAfter(at, mostMonths));
  const button = (action: string, name: string): Action => ({
    id: action,
    label: name,
    name: `${name}: ${title}`,
    value: id
  });
  const waits = planned?.date !== undefined;
  return {
    title,
    ...(project && { quote: project }),
    text: `${whenAsked(planned)} Until ${until} I keep your answers as numbers, their date and the project’s name, sealed and for you alone.`,
    actions: [
      ...(waits ? [button('assess.skip', 'Ask a month later'), button('assess.pause', 'Pause')] : []),
      ...(planned?.paused ? [button('assess.resume', 'Resume')] : []),
      button('assess.drop', 'Forget this')
    ]
  };
}

/** Creates the card that asks a person to do an assessment again, with the weakest factors of the last time. */
export function reminderCard({ id, quick, project, packed, at }: KeptResult, assessment: RatedAssessment): Card {
  const { title, scale } = { ...assessment, scale: assessment.max };
  const { weakest } = rateAnswers(assessment, unpackAnswers(assessment, packed), askedIds(assessment, quick));
  const low = weakest.map(({ point, step }) => `- ${point.label} (${step} of ${scale})`);
  const then = low.length > 0 ? ` Then these needed most action:\n\n${low.join('\n')}` : '';
  const button = (action: string, label: string): Action => ({
    id: action,
    label,
    name: `${label}: ${title}`,
    value: id
  });
  const [full] = startActions(assessment);
  return {
    title: `${title} Time to look again`,
    ...(project && { quote: project }),
    text: `You did this on ${longDateAt(at)}.${then}`,
    actions: [
      { ...full!, id: 'assess.redo', value: id },
      button('assess.skip', 'Ask a month later'),
      button('assess.stop', 'Not again'),
      button('assess.drop', 'Forget this')
    ],
    footer: 'You asked for this when you looked at the result. I ask twice at most.'
  };
}

/** Returns what has changed since a kept result: a sentence, and each factor then and now. */
export function changesSince(
  kept: KeptResult,
  assessment: RatedAssessment,
  answers: Answers
): { says: string; beside: string } {
  const before = unpackAnswers(assessment, kept.packed);
  const { up, down, same, once } = compareAnswers(assessment, before, answers);
  const part = (count: number, word: string): string[] => (count > 0 ? [`${count} ${word}`] : []);
  const says = [
    ...part(up.length, 'better'),
    ...part(down.length, 'lower'),
    ...part(same.length, 'as before'),
    ...part(once.length, 'answered only once')
  ].join(', ');
  const step = (is: number | undefined): string =>
    is === undefined ? 'not rated' : barText(is, assessment.max, '').replace(/: $/, '');
  const rows = [...up, ...down, ...once, ...same].map(
    ({ point, was, now }) => `- **${point.label}:** then ${step(was)}, now ${step(now)}`
  );
  const since = `Since ${longDateAt(kept.at)}`;
  return {
    says: `${since}: ${says || 'nothing to compare'}. One step up or down may be chance.`,
    beside: `**${since}**\n${rows.join('\n')}`
  };
}

/** Adds to a result what has changed since the last one: the sentence before all else, and each factor then and now. */
export function withChanges(card: Card, { says, beside }: { says: string; beside: string }): Card {
  const more = card.more ?? { label: 'Then and now', text: '' };
  return {
    ...card,
    text: `${says}\n\n${card.text}`,
    more: { ...more, text: [beside, more.text].filter(Boolean).join('\n\n') }
  };
}
