import { randomUUID } from 'node:crypto';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Seal } from '../../../config/seal.ts';
import { BoundedMap } from '../../../core/model/bounded-map.ts';
import { RetryLaterError, StoreTimeoutError } from '../../../core/model/errors.ts';
import type { InboxStore } from '../../../core/model/store.ts';
import { dayMs } from '../../../core/time/calendar.ts';
import { createTally, type Logger } from '../../../observability/logger.ts';
import type { Workload } from '../../workload.ts';
import { type AllowedWorkspaces, notAllowed } from '../auth/allowed-workspaces.ts';
import { isForBot } from '../parse/event.ts';
import { type Fields, fields, text } from '../parse/payload.ts';
import type { SlackTimes } from './times.ts';

interface ReceiverParts {
  /** Workspaces that are served; all when undefined. */
  allowed: AllowedWorkspaces | undefined;
  /** Counts every payload until its work is done: Bolt's own `stop` does not wait. */
  workload: Workload;
  /** Keeps payloads in need of an answer before Bolt acknowledges them; none are kept when not given. */
  inbox: Inbox | undefined;
  logger: Logger;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called with the time from a payload's arrival to its acknowledgement, in milliseconds. */
  acknowledged: ((ms: number) => void) | undefined;
}

/**
 * Wraps a receiver of Bolt so that every payload is counted, kept and acknowledged: one that Bolt does not know or
 * cannot parse is signed by Slack all the same, and another delivery would not fix it. It is logged by its type.
 * Where the token of its workspace could not be looked up it is not acknowledged, and Slack delivers it again. Payloads
 * of organisations that are not allowed are acknowledged without any work; only a command gets an answer.
 */
export function wrapReceiver(receiver: Receiver, parts: ReceiverParts): Receiver {
  const { allowed, workload, inbox, logger, now, acknowledged } = parts;
  const refusals = createTally(logger, 'slack.refused', now);
  const unknown = createTally(logger, 'slack.payload.unknown', now);

  let app: App;
  const processEvent = async (event: ReceiverEvent): Promise<void> => {
    const since = performance.now();
    let done = false;
    const ack: ReceiverEvent['ack'] = (response) => {
      if (!done) acknowledged?.(performance.now() - since);
      done = true;
      return event.ack(response);
    };
    const body = fields(event.body);
    if (allowed && !allowed.payload(body)) {
      refusals('organisation');
      const answer = { response_type: 'ephemeral' as const, text: notAllowed };
      return ack(body.command === undefined ? undefined : answer);
    }
    try {
      const payload = { ...event, ack };
      await workload.run(() => inbox?.process(payload) ?? app.processEvent(payload));
    } catch (error) {
      if (error instanceof RetryLaterError) throw error;
      logger.warn('slack.payload.unusable', { error });
    }
    if (done) return;
    unknown(typeOf(body));
    await ack();
  };

  return {
    init(of) {
      app = of;
      inbox?.init(of);
      receiver.init({ processEvent } as unknown as App);
    },
    start: (...given) => receiver.start(...given),
    stop: (...given) => receiver.stop(...given)
  };
}

/** Returns Slack's name of a payload's kind, for the log, where it looks like one. */
function typeOf(body: Fields): string {
  const type = text(fields(body.event).type) ?? text(body.type) ?? 'none';
  return /^[a-z_.]{1,50}$/.test(type) ? type : 'odd';
}

interface InboxParts {
  store: Omit<InboxStore, 'forget'>;
  /** Seals the payloads, which hold people's words, while they are in the store. */
  seal: Seal;
  logger: Logger;
  workload: Workload;
  /** Milliseconds since 1970. */
  now: () => number;
  times: Pick<SlackTimes, 'beat' | 'silent'>;
}

/** Keeps deliveries from their acknowledgement to their answer, and finishes those that a dead process left behind. */
export interface Inbox {
  /** Sets the app that processes the payloads. */
  init(app: App): void;
  /** Stores a payload in need of an answer, and processes it, before Bolt acknowledges it. */
  process(event: ReceiverEvent): Promise<void>;
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

export function createInbox({ store, seal, logger, workload, now, times }: InboxParts): Inbox {
  const owner = randomUUID();
  const mine = new Set<string>();
  /** Answered deliveries that could not be taken out of the store yet. */
  const answered = new BoundedMap<string, true>(mostAnswered);
  let app: Pick<App, 'processEvent'> = { processEvent: async () => undefined };
  let taking = false;

  /** Runs a store call; without the store nothing is kept, and answers go on. */
  const attempt = async <T>(what: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      logger.warn(what, { error });
      return undefined;
    }
  };

  /** Ends deliveries; those that the store cannot delete now are tried again. */
  const takeOut = async (...ids: readonly string[]): Promise<void> => {
    for (const id of ids) mine.delete(id);
    try {
      await store.done(ids);
      for (const id of ids) answered.delete(id);
    } catch (error) {
      logger.warn('slack.inbox.done', { error });
      for (const id of ids) answered.set(id, true);
    }
  };

  const process = async (event: ReceiverEvent): Promise<void> => {
    if (!asksForAnswer(fields(event.body))) return app.processEvent(event);
    const id = randomUUID();
    mine.add(id);
    let written: Promise<unknown> | undefined;
    try {
      await store.keep(id, owner, seal.close(JSON.stringify(event.body), id), now());
    } catch (error) {
      logger.warn('slack.inbox.keep', { error });
      // The row may still be written: it is taken out after that.
      if (error instanceof StoreTimeoutError) written = error.again().catch(() => undefined);
    }
    try {
      await app.processEvent(event);
    } finally {
      if (written) void written.then(() => takeOut(id));
      else void takeOut(id);
    }
  };

  const finish = async ({ id, payload, keptAt, tries }: Awaited<ReturnType<InboxStore['takeOver']>>[number]) => {
    const opened = seal.open(payload, id);
    if (opened === undefined || tries > mostTries || now() - keptAt > mostAgeMs) {
      logger.error('slack.inbox.given-up', { tries, sealed: opened === undefined });
      return void takeOut(id);
    }
    mine.add(id);
    logger.info('slack.inbox.taken-over', { tries });
    const event: ReceiverEvent = { body: JSON.parse(opened), ack: async () => {} };
    await attempt('slack.inbox.finish', () => workload.run(() => app.processEvent(event)));
    void takeOut(id);
  };

  const beat = async (): Promise<void> => {
    if (mine.size + answered.size > 0) await attempt('slack.inbox.alive', () => store.alive(owner, now()));
    if (answered.size > 0) await takeOut(...answered.keys());
    if (!taking) return;
    const left = await attempt('slack.inbox.look', () => store.takeOver(owner, now(), times.silent, atOnce));
    await Promise.all((left ?? []).map(finish));
  };

  return {
    init(of) {
      app = of;
    },
    process,
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

/**
 * Returns true for a person's message, command, button or shortcut. Payloads that only show something (the Home tab,
 * suggestions, forms, whose answer is the acknowledgement itself) are not kept: the person sees that nothing came, and
 * tries again.
 */
function asksForAnswer(body: Fields): boolean {
  const event = fields(body.event);
  if (body.type === 'event_callback') {
    return isForBot(event);
  }
  return body.command !== undefined || body.type === 'block_actions' || body.type === 'message_action';
}
