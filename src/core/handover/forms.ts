import { carriedQuestion } from '../conversation/next-steps.ts';
import type { Form } from '../model/form.ts';
import { type PersonalKind, spokenList } from '../privacy/index.ts';
import { longDateAt } from '../time/calendar.ts';
import { cut } from './asker-cards.ts';
import type { Handover } from './handover.ts';

/** Maximum length of an answer, in characters: a Slack field takes 3,000, but fewer can be drawn on every platform. */
export const longestAnswer = 2500;

export const askForm = 'experts.ask';
export const answerForm = 'experts.answer';

/** Differences when a form is shown again. */
export interface ShownAgain {
  /** Kinds of personal details that were removed from the text. */
  masked?: readonly PersonalKind[];
  /** Error to correct. */
  error?: string;
}

const maskedText = (found: readonly PersonalKind[], doer: string): string =>
  `I took out what looks like ${spokenList(found)}. Nothing has been sent yet: below is what ${doer} will see. Change it if you like, and send it off.`;

/** Destination of a question and place of the answer, shown before anything is sent. */
export interface Journey {
  /** Destination, such as `the experts’ channel in Slack`. */
  to: string;
  /** Sentence on where the answer will arrive. */
  back: string;
}

/**
 * Returns the asker's form: the question as it will be sent, its recipients, and what not to write.
 *
 * @param value hidden value: the ids of the new handover and of the entry shown
 */
export function formToAsk(
  question: string,
  value: string,
  { to, back }: Journey,
  { masked, error }: ShownAgain = {}
): Form {
  const promise = `What stands below goes to ${to}, without your name. Everybody there can read it. ${back} Please leave out patient details and names.`;
  return {
    id: askForm,
    title: 'Ask a person',
    text: masked?.length ? maskedText(masked, 'the experts') : promise,
    value,
    fields: [
      {
        id: 'question',
        label: 'Your question',
        kind: 'text',
        value: cut(question, carriedQuestion),
        max: carriedQuestion,
        hint: 'Say what you have tried, and what you need it for.',
        ...(error && { error })
      }
    ],
    submit: 'Send'
  };
}

/** Returns the expert's form: the question above, the answer below. */
export function formToAnswer(handover: Handover, answer: string, { masked, error }: ShownAgain = {}): Form {
  const { id, question, askedAt } = handover;
  return {
    id: answerForm,
    title: 'Answer',
    text: masked?.length
      ? maskedText(masked, 'whoever asked')
      : 'Your answer goes to whoever asked, without your name unless you sign it. Addresses of pages become buttons. No patient details, please.',
    preview: { title: `Asked on ${longDateAt(askedAt)}`, ...(question && { quote: question }), text: '' },
    value: id,
    fields: [
      {
        id: 'answer',
        label: 'Your answer',
        kind: 'text',
        ...(answer && { value: cut(answer, longestAnswer) }),
        max: longestAnswer,
        ...(error && { error })
      }
    ],
    submit: 'Send'
  };
}
