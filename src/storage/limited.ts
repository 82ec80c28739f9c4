import { StoreError } from '../core/model/errors.ts';
import { wrapPorts } from '../core/model/wrap-ports.ts';

/** How long somebody who waits for an answer waits for the store, in milliseconds. */
const limitMs = 1_000;
/** The same while an earlier call is overdue: the store hangs, and several such waits in a row would add up. */
const hangingMs = 100;

/** The calls that stand between a request and its acknowledgement or answer. */
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
 * Returns the same store, but a call that somebody waits for rejects after a second, and its caller goes on from memory. The
 * call itself goes on, and may still take effect.
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
