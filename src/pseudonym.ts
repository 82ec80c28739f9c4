import { createHmac, randomBytes } from 'node:crypto';

/** A key serves for 30 days: long enough to change a vote, short enough that nothing can be followed for long. */
const keyMs = 30 * 24 * 60 * 60_000;

/**
 * Makes the function that turns a person's id into a name for counting one vote a person. The key is random, lives in
 * memory only and changes every 30 days and at every start, so that no name can be traced back to a person.
 */
export function createPseudonym(): (personId: string, now: number) => string {
  let key = randomBytes(32);
  let made = Number.NEGATIVE_INFINITY;
  return (personId, now) => {
    if (now - made > keyMs) {
      key = randomBytes(32);
      made = now;
    }
    return createHmac('sha256', key).update(personId).digest('base64url').slice(0, 22);
  };
}
