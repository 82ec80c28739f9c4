import { CodedError } from '../../../core/model/errors.ts';
import { errorCodes, type NextStep } from '../transport/error-codes.ts';
import { asksToWait, isUnknown, refusesToken, slackErrorName } from '../transport/faults.ts';

/** Stands for Slack's error code where something else answered in its place, such as a proxy. */
export const notSlack = 'not_slack';

/** Thrown where a response_url refuses a message. */
export class RefusedByUrlError extends CodedError {
  readonly code = 'SLACK_URL_REFUSED';
  /** Slack's error code, from the body of the answer; the body of a 200 may hold one too. */
  readonly reason: string;
  readonly status: number;
  constructor(reason: string, status: number) {
    super(`The response_url answered ${status} ${reason}.`);
    this.reason = reason;
    this.status = status;
  }
}

/**
 * Returns Slack's error code of a refusal, or a word for the fault where it gave none. Holds nothing of the message.
 */
export function refusalName(error: unknown): string {
  if (error instanceof RefusedByUrlError) return error.reason;
  const name = slackErrorName(error);
  if (name) return name;
  if (asksToWait(error)) return 'rate_limited';
  return isUnknown(error) ? 'no_clear_answer' : 'unreachable';
}

/** Returns the next step after a reply was refused. */
export function nextStep(error: unknown): NextStep {
  if (asksToWait(error)) return 'wait';
  if (error instanceof RefusedByUrlError) return afterUrl(error);
  const name = slackErrorName(error);
  if (refusesToken(error) && name !== 'missing_scope') return 'no-token';
  if (name) return errorCodes[name]?.step ?? 'text';
  return isUnknown(error) ? 'again' : 'elsewhere';
}

/**
 * Returns the next step after a response_url's refusal: one that expired, is used up or rate limited will not work;
 * other refusals concern the message.
 */
function afterUrl({ reason, status }: RefusedByUrlError): NextStep {
  const known = errorCodes[reason]?.step;
  // A response_url works without a token.
  if (known && known !== 'wait' && known !== 'no-token') return known;
  if (status >= 500) return 'again';
  if (reason === notSlack) return 'elsewhere';
  return status === 400 || status === 200 ? 'plainer' : 'elsewhere';
}
