import type { IncomingHttpHeaders } from 'node:http';
import { isValidSlackRequest } from '@slack/bolt';

/** How far Slack's clock and ours may lie apart, in seconds: older is a replay, later is forged. */
const mostSkew = 5 * 60;

interface SignatureParts {
  signingSecret: string;
  /** Milliseconds since 1970. */
  now: () => number;
}

/**
 * Says whether Slack signed a body within the last five minutes. Bolt alone takes timestamps from the future.
 *
 * @param body as it came: the signature is over its bytes
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
