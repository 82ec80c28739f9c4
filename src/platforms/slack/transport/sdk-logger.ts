import type { Logger as BoltLogger, LogLevel } from '@slack/bolt';
import { hideSecrets, type Logger } from '../../../observability/logger.ts';

export type SdkLogger = BoltLogger;

/**
 * Creates the SDK's logger over ours. Its debug lines hold payloads and are dropped; of the others the first 200
 * characters are kept, without secrets.
 */
export function createSdkLogger(logger: Logger): SdkLogger {
  const said = (parts: readonly unknown[]): string =>
    hideSecrets(parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ')).slice(0, 200);
  return {
    debug: () => {},
    info: (...parts) => logger.debug('slack.sdk', { said: said(parts) }),
    warn: (...parts) => logger.debug('slack.sdk.warning', { said: said(parts) }),
    error: (...parts) => logger.warn('slack.sdk.error', { said: said(parts) }),
    setLevel: () => {},
    getLevel: () => 'info' as LogLevel,
    setName: () => {}
  };
}
