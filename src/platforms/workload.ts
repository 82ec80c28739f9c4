import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Seal } from '../config/seal.ts';
import { BoundedMap } from '../core/model/bounded-map.ts';
import { StoreTimeoutError } from '../core/model/errors.ts';
import type { InboxStore } from '../core/model/store.ts';
import { dayMs } from '../core/time/calendar.ts';
import type { Logger } from '../observability/logger.ts';

/** Limits of what one process has under way. */
export interface Bounds {
  /**
   * Requests under way: a hundred messages in work, three hundred waiting for the bot, two hundred answered that the
   * bot is busy. All that takes two to three seconds on one core, as long as Slack waits. Further requests get 503, and
   * the platform sends them again. Each takes some tens of kilobytes.
   */
  requests: number;
  /** Messages in work. */
  inWork: number;
  /** Messages waiting: three hundred are two seconds of work on one core, which platforms and people accept. */
  waiting: number;
  /** Replies that wait for a platform's rate limit beside the requests. */
  resting: number;
}

export const usualBounds: Bounds = { requests: 600, inWork: 100, waiting: 300, resting: 2000 };

/** Maximum number of event loop turns that the next message waits for pending input: a flood must not stop answers. */
const mostTurns = 25;

/**
 * All that is under way in the process, over all platforms: the one place that admits requests, queues messages, and
 * knows when a stop may go on.
 */
export interface Workload {
  /** True where no more requests may be accepted. */
  readonly full: boolean;
  /** Runs the work that one request causes, from its authentication until all is done, and counts it until then. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Runs the work of one message when it is its turn: one message a key, then the next key.
   *
   * @param extra messages that may wait beyond the usual limit before this one
   * @returns undefined at once when too many messages wait already
   */
  inTurn<T>(key: string, work: () => Promise<T>, extra?: number): Promise<T> | undefined;
  /** Waits in the midst of a request, which counts against the limit of requests only where too many wait so already. */
  rest(ms: number, signal?: AbortSignal): Promise<void>;
  /** Records a connection or request that came in: the next message waits until nothing more comes. */
  arrived(): void;
  /** Returns the number of requests under way, and of messages in work and waiting. */
  state(): { underWay: number; inWork: number; waiting: number };
  /** Resolves with true when no request is under way, with false after `mostMs` milliseconds. */
  idle(mostMs: number): Promise<boolean>;
}

/**
 * Creates the workload of a process. A message keeps the processor busy for some milliseconds, and Node accepts one new
 * connection in each turn of its event loop. So between two messages the loop turns until nothing more comes in: no
 * acknowledgement waits for fifty answers (docs/decisions/0042-what-earns-its-place.md).
 */
export function createWorkload(given: Partial<Bounds> = {}): Workload {
  const bounds = { ...usualBounds, ...given };
  const lines = new Map<string, (() => void)[]>();
  const drained = new Set<() => void>();
  let underWay = 0;
  let resting = 0;
  let inWork = 0;
  let waiting = 0;
  let arrivals = 0;
  let scheduled = false;

  const schedule = (): void => {
    if (scheduled || waiting === 0 || inWork >= bounds.inWork) return;
    scheduled = true;
    setImmediate(startNext, arrivals, 1);
  };

  /** Starts the first message of the key whose turn it is, and moves that key to the end. */
  const startNext = (seen: number, turns: number): void => {
    if (arrivals !== seen && turns < mostTurns) {
      setImmediate(startNext, arrivals, turns + 1);
      return;
    }
    scheduled = false;
    const [turn] = lines;
    if (!turn) return;
    const [key, line] = turn;
    const start = line.shift();
    lines.delete(key);
    if (line.length > 0) lines.set(key, line);
    waiting -= 1;
    start?.();
    schedule();
  };

  const begin = async <T>(work: () => Promise<T>): Promise<T> => {
    inWork += 1;
    try {
      return await work();
    } finally {
      inWork -= 1;
      schedule();
    }
  };

  return {
    get full() {
      return underWay - Math.min(resting, bounds.resting) >= bounds.requests;
    },
    async run(work) {
      underWay += 1;
      try {
        return await work();
      } finally {
        underWay -= 1;
        if (underWay === 0) for (const done of [...drained]) done();
      }
    },
    inTurn(key, work, extra = 0) {
      if (inWork + waiting >= bounds.inWork + bounds.waiting + extra) return undefined;
      waiting += 1;
      return new Promise((resolve) => {
        const line = lines.get(key) ?? [];
        line.push(() => resolve(begin(work)));
        lines.set(key, line);
        schedule();
      });
    },
    async rest(ms, signal) {
      resting += 1;
      await sleep(ms, undefined, { signal }).catch(() => undefined);
      resting -= 1;
    },
    arrived() {
      arrivals += 1;
    },
    state: () => ({ underWay, inWork, waiting }),
    idle(mostMs) {
      if (underWay === 0) return Promise.resolve(true);
      return new Promise((resolve) => {
        const finish = (clear: boolean) => {
          clearTimeout(timer);
          drained.delete(done);
          resolve(clear);
        };
        const done = () => finish(true);
        const timer = setTimeout(() => finish(false), mostMs);
        drained.add(done);
      });
    }
  };
}

