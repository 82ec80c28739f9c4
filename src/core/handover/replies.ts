import { UserFacingError } from '../model/errors.ts';
import type { Form } from '../model/form.ts';
import { type Reply, toAsker } from '../model/reply.ts';
import { type HandoverStore, type OutboxMessageKind, openStates, type TrackedHandover } from './handover.ts';

/** Error under a form whose words could not be stored. */
export const away =
  'I could not keep this just now, so nothing was sent. Your words are still here: try again in a minute.';

/** Messages that are no longer needed once a question is over. */
export const obsolete: readonly OutboxMessageKind[] = ['received', 'assigned', 'deliveryFailed'];

/** Returns a form, with its title for where no window can be opened. */
export function withForm(form: Form): Reply {
  return { ...toAsker({ title: form.title, text: '' }), form };
}

/** Returns the reply for a question that is over. */
export function overReply({ handover: { state } }: TrackedHandover): Reply {
  if (state === 'answered')
    return toAsker({ title: 'Answered already', text: 'This question has been answered in the meantime.' });
  if (state === 'withdrawn')
    return toAsker({ title: 'Withdrawn', text: 'This question has been taken back in the meantime.' });
  return toAsker({ title: 'Closed already', text: 'This question has been closed in the meantime.' });
}

export function isOpen({ handover: { state } }: TrackedHandover): boolean {
  return openStates.includes(state);
}

/** Text for a question that no longer exists. */
export const forgotten = 'This question is too old: I have deleted it.';

/**
 * Returns a handover by its id.
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
