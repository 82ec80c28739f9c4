import type { SocketModeReceiver } from '@slack/bolt';
import { createTally, type Logger } from '../../../observability/logger.ts';
import type { PlatformMetrics } from '../../../observability/platform-metrics.ts';
import { notServed, type Served } from '../auth/allowed-workspaces.ts';
import { fields, text } from '../parse/payload.ts';

/** The SDK's client for Socket Mode. */
export type Client = SocketModeReceiver['client'];

/** Envelopes whose acknowledgement is waited for, at most. */
const mostOpen = 1_000;

/**
 * Tells how long each envelope waited for its acknowledgement.
 *
 * @returns a function to be told the id of each that comes
 */
export function timeAcknowledgements(client: Client, watch: PlatformMetrics): (id: string) => void {
  const since = new Map<string, number>();
  const sender = sending(client);
  const { send } = sender;
  sender.send = (id, body) => {
    const came = since.get(id);
    if (since.delete(id) && came !== undefined) watch.acknowledged(performance.now() - came);
    return send.call(client, id, body);
  };
  return (id) => {
    since.set(id, performance.now());
    if (since.size > mostOpen) since.delete(since.keys().next().value as string);
  };
}

/** The SDK's way to acknowledge, which its types keep to themselves. */
const sending = (client: Client) => client as unknown as { send(id: string, body?: object): Promise<void> };

interface GuardParts {
  logger: Logger;
  now: () => number;
  served: Served;
  watch: PlatformMetrics;
}

/**
 * Lets through only envelopes of organisations that are served, and that the SDK can take apart: it throws outside any
 * handler on the others, such as `app_rate_limited`, which has no inner event.
 */
export function guard(client: Client, { logger, now, served, watch }: GuardParts, came: (id: string) => void): void {
  const refusals = createTally(logger, 'slack.refused', now);
  const [deliver] = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    const envelope = fields(parsed(data));
    const [type, id, payload] = [text(envelope.type), text(envelope.envelope_id), fields(envelope.payload)];
    const usable = type && (type !== 'events_api' || text(fields(payload.event).type));
    if (!usable) return logger.warn('slack.payload.unusable', { type });
    if (id) came(id);
    if (id && !served.payload(payload)) {
      refusals('organisation');
      const said = payload.command === undefined ? {} : { text: notServed };
      return void sending(client)
        .send(id, said)
        .catch(() => {});
    }
    // The SDK's handler is asynchronous and the emitter drops its promise; a rejection would end the process.
    const work = async (): Promise<unknown> => deliver?.call(client, data, isBinary);
    const done = id ? watch.request(`socket ${type}`, work) : work();
    done.catch((error: unknown) => logger.error('slack.socket.payload', { error }));
  });
}

function parsed(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : undefined;
  } catch {
    return undefined;
  }
}
