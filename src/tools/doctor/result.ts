/** What one check found. Every field is always there, so that a program can read them without a look. */
export interface Result {
  /** Which check, in words joined by dashes, such as `slack-scopes`. */
  check: string;
  /** `skipped` is what could not be tried: no fault, but not known to be well either. */
  state: 'ok' | 'fault' | 'skipped';
  what: string;
  /** Why it matters, or why it could not be tried; empty where all is well. */
  why: string;
  /** The exact thing to do; empty where all is well. */
  fix: string;
}

export const ok = (check: string, what: string): Result => ({ check, state: 'ok', what, why: '', fix: '' });

export const fault = (check: string, said: Pick<Result, 'what' | 'why' | 'fix'>): Result => ({
  check,
  state: 'fault',
  ...said
});

/**
 * @param why a sentence
 * @param fix what to do instead, or in order that it can be tried
 */
export const skipped = (check: string, why: string, fix = ''): Result => ({
  check,
  state: 'skipped',
  what: 'Could not be tried.',
  why,
  fix
});
