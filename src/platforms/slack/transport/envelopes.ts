import type { SocketModeReceiver } from '@slack/bolt';
import { parseJson } from '../../../core/model/parse-json.ts';
import type { Logger } from '../../../observability/logger.ts';
import type { PlatformMetrics } from '../../../observability/platform-metrics.ts';
import { fields, text } from '../parse/payload.ts';

/** The SDK's client for Socket Mode. */
export type Client = SocketModeReceiver['client'];

/** Event of the SDK's client for each text received over the socket. */
const messageEvent = 'ws_message';

/**
 * Puts a check before the SDK's own listener for envelopes, which throws outside any handler on those it cannot take
 * apart, such as `app_rate_limited`, which has no inner event. They are handed on under a type of no meaning, so that
 * they reach the receiver, which acknowledges and counts them.
 *
 * @throws where this version of the SDK has no such listener: without it the bot would be deaf and say that it is
 * connected
 */
export function guardEnvelopes(client: Client, { logger, watch }: { logger: Logger; watch: PlatformMetrics }): void {
  const [deliver] = client.listeners(messageEvent);
  if (!deliver)
    throw new Error(`@slack/socket-mode has no listener for ${messageEvent}; take the version of package-lock.json.`);
  client.removeAllListeners(messageEvent);
  client.on(messageEvent, (data: unknown, isBinary: boolean) => {
    const envelope = fields(typeof data === 'string' ? parseJson(data) : undefined);
    const [type, id] = [text(envelope.type), text(envelope.envelope_id)];
    if (!type) return logger.warn('slack.payload.unusable', { type });
    const whole = type !== 'events_api' || text(fields(fields(envelope.payload).event).type) !== undefined;
    const given = whole ? data : JSON.stringify({ ...envelope, type: 'without_event' });
    // The SDK's handler is asynchronous and the emitter drops its promise; a rejection would end the process.
    const work = async (): Promise<unknown> => deliver.call(client, given, isBinary);
    const done = id ? watch.request(`socket ${type}`, work) : work();
    done.catch((error: unknown) => logger.error('slack.socket.payload', { error }));
  });
}
