import { StoreError } from '../core/model/errors.ts';
import { wrapPorts } from '../core/model/wrap-ports.ts';

/** Time limit of a store call made while a person waits for an answer, in milliseconds. */
const limitMs = 1_000;
/**
 * Time limit while an earlier call is overdue, in milliseconds: the store hangs, and several full waits would add up.
 */
const hangingMs = 100;

/** Calls made between a request and its acknowledgement or answer. */
const awaited: ReadonlySet<string> = new Set([
  'handled.claim',
  'memory.recall',
  'inbox.keep',
  'installations.find',
  'feedback.vote',
  'voterKeys.keep',
  'assessments.find',
  'assessments.latest',
  'assessments.open',
  'assessments.answer'
]);

/**
 * Returns the same store, but calls made while a person waits reject after a second, and the caller goes on from
 * memory. The call itself goes on, and may still take effect.
 */
export function limitWaits<S extends object>(store: S): S {
  let overdue = 0;
  return wrapPorts(store, (name, call) => {
    const result = call();
    if (!awaited.has(name) || !(result instanceof Promise)) return result;
    return new Promise((resolve, reject) => {
      let late = false;
      const timer = setTimeout(
        () => {
          late = true;
          overdue += 1;
          reject(new StoreError(`The store does not answer in time (${name}). The bot goes on without it.`));
        },
        overdue > 0 ? hangingMs : limitMs
      );
      const ended = (): void => {
        clearTimeout(timer);
        if (late) overdue -= 1;
      };
      result.finally(ended).then(resolve, reject);
    });
  });
}
