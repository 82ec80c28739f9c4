/** Result of one check. All fields are always present, so that a program can read them without a test. */
export interface Result {
  /** Name of the check, in words joined by dashes, such as `slack-scopes`. */
  check: string;
  /** `skipped` means that it could not be tried: not a fault, but not known to work either. */
  state: 'ok' | 'fault' | 'skipped';
  what: string;
  /** Reason why it matters, or why it could not be tried; empty if all is well. */
  why: string;
  /** The exact action to take; empty if all is well. */
  fix: string;
}

export const ok = (check: string, what: string): Result => ({ check, state: 'ok', what, why: '', fix: '' });

export const fault = (check: string, facts: Pick<Result, 'what' | 'why' | 'fix'>): Result => ({
  check,
  state: 'fault',
  ...facts
});

/**
 * Returns the result of a check that could not be tried.
 *
 * @param why a sentence
 * @param fix what to do instead, or so that it can be tried
 */
export const skipped = (check: string, why: string, fix = ''): Result => ({
  check,
  state: 'skipped',
  what: 'Could not be tried.',
  why,
  fix
});
