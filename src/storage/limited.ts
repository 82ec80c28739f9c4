import { StoreTimeoutError } from '../core/model/errors.ts';
import { wrapPorts } from '../core/model/wrap-ports.ts';

/** Time limit of a store call made while a person waits for an answer, in milliseconds. */
const limitMs = 1_000;
/**
 * Time limit while an earlier call is overdue, in milliseconds: the store hangs, and several full waits would add up.
 */
const hangingMs = 100;
/** Time without any answer of the store, with calls waiting, after which it counts as frozen, in milliseconds. */
const frozenMs = 3_000;
/** Number of ticks in which a limit is counted. A tick that comes late, because this process was busy, counts once. */
const ticks = 10;

/** The claim of a message. It has the full limit until the store counts as frozen: without it a replica may answer too. */
const claim = 'handled.claim';

/** Calls made between a request and its acknowledgement or answer, and by nothing that runs by the clock. */
const awaited: ReadonlySet<string> = new Set([
  claim,
  'memory.recall',
  'inbox.keep',
  'installations.find',
  'feedback.vote',
  'voterKeys.keep',
  'tips.find',
  'tips.save',
  'tips.deliveries',
  'handovers.add',
  'handovers.find',
  'handovers.change',
  'handovers.tell',
  'drafts.keep',
  'drafts.find',
  'drafts.forget',
  'assessments.find',
  'assessments.latest',
  'assessments.open',
  'assessments.answer'
]);

/**
 * Calls `over` after `ms` milliseconds in which this process could also have seen an answer. Returns what stops it.
 */
function countDown(ms: number, over: () => void): () => void {
  let left = ticks;
  let last: NodeJS.Immediate | undefined;
  const timer = setInterval(() => {
    left -= 1;
    if (left > 0) return;
    clearInterval(timer);
    // Node runs due timers before it reads from the network: what has arrived meanwhile is read first.
    last = setImmediate(over);
  }, ms / ticks);
  return () => {
    clearInterval(timer);
    if (last) clearImmediate(last);
  };
}

/**
 * Returns the same store, but calls made while a person waits reject with {@link StoreTimeoutError} after a second, and
 * the caller goes on from memory. The call itself goes on, and may still take effect.
 */
export function limitWaits<S extends object>(store: S): S {
  /** Calls that wait for the store, those of them beyond their limit, and since when none was answered. */
  let waiting = 0;
  let overdue = 0;
  let silentSince = 0;
  const limit = (name: string): number => {
    if (overdue === 0) return limitMs;
    return name === claim && performance.now() - silentSince < frozenMs ? limitMs : hangingMs;
  };

  const within = <T>(name: string, result: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      let late = false;
      const stop = countDown(limit(name), () => {
        late = true;
        overdue += 1;
        const message = `The store does not answer in time (${name}). The bot goes on without it.`;
        reject(new StoreTimeoutError(message, () => within(name, result)));
      });
      const ended = (): void => {
        stop();
        if (late) overdue -= 1;
      };
      result.finally(ended).then(resolve, reject);
    });

  return wrapPorts(store, (name, call) => {
    const result = call();
    if (!awaited.has(name) || !(result instanceof Promise)) return result;
    if (waiting === 0) silentSince = performance.now();
    waiting += 1;
    const ended = (): void => {
      waiting -= 1;
      silentSince = performance.now();
    };
    return within(name, result.finally(ended));
  });
}
