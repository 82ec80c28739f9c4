import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { RetryLaterError } from '../../../core/model/errors.ts';
import { createTally, type Logger } from '../../../observability/logger.ts';
import type { Workload } from '../../workload.ts';
import { type AllowedWorkspaces, notAllowed } from '../auth/allowed-workspaces.ts';
import { type Fields, fields, text } from '../parse/payload.ts';
import type { Inbox } from './inbox.ts';

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

  const process = async (app: App, event: ReceiverEvent): Promise<void> => {
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
    init(app) {
      inbox?.init(app);
      receiver.init({ processEvent: (event: ReceiverEvent) => process(app, event) } as unknown as App);
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
