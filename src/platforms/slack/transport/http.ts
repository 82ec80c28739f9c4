import { ExpressReceiver } from '@slack/bolt';
import type { Router } from 'express';
import type { Logger } from '../../../observability/logger.ts';
import { addRequestGuard } from './request-guard.ts';
import type { SdkLogger } from './sdk-logger.ts';

interface HttpParts {
  routes: Router;
  signingSecret: string;
  logger: Logger;
  sdkLogger: SdkLogger;
  now: () => number;
  /** False while starting or stopping. */
  open: () => boolean;
}

/** The one path for events, commands and buttons. */
const path = '/slack/events';

/** Time limit of an acknowledgement, in milliseconds, before Slack's own three seconds. */
const lastMomentMs = 2500;

/** Creates Bolt's receiver for HTTP, behind our own guard, which has checked the signature already, and more. */
export function createHttp({ routes, signingSecret, logger, sdkLogger, now, open }: HttpParts): ExpressReceiver {
  addRequestGuard(routes, path, { signingSecret, logger, now, open });
  return new ExpressReceiver({
    router: routes,
    endpoints: path,
    signatureVerification: false,
    signingSecret: '',
    logger: sdkLogger,
    unhandledRequestTimeoutMillis: lastMomentMs,
    // Not acknowledged in time: the store hangs, or the process is too busy. Slack should deliver again.
    unhandledRequestHandler: ({ response }) => {
      if (!response.headersSent) response.writeHead(503).end();
    },
    // Faults of a payload are acknowledged and logged before they reach this handler.
    processEventErrorHandler: async ({ error, response }) => {
      logger.warn('slack.ack.failed', { error });
      if (!response.headersSent) response.writeHead(503).end();
      return false;
    }
  });
}
