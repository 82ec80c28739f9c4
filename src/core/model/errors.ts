/** A fault with a text that may be shown to the person who met it. */
export class UserFacingError extends Error {
  override name = 'PoliteError';
}

/** The far side asks to wait. `afterMs` is milliseconds from now. */
export class RetryLaterError extends Error {
  override name = 'TryAgainError';
  readonly afterMs: number;
  constructor(message: string, afterMs: number, options?: ErrorOptions) {
    super(message, options);
    this.afterMs = afterMs;
  }
}

/** The conversation is closed to the bot for good: archived, removed, blocked. */
export class ConversationGoneError extends Error {
  override name = 'GoneError';
}

/** Sent, but no answer came: it may have arrived or not. */
export class UnknownOutcomeError extends Error {
  override name = 'UnknownOutcomeError';
}

/** The store cannot be used at this moment. The message says why and what the operator does; it holds no secret. */
export class StoreError extends Error {
  override name = 'StoreError';
}
