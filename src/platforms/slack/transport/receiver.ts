import { randomUUID } from 'node:crypto';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { RetryLaterError } from '../../../core/model/errors.ts';
import { createTally, type Logger } from '../../../observability/logger.ts';

import { createInbox, type Inbox, type Workload } from '../../workload.ts';
import { type AllowedWorkspaces, notAllowed } from '../auth/allowed-workspaces.ts';
import { isForBot } from '../parse/event.ts';
import { type Fields, fields, text } from '../parse/payload.ts';
import type { Echoes } from '../send/echoes.ts';

interface ReceiverParts {
  /** Workspaces that are served; all when undefined. */
  allowed: AllowedWorkspaces | undefined;
  /** Counts every payload until its work is done: Bolt's own `stop` does not wait. */
  workload: Workload;
  /** Keeps payloads in need of an answer before Bolt acknowledges them; none are kept when not given. */
  inbox: DeliveryInbox | undefined;
  /** Hears the messages of apps, which Bolt drops where they are the bot's own. */
  echoes: Pick<Echoes, 'heard'>;
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
  const { allowed, workload, inbox, echoes, logger, now, acknowledged } = parts;
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
    const message = fields(body.event);
    if (message.bot_id !== undefined) echoes.heard(message);
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

/** Keeps deliveries between their acknowledgement and their answer, and has Bolt process them. */
export interface DeliveryInbox extends Pick<Inbox<unknown>, 'start' | 'stop'> {
  /** Sets the app that processes the payloads. */
  init(app: App): void;
  /** Stores a payload in need of an answer, and processes it, before Bolt acknowledges it. */
  process(event: ReceiverEvent): Promise<void>;
}

export function createDeliveryInbox(
  parts: Omit<Parameters<typeof createInbox>[0], 'platform' | 'owner' | 'finish'>
): DeliveryInbox {
  let app: Pick<App, 'processEvent'> = { processEvent: async () => undefined };
  const inbox = createInbox<Fields>({
    ...parts,
    platform: 'slack',
    owner: randomUUID(),
    finish: (body) => app.processEvent({ body, ack: async () => {} })
  });
  return {
    ...inbox,
    init(of) {
      app = of;
    },
    async process(event) {
      if (!asksForAnswer(fields(event.body))) return app.processEvent(event);
      const kept = await inbox.keep(event.body);
      try {
        await app.processEvent(event);
      } finally {
        void inbox.done(kept);
      }
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