/** Waits of an inbox, in milliseconds. */
export interface InboxTimes {
  /** Between two heartbeats of a process for its deliveries. */
  beat: number;
  /**
   * Without a heartbeat, after which another process takes deliveries over; longer than a claim lasts unsettled (5 s).
   */
  silent: number;
}

export const inboxTimes: InboxTimes = { beat: 2000, silent: 10_000 };

interface InboxParts<B> {
  /** Name of the platform, for the log. */
  platform: string;
  /** Name of this process in the store. Deliveries are taken over among owners with the same text before a slash. */
  owner: string;
  store: Omit<InboxStore, 'forget'>;
  /** Seals the deliveries, which hold people's words, while they are in the store. */
  seal: Seal;
  logger: Logger;
  workload: Workload;
  /** Milliseconds since 1970. */
  now: () => number;
  times: InboxTimes;
  /** Answers a delivery that another process left behind. */
  finish: (body: B, kept: Kept) => Promise<unknown>;
}

/** A delivery in work. */
export interface Kept {
  id: string;
  /** True where it is surely in the store. */
  written: boolean;
  /** Resolves when that is decided, where it is not yet. */
  decided?: Promise<unknown>;
}

/** Keeps deliveries from their acknowledgement to their answer, and finishes those that a dead process left behind. */
export interface Inbox<B> {
  /** Writes a delivery into the store, where that is possible in time. Never rejects. */
  keep(body: B): Promise<Kept>;
  /** Takes an answered delivery out of the store, unless it was left. Never rejects. */
  done(kept: Kept): Promise<void>;
  /** Leaves a delivery to another process. */
  leave(kept: Kept): void;
  /** Starts to take over what other processes left behind. */
  start(): void;
  /** Stops taking deliveries over; those in work are kept alive until they are done. */
  stop(): void;
}

/** Maximum number of processes that try one delivery. */
const mostTries = 3;
/** Age after which a delivery is dropped, in milliseconds: an answer a day late is of no use. */
const mostAgeMs = dayMs;
/** Maximum number of deliveries taken over in one run. */
const atOnce = 20;
/** Maximum number of answered deliveries remembered until the store can delete them. */
const mostAnswered = 5_000;

export function createInbox<B>(parts: InboxParts<B>): Inbox<B> {
  const { platform, owner, store, seal, logger, workload, now, times } = parts;
  const mine = new Set<string>();
  /** Answered deliveries that could not be taken out of the store yet. */
  const answered = new BoundedMap<string, true>(mostAnswered);
  let taking = false;

  /** Runs a store call; without the store nothing is kept, and answers go on. */
  const attempt = async <T>(what: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      logger.warn(`${platform}.inbox.${what}`, { error });
      return undefined;
    }
  };

  const done = async ({ id, decided }: Kept): Promise<void> => {
    if (!mine.has(id)) return;
    await decided;
    mine.delete(id);
    try {
      await store.done([id]);
    } catch (error) {
      logger.warn(`${platform}.inbox.done`, { error });
      answered.set(id, true);
    }
  };

  const finish = async ({ id, payload, keptAt, tries }: Awaited<ReturnType<InboxStore['takeOver']>>[number]) => {
    const opened = seal.open(payload, id);
    if (opened === undefined || tries > mostTries || now() - keptAt > mostAgeMs) {
      logger.error(`${platform}.inbox.given-up`, { tries, sealed: opened === undefined });
      return void attempt('done', () => store.done([id]));
    }
    mine.add(id);
    logger.info(`${platform}.inbox.taken-over`, { tries });
    const kept = { id, written: true };
    await attempt('finish', () => workload.run(() => parts.finish(JSON.parse(opened), kept)));
    void done(kept);
  };

  const beat = async (): Promise<void> => {
    if (mine.size + answered.size > 0) await attempt('alive', () => store.alive(owner, now()));
    const ids = [...answered.keys()];
    if (ids.length > 0 && (await attempt('done', () => store.done(ids).then(() => true))))
      for (const id of ids) answered.delete(id);
    if (!taking) return;
    const left = await attempt('look', () => store.takeOver(owner, now(), times.silent, atOnce));
    // Not waited for: the next heartbeat has to come while they are finished.
    for (const each of left ?? []) void finish(each);
  };

  return {
    async keep(body) {
      const id = randomUUID();
      mine.add(id);
      try {
        await store.keep(id, owner, seal.close(JSON.stringify(body), id), now());
        return { id, written: true };
      } catch (error) {
        logger.warn(`${platform}.inbox.keep`, { error });
        // The row may still be written: it is taken out after that.
        const unsure = error instanceof StoreTimeoutError && { decided: error.again().catch(() => undefined) };
        return { id, written: false, ...unsure };
      }
    },
    done,
    leave: ({ id }) => void mine.delete(id),
    start() {
      taking = true;
      const again = (): void => {
        const next = (): unknown => (taking || mine.size + answered.size > 0 ? again() : undefined);
        setTimeout(() => void beat().finally(next), times.beat).unref();
      };
      again();
    },
    stop() {
      taking = false;
    }
  };
}
