import express, { type NextFunction, type Request, type RequestHandler, type Response, type Router } from 'express';
import { createTally, type Logger } from '../../../observability/logger.ts';
import { isSigned } from '../auth/signature.ts';
import { type Fields, fields } from '../parse/payload.ts';

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
export function addRequestGuard(routes: Router, path: string, parts: RequestGuardParts): void {
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
    const body = Buffer.isBuffer(raw) ? raw.toString('utf8') : '';
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

function readBody(body: string, type: string | undefined): Fields | undefined {
  try {
    if (!type?.startsWith('application/x-www-form-urlencoded')) return object(JSON.parse(body));
    const form = Object.fromEntries(new URLSearchParams(body));
    return form.payload === undefined ? form : object(JSON.parse(form.payload));
  } catch {
    return undefined;
  }
}

function object(value: unknown): Fields | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : undefined;
}
