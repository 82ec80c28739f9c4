/** An error of this program. Callers compare `code`, which never changes, and not `name` or the text. */
export abstract class CodedError extends Error {
  abstract readonly code: string;
}

/** An error whose text may be shown to the person who met it. */
export class UserFacingError extends CodedError {
  override name = 'UserFacingError';
  readonly code = 'USER_FACING';
}

/** The platform asks to wait `afterMs` milliseconds before the next try. */
export class RetryLaterError extends CodedError {
  override name = 'RetryLaterError';
  readonly code = 'RETRY_LATER';
  readonly afterMs: number;
  constructor(message: string, afterMs: number, options?: ErrorOptions) {
    super(message, options);
    this.afterMs = afterMs;
  }
}

/** The conversation is closed to the bot permanently: archived, removed or blocked. */
export class ConversationGoneError extends CodedError {
  override name = 'ConversationGoneError';
  readonly code = 'CONVERSATION_GONE';
  /** What the person can do, as a sentence in the words of the platform; undefined where the platform has none. */
  readonly advice: string | undefined;
  constructor(message: string, { advice, ...options }: ErrorOptions & { advice?: string } = {}) {
    super(message, options);
    this.advice = advice;
  }
}

/** The request was sent and no answer came: it may have arrived or not. */
export class UnknownOutcomeError extends CodedError {
  override name = 'UnknownOutcomeError';
  readonly code = 'UNKNOWN_OUTCOME';
}

/** The store cannot be used at this moment. The message gives the cause and what the operator does; it holds no secret. */
export class StoreError extends CodedError {
  override name = 'StoreError';
  readonly code = 'STORE_UNAVAILABLE';
}

/** A setting is wrong, and waiting does not help. The message names the variable and the fix. */
export class SettingError extends CodedError {
  override name = 'SettingError';
  readonly code = 'SETTING_WRONG';
}
