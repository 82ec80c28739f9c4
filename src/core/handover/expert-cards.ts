import type { Action, Card, Fact } from '../model/card.ts';
import { longDateAt } from '../time/calendar.ts';
import { cut } from './asker-cards.ts';
import { type Handover, type OutboxMessage, shownAside, type TrackedHandover } from './handover.ts';

/** Dependencies of the experts' cards. */
export interface ExpertCardParts {
  /** Returns the display name of a platform: `Microsoft Teams`. */
  platformTitle: (platform: string) => string;
  /** Returns the title of an entry; undefined where it no longer exists. */
  entryTitle: (id: string) => string | undefined;
  /** True where an answer can be made into a draft of an entry. */
  canDraft: boolean;
}

/** Maximum length of an answer in a quote on every platform, beside the longest question, in characters. */
const shownAnswer = 1400;
/** Maximum length of a button value on every platform, in characters. */
const carried = 1900;

const take = ({ id }: Handover): Action => ({ id: 'experts.take', label: 'Take', value: id, style: 'primary' });
const answer = ({ id }: Handover): Action => ({ id: 'experts.answer', label: 'Answer', value: id, opens: true });
const close = ({ id }: Handover): Action => ({ id: 'experts.close', label: 'Close', value: id });
const resend = ({ id }: Handover): Action => ({ id: 'experts.resend', label: 'Send the answer again', value: id });

/** Returns the display name of the expert who took the question. */
export function takerOf({ takenBy }: Handover): string {
  return takenBy ?? 'a colleague';
}

/** Returns the card in the experts' channel for the current state of the question. */
export function expertCard(tracked: TrackedHandover, parts: ExpertCardParts): Card {
  const { handover, notices } = tracked;
  const { question = '', entryId, platform, askedAt } = handover;
  const shown = entryId === undefined ? undefined : parts.entryTitle(entryId);
  const asked = { label: 'Asked', value: `${longDateAt(askedAt)}, in ${parts.platformTitle(platform)}` };
  const facts = [asked, ...(shown ? [{ label: 'I had shown', value: shown }] : [])];
  switch (handover.state) {
    case 'waiting':
      return {
        title: 'Can you answer this?',
        quote: question,
        text: 'Somebody asked me, and then asked for a person. **Take** it to tell them and your colleagues that you are on it. Your answer goes to whoever asked.',
        facts,
        actions: [take(handover), answer(handover), close(handover)]
      };
    case 'taken':
      return {
        title: 'Can you answer this?',
        subtitle: `Taken by ${takerOf(handover)}`,
        quote: question,
        text:
          notices.assigned?.state === 'refused'
            ? 'I could not tell whoever asked that somebody is on it. Anybody here may answer.'
            : 'Whoever asked is told that somebody is on it. Anybody here may answer.',
        facts,
        actions: [{ ...answer(handover), style: 'primary' }, close(handover)]
      };
    case 'answered':
      return answeredCard(tracked, facts, parts);
    case 'closed':
      return { title: 'Closed', quote: question, text: closedText(tracked), facts };
    case 'withdrawn':
      return { title: 'Withdrawn', text: 'Whoever asked has taken the question back. There is nothing to do.' };
  }
}

function closedText({ notices }: TrackedHandover): string {
  const untold = notices.closed?.state === 'refused';
  return `Closed without an answer; ${untold ? 'I could not tell whoever asked' : 'whoever asked is told'}.`;
}

function answeredCard(
  { handover, notices }: TrackedHandover,
  facts: readonly Fact[],
  { canDraft }: ExpertCardParts
): Card {
  const { question, answer: given } = handover;
  if (question === undefined || given === undefined)
    return { title: 'Answered', text: 'The words are deleted by now.', facts };
  const delivery = notices.answer?.state;
  const draft: Action = {
    id: 'curate.new',
    label: 'Draft an entry from this',
    value: cut(`${question}\n\n${given}`, carried),
    opens: true
  };
  const note = deliveryNote(notices.answer);
  const actions = [...(delivery === 'unsure' ? [resend(handover)] : []), ...(canDraft ? [draft] : [])];
  return {
    title: 'Answered',
    quote: `${question}\n\nAnswer: ${cut(given, shownAnswer)}`,
    text: note ? '' : 'The answer goes to whoever asked.',
    ...(note && { note }),
    facts,
    ...(actions.length > 0 && { actions })
  };
}

function deliveryNote(answer: OutboxMessage | undefined): string | undefined {
  switch (answer?.state) {
    case 'unsure':
      return 'The connection broke while I was sending the answer, so I cannot tell whether it arrived. You may send it again: at worst they see it twice.';
    case 'refused':
      return 'The answer could not be delivered: I can no longer write to whoever asked.';
    case 'sent':
      if (answer.remoteId !== shownAside) return undefined;
      return 'I may not write to whoever asked, so I have shown them the answer in another place, for them alone. They may miss it.';
    default:
      return undefined;
  }
}

/** Returns the card that replaces the one of a deleted question. */
export function forgottenCard(): Card {
  return {
    title: 'No longer kept',
    text: 'This question is too old: I have deleted it, so there is nothing to do here.'
  };
}
