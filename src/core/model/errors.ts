/** An error of this program. Callers compare `code`, which never changes, and not `name` or the text. */
export abstract class CodedError extends Error {
  abstract readonly code: string;
  constructor(message?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** An error whose text may be shown to the user. */
export class UserFacingError extends CodedError {
  readonly code = 'USER_FACING';
}

/** Reports that the platform asks to wait `afterMs` milliseconds before the next attempt. */
export class RetryLaterError extends CodedError {
  readonly code = 'RETRY_LATER';
  readonly afterMs: number;
  constructor(message: string, afterMs: number, options?: ErrorOptions) {
    super(message, options);
    this.afterMs = afterMs;
  }
}

interface RefusalOptions extends ErrorOptions {
  /** Advice to the user, one sentence in the terms of the platform. */
  advice?: string;
  /** The platform's own code, for the log. */
  refusal?: string;
  /** The operator's next step, for the log. */
  fix?: string;
}

/** Holds what a platform said that does not take a message and will not take the same one later. */
abstract class FinalRefusal extends CodedError {
  readonly refusal: string | undefined;
  readonly advice: string | undefined;
  readonly fix: string | undefined;
  constructor(message: string, { advice, refusal, fix, ...options }: RefusalOptions = {}) {
    super(message, options);
    this.advice = advice;
    this.refusal = refusal;
    this.fix = fix;
  }
}

/**
 * Reports that the conversation is permanently closed to the bot: archived, removed or blocked. The message is one plain
 * sentence, which people are shown.
 */
export class ConversationGoneError extends FinalRefusal {
  readonly code = 'CONVERSATION_GONE';
}

/**
 * Reports that this message will never arrive there, although the conversation is there: an administrator's rule, a
 * closed thread, or the message itself. A later message may be taken, so nothing that belongs to the conversation ends.
 * The error's message is one plain sentence, which people are shown.
 */
export class MessageRefusedError extends FinalRefusal {
  readonly code = 'MESSAGE_REFUSED';
}

/** Returns true where the platform does not take a message, and will not take the same one later. */
export function isFinalRefusal(error: unknown): error is ConversationGoneError | MessageRefusedError {
  return error instanceof FinalRefusal;
}

/** Returns the platform's code of a final refusal and the operator's next step, for the log. */
export function refusalFacts(error: unknown): { refusal?: string; fix?: string } {
  if (!isFinalRefusal(error)) return {};
  const { refusal, fix } = error;
  return { ...(refusal && { refusal }), ...(fix && { fix }) };
}

/** Returns an error's kind for the log: never its text, which may hold a person's words. */
export function errorName(error: unknown): string {
  const { name } = (error ?? {}) as { name?: unknown };
  return typeof name === 'string' ? name : 'Error';
}

/** Reports that a request was sent without an answer: it may have arrived or not. */
export class UnknownOutcomeError extends CodedError {
  readonly code = 'UNKNOWN_OUTCOME';
}

/**
 * Reports that the store is unavailable. The message gives the cause and the operator's next step; it holds no secret.
 */
export class StoreError extends CodedError {
  readonly code = 'STORE_UNAVAILABLE';
}

/** Reports that the store has not answered in time. The call goes on, and may still take effect. */
export class StoreTimeoutError extends CodedError {
  readonly code = 'STORE_TIMEOUT';
  /** Waits for the result of the same call once more, with the same limit. */
  readonly again: () => Promise<unknown>;
  constructor(message: string, again: () => Promise<unknown>) {
    super(message);
    this.again = again;
  }
}

/** Reports an invalid setting, for which waiting does not help. The message names the variable and the fix. */
export class SettingError extends CodedError {
  readonly code = 'SETTING_WRONG';
}
