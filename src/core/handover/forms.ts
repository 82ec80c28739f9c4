import { carriedQuestion } from '../conversation/ask-a-person-button.ts';
import type { Form } from '../model/form.ts';
import { type PersonalKind, spokenList } from '../privacy/index.ts';
import { cut, dayOf } from './asker-cards.ts';
import type { Handover } from './handover.ts';

/** Characters of an answer: a field of Slack's takes 3,000, and what is drawn on every platform is less. */
export const longestAnswer = 2500;

export const askForm = 'experts.ask';
export const answerForm = 'experts.answer';

/** What is different the second time a form is shown. */
export interface Again {
  /** Kinds of personal details that were taken out of the text. */
  masked?: readonly PersonalKind[];
  /** What has to be put right. */
  error?: string;
}

const maskedText = (found: readonly PersonalKind[], doer: string): string =>
  `I took out what looks like ${spokenList(found)}. Nothing has been sent yet: below is what ${doer} will see. Change it if you like, and send it off.`;

/** Where a question goes and what comes back, told before anything is sent. */
export interface Journey {
  /** `the experts’ channel in Slack` */
  to: string;
  /** A sentence on where the answer will come. */
  back: string;
}

/**
 * The asker's form: the question as it will be sent, to whom, and what not to write.
 *
 * @param value carried along: the id of the hand-over to be, and of the entry shown
 */
export function formToAsk(question: string, value: string, { to, back }: Journey, { masked, error }: Again = {}): Form {
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

/** The expert's form: the question above, the answer below. */
export function formToAnswer(handover: Handover, answer: string, { masked, error }: Again = {}): Form {
  const { id, question, askedAt } = handover;
  return {
    id: answerForm,
    title: 'Answer',
    text: masked?.length
      ? maskedText(masked, 'whoever asked')
      : 'Your answer goes to where it was asked, without your name unless you sign it. Addresses of pages become buttons. No patient details, please.',
    preview: { title: `Asked on ${dayOf(askedAt)}`, ...(question && { quote: question }), text: '' },
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
