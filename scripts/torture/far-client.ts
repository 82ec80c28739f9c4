import { ConversationGoneError, RetryLaterError, UnknownOutcomeError } from '../../src/core/model/errors.ts';
import type { Messenger, ScheduledMessage, ScheduledMessenger } from '../../src/core/model/messenger.ts';

/** Creates a messenger for the far server, with the error classes that every messenger uses. */
export function createFarClient(url: string): { plain: Messenger; scheduling: ScheduledMessenger } {
  const call = async <T>(operation: string, ...given: unknown[]): Promise<T> => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify({ operation, given }) }).catch((cause) => {
      throw new UnknownOutcomeError('no answer', { cause });
    });
    if (response.status === 429) throw new RetryLaterError('asked to wait', 1500);
    if (response.status === 410) throw new ConversationGoneError('gone');
    if (response.status !== 200) throw new Error(`refused with ${response.status}`);
    return ((await response.json()) as { result: T }).result;
  };
  const plain: Messenger = { send: (...given) => call<string>('send', ...given) };
  const scheduling: ScheduledMessenger = {
    ...plain,
    schedule: (...given) => call<string>('schedule', ...given),
    scheduled: (...given) => call<ScheduledMessage[]>('scheduled', ...given),
    unschedule: (...given) => call<void>('unschedule', ...given)
  };
  return { plain, scheduling };
}
