import type { Card } from '../model/card.ts';
import { UserFacingError } from '../model/errors.ts';
import type { Form } from '../model/form.ts';
import type { Reply } from '../model/reply.ts';
import { type HandoverStore, type OutboxMessageKind, openStates, type TrackedHandover } from './handover.ts';

/** Error under a form whose words could not be stored. */
export const away =
  'I could not keep this just now, so nothing was sent. Your words are still here: try again in a minute.';

/** Messages that are no longer needed once a question is over. */
export const obsolete: readonly OutboxMessageKind[] = ['received', 'assigned', 'deliveryFailed'];

/** Returns a reply with a title and a sentence, visible only to the person who pressed. */
export function small(title: string, text: string): Reply {
  return { card: { title, text }, audience: 'asker' };
}

/** Returns a card in place of the one whose button was pressed, for everybody who sees it. */
export function inPlace(card: Card): Reply {
  return { card, audience: 'everyone', inPlace: true };
}

/** Returns a form, with a sentence for where no window can be opened. */
export function withForm(form: Form): Reply {
  const text =
    'The window did not open. Press the button again; if that does not help, write to me in a message of your own and press it there.';
  return { ...small(form.title, text), form };
}

/** Returns the reply for a question that is over. */
export function overReply({ handover: { state } }: TrackedHandover): Reply {
  if (state === 'answered') return small('Answered already', 'This question has been answered in the meantime.');
  if (state === 'withdrawn') return small('Withdrawn', 'This question has been taken back in the meantime.');
  return small('Closed already', 'This question has been closed in the meantime.');
}

export function isOpen({ handover: { state } }: TrackedHandover): boolean {
  return openStates.includes(state);
}

/** Text for a question that no longer exists. */
export const forgotten = 'This question is too old: I have deleted it.';

/**
 * Returns a handover by its id. @throws UserFacingError if it is deleted
 *
 * @throws UserFacingError where it is deleted
 */
export async function findTracked(store: HandoverStore, id: string): Promise<TrackedHandover> {
  const found = await store.find(id);
  if (!found) throw new UserFacingError(forgotten);
  return found;
}

/** Returns the result of the store or, if it is unavailable, a reply that shows a person's words again. */
export async function unlessAway<T>(
  work: () => Promise<T>,
  onFailure: (what: string, error: unknown) => void
): Promise<T | 'away'> {
  try {
    return await work();
  } catch (error) {
    onFailure('experts.store', error);
    return 'away';
  }
}
