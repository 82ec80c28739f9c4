import { isIP } from 'node:net';
import type { NoAnswer } from './ask.ts';
import { fault, type Result, skipped } from './result.ts';

/** Advice if no host answered; such a check does not show whether all is well. */
export const tryOnline = 'Run it again where the machine has a way to the internet.';

/** Advice if the proxy did not let a call through, which is a fault of its own. */
export const mendProxy = 'The line "network" says what to do.';

/**
 * Returns the result for an internet service that did not answer. Being offline is not a fault of the settings; an
 * untrusted certificate means a network that intercepts connections, which the bot would fail at as well.
 *
 * @param effect what does not work then, as a sentence
 */
export function noAnswer(check: string, { kind, reason }: NoAnswer, effect: string): Result {
  if (kind === 'certificate') {
    return fault(check, {
      what: `${reason}.`,
      why: `Something between this machine and the service opens the connection, and the bot trusts only the real one. ${effect}`,
      fix: 'Ask who runs the network for its root certificate, and start with NODE_EXTRA_CA_CERTS=/path/to/it.pem.'
    });
  }
  if (kind === 'clock') {
    return fault(check, {
      what: `${reason}.`,
      why: `Most likely this machine's clock is wrong. ${effect}`,
      fix: 'Set the clock right and keep it so: timedatectl set-ntp true'
    });
  }
  return skipped(check, `${reason}.`, kind === 'proxy' ? mendProxy : tryOnline);
}

/** Returns true where the reason for no answer is a fault of its own, whatever was asked. */
export const isOwnFault = ({ kind }: NoAnswer): boolean =>
  kind === 'certificate' || kind === 'clock' || kind === 'proxy';

/** Returns true for this machine's own names and addresses. */
export function isLoopback({ hostname }: URL): boolean {
  const plain = hostname.replace(/^\[|\]$/g, '');
  return plain === 'localhost' || plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}
