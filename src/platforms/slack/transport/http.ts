import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { ExpressReceiver, isValidSlackRequest } from '@slack/bolt';
import express, { type NextFunction, type Request, type RequestHandler, type Response, type Router } from 'express';
import { createTally, type Logger } from '../../../observability/logger.ts';
import { type Fields, fields } from '../parse/payload.ts';
import type { SdkLogger } from './clients.ts';

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

/** Bodies over this get 413. */
const mostBytes = 1024 * 1024;

interface RequestGuardParts {
  signingSecret: string;
  logger: Logger;
  /** Milliseconds since 1970. */
  now: () => number;
  /** False while starting, stopping or full: Slack then delivers again. */
  open: () => boolean;
}

/**
 * Guards `POST /slack/events`: it accepts only signed, fresh and small bodies that are objects. Bolt alone accepts
 * timestamps from the future.
 *
 * - 413 for more than 1 MB, 401 for unsigned, forged and stale bodies, and those from the future
 * - 400 with `x-slack-no-retry` for a signed body that cannot be read
 * - 503 while starting, stopping or full: Slack delivers again
 */
function addRequestGuard(routes: Router, path: string, parts: RequestGuardParts): void {
  const refusals = createTally(parts.logger, 'slack.refused', parts.now);

  const refuse = (response: Response, status: 400 | 401, reason: string): void => {
    refusals(reason);
    if (status === 400) response.set('x-slack-no-retry', '1');
    response.status(status).end();
  };

  const check: RequestHandler = (request, response, next) => {
    if (!parts.open()) {
      response.status(503).end();
      return;
    }
    const raw: unknown = request.body;
    // Other bytes could be exchanged for those of U+FFFD, as which they are read, without changing the signature.
    const body = Buffer.isBuffer(raw) && isUtf8(raw) ? raw.toString('utf8') : '';
    if (!isSigned(request.headers, body, parts)) return refuse(response, 401, 'signature');
    const payload = readBody(body, request.headers['content-type']);
    if (payload === undefined) return refuse(response, 400, 'unreadable');
    if (payload.type === 'app_rate_limited') {
      parts.logger.warn('slack.events.limited');
      response.status(200).end();
      return;
    }
    // Bolt reads the raw body from here.
    Object.assign(request, { rawBody: body });
    next();
  };

  const failed = (error: unknown, _request: Request, response: Response, _next: NextFunction): void => {
    const status = fields(error).status;
    refusals(`body ${String(fields(error).type ?? 'error')}`);
    if (!response.headersSent) response.status(status === 413 || status === 415 ? status : 400).end();
  };

  routes.post(path, express.raw({ type: () => true, limit: mostBytes, inflate: false }), check);
  routes.use(path, failed);
}

/** Returns the object in a body, JSON or a form; undefined where there is none. */
function readBody(body: string, type: string | undefined): Fields | undefined {
  let value: unknown;
  try {
    const isForm = type?.startsWith('application/x-www-form-urlencoded');
    const form: Record<string, string> = isForm ? Object.fromEntries(new URLSearchParams(body)) : { payload: body };
    if (form.payload === undefined) return form;
    value = JSON.parse(form.payload);
  } catch {
    return undefined;
  }
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : undefined;
}

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
