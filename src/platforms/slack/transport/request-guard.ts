import { isValidSlackRequest } from '@slack/bolt';
import express, { type NextFunction, type Request, type RequestHandler, type Response, type Router } from 'express';
import { createTally, type Logger } from '../../../observability/logger.ts';
import { notServed, type Served } from '../auth/allowed-workspaces.ts';
import { type Fields, fields, list, text } from '../parse/payload.ts';

/** Bodies over this get 413. */
const mostBytes = 1024 * 1024;
/** How far Slack's clock and ours may lie apart, in seconds: older is a replay, later is forged. */
const mostSkew = 5 * 60;

interface RequestGuardParts {
  signingSecret: string;
  logger: Logger;
  /** Milliseconds since 1970. */
  now: () => number;
  /** False while starting or stopping: then Slack is asked to come again. */
  open: () => boolean;
  served: Served;
}

/**
 * The front door of `POST /slack/events`: what it lets through is signed, fresh, small, and of a shape that Bolt can take.
 * Bolt alone takes timestamps from the future, answers 500 to some signed nonsense and leaves other kinds without an
 * answer for three seconds.
 *
 * - 413 for more than 1 MB, 401 for what is unsigned, forged, stale or from the future
 * - 400 with `x-slack-no-retry` for what no later try can mend
 * - 200 without any work for organisations that are not served: Slack is not to come again
 * - 503 while starting or stopping: Slack delivers again
 */
export function addDoor(routes: Router, path: string, parts: RequestGuardParts): void {
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
    if (!isSigned(request, body, parts)) return refuse(response, 401, 'signature');
    const payload = readBody(body, request.headers['content-type']);
    if (payload === undefined) return refuse(response, 400, 'unreadable');
    if (payload.type === 'app_rate_limited') {
      parts.logger.warn('slack.events.limited');
      response.status(200).end();
      return;
    }
    if (!isKnown(payload)) return refuse(response, 400, 'shape');
    if (!parts.served.payload(payload)) {
      refusals('organisation');
      if (payload.command === undefined) response.status(200).end();
      else response.json({ response_type: 'ephemeral', text: notServed });
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

function isSigned(request: Request, body: string, { signingSecret, now }: RequestGuardParts): boolean {
  const stamp = request.headers['x-slack-request-timestamp'];
  const signature = request.headers['x-slack-signature'];
  if (typeof stamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(stamp)) return false;
  const nowMilliseconds = now();
  if (Number(stamp) - nowMilliseconds / 1000 > mostSkew) return false;
  const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(stamp) };
  return isValidSlackRequest({ signingSecret, body, headers, nowMilliseconds });
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

/** True for the kinds of payload Slack sends us, with the parts in place that Bolt reads without a look. */
export function isKnown(payload: Fields): boolean {
  const by = text(fields(payload.user).id) !== undefined;
  const somewhere = ['channel', 'team', 'enterprise'].every((key) => payload[key] == null || object(payload[key]));
  const urls = payload.response_urls === undefined || list(payload.response_urls).every((url) => object(url));
  if (payload.event !== undefined) return payload.type === 'event_callback' && isKnownEvent(fields(payload.event));
  if (payload.command !== undefined) {
    return [payload.command, payload.user_id, payload.channel_id, payload.team_id].every((part) => text(part));
  }
  if (!urls) return false;
  switch (payload.type) {
    case 'url_verification':
      return text(payload.challenge) !== undefined;
    case 'block_actions':
      return by && somewhere && text(fields(list(payload.actions)[0]).action_id) !== undefined;
    case 'block_suggestion':
      return by && somewhere && text(payload.action_id) !== undefined;
    case 'message_action':
    case 'shortcut':
      return by && somewhere && text(payload.callback_id) !== undefined;
    case 'view_submission':
    case 'view_closed':
      return by && somewhere && text(fields(payload.view).callback_id) !== undefined;
    default:
      return payload.ssl_check !== undefined;
  }
}

function isKnownEvent(event: Fields): boolean {
  const channel =
    event.channel === undefined || text(event.channel) !== undefined || object(event.channel) !== undefined;
  const item = event.item === undefined || object(event.item) !== undefined;
  const user = event.user === undefined || text(event.user) !== undefined || object(event.user) !== undefined;
  return text(event.type) !== undefined && channel && item && user;
}
