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

/** The one address for events, commands and buttons. */
const path = '/slack/events';

/** Before Slack's own three seconds are over, in milliseconds. */
const lastMomentMs = 2500;

/** Makes Bolt's receiver for HTTP, behind our own guard, which has checked the signature already, and more. */
export function createHttp({ routes, signingSecret, logger, sdkLogger, now, open }: HttpParts): ExpressReceiver {
  addRequestGuard(routes, path, { signingSecret, logger, now, open });
  return new ExpressReceiver({
    router: routes,
    endpoints: path,
    signatureVerification: false,
    signingSecret: '',
    logger: sdkLogger,
    unhandledRequestTimeoutMillis: lastMomentMs,
    // Not acknowledged in time: the store hangs, or the process is too busy. Slack is to come again.
    unhandledRequestHandler: ({ response }) => {
      if (!response.headersSent) response.writeHead(503).end();
    },
    // What goes wrong with a payload is acknowledged and logged before it comes here.
    processEventErrorHandler: async ({ error, response }) => {
      logger.warn('slack.ack.failed', { error });
      if (!response.headersSent) response.writeHead(503).end();
      return false;
    }
  });
}
