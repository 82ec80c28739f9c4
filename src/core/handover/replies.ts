import type { Card } from '../model/card.ts';
import { UserFacingError } from '../model/errors.ts';
import type { Form } from '../model/form.ts';
import type { Reply } from '../model/reply.ts';
import { type HandoverStore, type OutboxMessageKind, openStates, type TrackedHandover } from './handover.ts';

/** Under a form whose words could not be kept. */
export const away =
  'I could not keep this just now, so nothing was sent. Your words are still here: try again in a minute.';

/** What need not be told any more once a question is over. */
export const obsolete: readonly OutboxMessageKind[] = ['received', 'assigned', 'deliveryFailed'];

/** A title and a sentence, for whoever pressed alone. */
export function small(title: string, text: string): Reply {
  return { card: { title, text }, audience: 'asker' };
}

/** A card in the place of the one whose button was pressed, for everybody who sees it. */
export function inPlace(card: Card): Reply {
  return { card, audience: 'everyone', inPlace: true };
}

/** A form, with a sentence for where no window can be opened. */
export function withForm(form: Form): Reply {
  const text = 'I cannot open a window here. Write to me in a message of your own and press the button there.';
  return { ...small(form.title, text), form };
}

/** What is said where a question is over. */
export function overReply({ handover: { state } }: TrackedHandover): Reply {
  if (state === 'answered') return small('Answered already', 'This question has been answered in the meantime.');
  if (state === 'withdrawn') return small('Withdrawn', 'This question has been taken back in the meantime.');
  return small('Closed already', 'This question has been closed in the meantime.');
}

export function isOpen({ handover: { state } }: TrackedHandover): boolean {
  return openStates.includes(state);
}

/** Said of a question that is not there. */
export const forgotten = 'This question is too old: I have deleted it.';

/** @throws UserFacingError where it is deleted */
export async function findTold(store: HandoverStore, id: string): Promise<TrackedHandover> {
  const found = await store.find(id);
  if (!found) throw new UserFacingError(forgotten);
  return found;
}

/** What the store gives, or that it is away: then a person's words are shown again. */
export async function unlessAway<T>(
  work: () => Promise<T>,
  failed: (what: string, error: unknown) => void
): Promise<T | 'away'> {
  try {
    return await work();
  } catch (error) {
    failed('experts.store', error);
    return 'away';
  }
}
