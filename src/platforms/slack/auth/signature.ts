import type { IncomingHttpHeaders } from 'node:http';
import { isValidSlackRequest } from '@slack/bolt';

/**
 * Maximum difference between Slack's clock and ours, in seconds: an older timestamp is a replay, a later one forged.
 */
const mostSkew = 5 * 60;

interface SignatureParts {
  signingSecret: string;
  /** Milliseconds since 1970. */
  now: () => number;
}

/**
 * Returns true where Slack signed a body within the last five minutes. Bolt alone accepts timestamps from the future.
 *
 * @param body as received: the signature covers its bytes
 */
export function isSigned(headers: IncomingHttpHeaders, body: string, { signingSecret, now }: SignatureParts): boolean {
  const stamp = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof stamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(stamp)) return false;
  const nowMilliseconds = now();
  if (Number(stamp) - nowMilliseconds / 1000 > mostSkew) return false;
  const signed = { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(stamp) };
  return isValidSlackRequest({ signingSecret, body, headers: signed, nowMilliseconds });
}
