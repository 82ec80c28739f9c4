import {
  ConversationGoneError,
  MessageRefusedError,
  RetryLaterError,
  UnknownOutcomeError
} from '../../../core/model/errors.ts';
import { errorCodes } from '../transport/error-codes.ts';
import { isUnknown, slackErrorName, waitAsked } from '../transport/faults.ts';

/**
 * Converts an error of the SDK to one of the core's; one after which nothing can have arrived, and which may pass, stays
 * as it is, without its payload.
 */
export function coreError(error: unknown): Error {
  const wait = waitAsked(error);
  if (wait !== undefined) return new RetryLaterError(`Slack asks to wait ${wait / 1000} s.`, wait, { cause: error });
  if (isUnknown(error)) return new UnknownOutcomeError('Slack gave no clear answer.', { cause: error });
  const name = slackErrorName(error);
  const known = name === undefined ? undefined : errorCodes[name];
  if (!known || known.passes || known.step === 'without-id' || known.step === 'no-token') {
    const reason = name ?? (error instanceof Error ? error.message : 'no reason given');
    return new Error(`Slack did not take the message: ${reason}.`, { cause: error });
  }
  const { why = 'Slack does not take this message.', gone, fix, advice } = known;
  const facts = { cause: error, ...(name && { refusal: name }), ...(fix && { fix }), ...(advice && { advice }) };
  return gone ? new ConversationGoneError(why, facts) : new MessageRefusedError(why, facts);
}
