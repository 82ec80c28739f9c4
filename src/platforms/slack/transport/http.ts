import { ExpressReceiver } from '@slack/bolt';
import type { Router } from 'express';
import type { Logger } from '../../../observability/logger.ts';
import type { Served } from '../auth/allowed-workspaces.ts';
import { addDoor } from './request-guard.ts';
import type { SdkLogger } from './sdk-logger.ts';

interface HttpParts {
  routes: Router;
  signingSecret: string;
  logger: Logger;
  sdkLogger: SdkLogger;
  now: () => number;
  /** False while starting or stopping. */
  open: () => boolean;
  served: Served;
}

/** The one address for events, commands and buttons. */
const path = '/slack/events';

/** Before Slack's own three seconds are over, in milliseconds. */
const lastMomentMs = 2500;

/** Bolt's receiver for HTTP, behind our own door, which has checked the signature already, and more. */
export function createHttp({
  routes,
  signingSecret,
  logger,
  sdkLogger,
  now,
  open,
  served
}: HttpParts): ExpressReceiver {
  addDoor(routes, path, { signingSecret, logger, now, open, served });
  return new ExpressReceiver({
    router: routes,
    endpoints: path,
    signatureVerification: false,
    signingSecret: '',
    logger: sdkLogger,
    unhandledRequestTimeoutMillis: lastMomentMs,
    unhandledRequestHandler: ({ response }) => {
      if (!response.headersSent) response.writeHead(404, { 'x-slack-no-retry': '1' }).end();
    },
    // Only payloads that Bolt cannot take apart come here; what goes wrong in our own listeners does not.
    processEventErrorHandler: async ({ error, response }) => {
      logger.warn('slack.payload.unusable', { error });
      if (!response.headersSent) response.writeHead(400, { 'x-slack-no-retry': '1' }).end();
      return false;
    }
  });
}
