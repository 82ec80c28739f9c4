import { StoreTimeoutError } from '../core/model/errors.ts';

/** Runs one call of the store, inside a timer and a trace; `name` is `port.method`. */
type ObserveCall = <T>(name: string, call: () => Promise<T>) => Promise<T>;

/** Options of the calls to the store. */
export interface CallOptions {
  /** Runs each call; calls are not observed when not given. */
  observe?: ObserveCall;
  /** True to reject a call made while a person waits after a second; the caller then goes on from memory. */
  limited?: boolean;
}

/** Ports of the store, and the wait for all calls under way. */
export interface WatchedCalls<S> {
  ports: S;
  /** Resolves when no call is under way: many writes follow an answer and are not awaited. */
  settled(): Promise<void>;
}

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
/** Longest that a limit may grow by late ticks, in limits: a process that is busy all the time keeps nobody waiting. */
const mostGrowth = 1.5;

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
  'tips.takeBack',
  'tips.deliveries',
  'handovers.add',
  'handovers.find',
  'handovers.change',
  'handovers.tell',
  'results.find',
  'results.save',
  'drafts.keep',
  'drafts.find',
  'drafts.forget',
  'assessments.find',
  'assessments.latest',
  'assessments.open',
  'assessments.answer'
]);

/** Calls `over` after `ms` milliseconds in which this process could also have seen an answer, unless its timer is cleared. */
function countDown(ms: number, over: () => void): NodeJS.Timeout {
  const began = performance.now();
  let left = ticks;
  const timer = setInterval(() => {
    left -= 1;
    const late = ticks - left > 1 && performance.now() - began > mostGrowth * ms;
    if (left > 0 && !late) return;
    clearInterval(timer);
    // Node runs due timers before it reads from the network: what has arrived meanwhile is read first.
    setImmediate(over);
  }, ms / ticks);
  return timer;
}

/**
 * Creates the time limit of calls made while a person waits: they reject with {@link StoreTimeoutError} after a second,
 * and the caller goes on from memory. The call itself goes on, and may still take effect.
 */
function createTimeLimit() {
  /** Waits for the store, those of them beyond their limit, and since when none was answered. */
  let waiting = 0;
  let overdue = 0;
  let silentSince = 0;
  return function within<T>(name: string, result: Promise<T>): Promise<T> {
    if (waiting === 0) silentSince = performance.now();
    waiting += 1;
    const mayWait = overdue === 0 || (name === claim && performance.now() - silentSince < frozenMs);
    return new Promise((resolve, reject) => {
      let late = false;
      let over = false;
      const timer = countDown(mayWait ? limitMs : hangingMs, () => {
        if (over) return;
        late = true;
        overdue += 1;
        const message = `The store does not answer in time (${name}). The bot goes on without it.`;
        reject(new StoreTimeoutError(message, () => within(name, result)));
      });
      const ended = (): void => {
        over = true;
        clearInterval(timer);
        waiting -= 1;
        silentSince = performance.now();
        if (late) overdue -= 1;
      };
      result.finally(ended).then(resolve, reject);
    });
  };
}

type Method = (...given: unknown[]) => Promise<unknown>;

/**
 * Wraps every method of every port: each call is observed, limited in time, and counted until it ends. A call that took
 * too long goes on, and may still take effect.
 */
export function watchCalls<S extends object>(
  ports: S,
  { observe = (_name, call) => call(), limited = false }: CallOptions
): WatchedCalls<S> {
  const underWay = new Set<Promise<unknown>>();
  const inTime = createTimeLimit();

  const watched = (name: string, method: Method): Method => {
    const isLimited = limited && awaited.has(name);
    return (...given) => {
      const call = observe(name, () => method(...given));
      const done = (): unknown => underWay.delete(call);
      underWay.add(call);
      call.then(done, done);
      return isLimited ? inTime(name, call) : call;
    };
  };

  const port = ([name, methods]: [string, Record<string, Method>]) => {
    const all = Object.entries(methods).map(([each, method]) => [each, watched(`${name}.${each}`, method)]);
    return [name, Object.fromEntries(all)];
  };
  return {
    ports: Object.fromEntries(Object.entries(ports).map(port)) as S,
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    }
  };
}
