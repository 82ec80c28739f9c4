import type { Action, Card, Fact } from '../model/card.ts';
import { cut, dayOf } from './asker-cards.ts';
import type { Handover, TrackedHandover } from './handover.ts';

/** What the experts' cards say besides the question. */
export interface ExpertCardParts {
  /** How people call a platform: `Microsoft Teams`. */
  platformTitle: (platform: string) => string;
  /** The title of an entry; undefined where it is there no more. */
  entryTitle: (id: string) => string | undefined;
  /** Whether an answer can be made into a draft of an entry. */
  canDraft: () => boolean;
}

/** Characters of an answer that fit a quote on every platform, beside the longest question. */
const shownAnswer = 1400;
/** Characters that a button carries on every platform. */
const carried = 1900;

const take = ({ id }: Handover): Action => ({ id: 'experts.take', label: 'Take', value: id, style: 'primary' });
const answer = ({ id }: Handover): Action => ({ id: 'experts.answer', label: 'Answer', value: id, opens: true });
const close = ({ id }: Handover): Action => ({ id: 'experts.close', label: 'Close', value: id });
const resend = ({ id }: Handover): Action => ({ id: 'experts.resend', label: 'Send the answer again', value: id });

/** Whoever took it, as the platform calls them. */
export function takerOf({ takenBy }: Handover): string {
  return takenBy ?? 'a colleague';
}

/** The card in the experts' channel, as the question stands now. */
export function expertCard(told: TrackedHandover, parts: ExpertCardParts): Card {
  const { handover } = told;
  const { question = '', entryId, platform, askedAt } = handover;
  const shown = entryId === undefined ? undefined : parts.entryTitle(entryId);
  const asked = { label: 'Asked', value: `${dayOf(askedAt)}, in ${parts.platformTitle(platform)}` };
  const facts = [asked, ...(shown ? [{ label: 'I had shown', value: shown }] : [])];
  switch (handover.state) {
    case 'waiting':
      return {
        title: 'Can you answer this?',
        quote: question,
        text: 'Somebody asked me, and then asked for a person. **Take** it to tell them and your colleagues that you are on it. Your answer goes to where they asked.',
        facts,
        actions: [take(handover), answer(handover), close(handover)]
      };
    case 'taken':
      return {
        title: 'Can you answer this?',
        subtitle: `Taken by ${takerOf(handover)}`,
        quote: question,
        text: 'Whoever asked has been told that somebody is on it. Anybody here may answer.',
        facts,
        actions: [{ ...answer(handover), style: 'primary' }, close(handover)]
      };
    case 'answered':
      return answeredCard(told, facts, parts);
    case 'closed':
      return { title: 'Closed', quote: question, text: 'Closed without an answer; whoever asked is told.', facts };
    case 'withdrawn':
      return { title: 'Withdrawn', text: 'Whoever asked has taken the question back. There is nothing to do.' };
  }
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
  const note = delivery ? deliveryNote(delivery) : undefined;
  const draft: Action = {
    id: 'curate.new',
    label: 'Draft an entry from this',
    value: cut(`${question}\n\n${given}`, carried),
    opens: true
  };
  const actions = [...(delivery === 'unsure' ? [resend(handover)] : []), ...(canDraft() ? [draft] : [])];
  return {
    title: 'Answered',
    quote: `${question}\n\nAnswer: ${cut(given, shownAnswer)}`,
    text: 'The answer goes to where it was asked.',
    ...(note && { note }),
    facts,
    ...(actions.length > 0 && { actions })
  };
}

function deliveryNote(state: string): string | undefined {
  switch (state) {
    case 'unsure':
      return 'The connection broke while I was sending the answer, so I cannot tell whether it arrived. You may send it again: at worst they see it twice.';
    case 'refused':
      return 'The answer could not be delivered: I can no longer write to where it was asked.';
    default:
      return undefined;
  }
}

/** In the place of a card whose question is deleted by now. */
export function forgottenCard(): Card {
  return {
    title: 'No longer kept',
    text: 'This question is too old: I have deleted it, so there is nothing to do here.'
  };
}
