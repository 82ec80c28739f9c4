import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { createTally, type Logger } from '../../../observability/logger.ts';
import { notServed, type Served } from '../auth/allowed-workspaces.ts';
import { type Fields, fields, text } from '../parse/payload.ts';

interface AcknowledgeParts {
  served: Served;
  logger: Logger;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called with the time from a payload's arrival to its acknowledgement, in milliseconds. */
  acknowledged: (ms: number) => void;
}

/**
 * Wraps a receiver so that every payload is acknowledged: one that Bolt does not know or cannot parse is signed by
 * Slack all the same, and another delivery would not fix it. It is logged by its type. Payloads of organisations that
 * are not served are acknowledged without any work; only a command gets an answer.
 */
export function acknowledging(receiver: Receiver, { served, logger, now, acknowledged }: AcknowledgeParts): Receiver {
  const refused = createTally(logger, 'slack.refused', now);
  const unknown = createTally(logger, 'slack.payload.unknown', now);

  const take = async (app: App, event: ReceiverEvent): Promise<void> => {
    const since = performance.now();
    let done = false;
    const ack: ReceiverEvent['ack'] = (response) => {
      if (!done) acknowledged(performance.now() - since);
      done = true;
      return event.ack(response);
    };
    const body = fields(event.body);
    if (!served.payload(body)) {
      refused('organisation');
      const told = { response_type: 'ephemeral' as const, text: notServed };
      return ack(body.command === undefined ? undefined : told);
    }
    try {
      await app.processEvent({ ...event, ack });
    } catch (error) {
      logger.warn('slack.payload.unusable', { error });
    }
    if (done) return;
    unknown(typeOf(body));
    await ack();
  };

  return {
    init: (app) => receiver.init({ processEvent: (event: ReceiverEvent) => take(app, event) } as unknown as App),
    start: (...given) => receiver.start(...given),
    stop: (...given) => receiver.stop(...given)
  };
}

/** Returns Slack's name of a payload's kind, for the log, where it looks like one. */
function typeOf(body: Fields): string {
  const type = text(fields(body.event).type) ?? text(body.type) ?? 'none';
  return /^[a-z_.]{1,50}$/.test(type) ? type : 'odd';
}
