import { setTimeout as sleep } from 'node:timers/promises';
import express, { type Request, type Response, Router } from 'express';
import { createTally, type Logger } from '../../../observability/logger.ts';
import { isForeignPage, isLocalRequest } from '../../local-request.ts';
import { drainMs } from '../../platform.ts';
import type { Kept, Workload } from '../../workload.ts';
import type { Trust } from '../auth/service-url.ts';
import { KeysUnavailableError, UnauthorizedError } from '../auth/signing-keys.ts';
import { type Inbound, readActivity } from './activity.ts';
import { createLater, type KeepingInbox, type Later, LeftForLaterError } from './later.ts';
import type { InvokeAnswer } from './sdk.ts';

interface RequestGuardParts {
  /** Checks the request's token; absent in local mode, where there is none. */
  checkToken?: (authorization: string | undefined, inbound: Inbound) => Promise<void>;
  trust: Trust;
  /** Directory ids of the organisations served; empty for all. */
  tenants: readonly string[];
  work: (inbound: Inbound, later: Later) => Promise<InvokeAnswer | undefined>;
  /** Keeps activities whose answer has to wait; absent where nothing can be kept. */
  inbox?: KeepingInbox | undefined;
  /** Time after which a request other than an invoke is acknowledged, in milliseconds. */
  ackMs: number;
  workload: Workload;
  logger: Logger;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** A refused request. `reason` is for the log. */
interface Refusal {
  status: number;
  reason: string;
}

/**
 * Returns the reason for refusing a service URL. With a valid token the host is trustworthy enough to log for the
 * operator; without one it may be anything.
 */
function untrusted(serviceUrl: string, checked: unknown): string {
  const reason = 'the service URL is not one we answer to';
  const { protocol, hostname } = URL.canParse(serviceUrl) ? new URL(serviceUrl) : { protocol: '', hostname: '' };
  if (!checked || protocol !== 'https:' || hostname.length > 100) return reason;
  return `${reason}: ${hostname} is no host of Microsoft's that we know; TEAMS_CONNECTOR_HOSTS takes further ones`;
}

/** Maximum size of any body, as the documented interface states. */
const bodyLimit = '1mb';

/**
 * Creates the guard of `POST /api/messages`: it accepts authenticated activities of served organisations. Each kind of
 * refusal is logged once a minute, with nothing of the request but its shape and its checked host.
 */
export function createRequestGuard(parts: RequestGuardParts) {
  const { checkToken, trust, tenants, work, inbox, ackMs, workload, logger, now } = parts;
  const refused = createTally(logger, 'teams.request.refused', now);
  const served = new Set(tenants.map((tenant) => tenant.toLowerCase()));
  const routes = Router();
  const stopping = new AbortController();
  let closed = false;

  const examine = async (request: Request): Promise<Inbound | Refusal> => {
    if (closed) return { status: 503, reason: 'the bot is stopping' };
    if (!checkToken && !isLocalRequest(request)) {
      return { status: 401, reason: 'local mode takes activities from this machine only' };
    }
    if (!checkToken && isForeignPage(request)) return { status: 403, reason: "it comes from another site's page" };
    const inbound = readActivity(request.body);
    if (!inbound) return { status: 400, reason: 'the body is not an activity in JSON' };
    const refusal = await tokenRefusal(request, inbound);
    if (refusal) return refusal;
    if (!trust(inbound.serviceUrl)) return { status: 403, reason: untrusted(inbound.serviceUrl, checkToken) };
    if (checkToken && inbound.channelId !== 'msteams') return { status: 403, reason: 'the channel is not Teams' };
    if (checkToken && served.size > 0 && !served.has(inbound.tenant.toLowerCase())) {
      return { status: 403, reason: 'the organisation is not on the list' };
    }
    if (workload.full) return { status: 503, reason: 'too much is under way' };
    return inbound;
  };

  const tokenRefusal = async (request: Request, inbound: Inbound): Promise<Refusal | undefined> => {
    try {
      await checkToken?.(request.headers.authorization, inbound);
      return undefined;
    } catch (error) {
      if (error instanceof UnauthorizedError) return { status: 401, reason: error.message };
      if (error instanceof KeysUnavailableError) return { status: 503, reason: error.message };
      // Any other fault in reading the token: it was not verified.
      return { status: 401, reason: 'the token cannot be read' };
    }
  };

  const run = (inbound: Inbound, later: Later): Promise<InvokeAnswer | undefined> =>
    workload
      .run(() => work(inbound, later))
      .catch((error: unknown) => {
        if (!(error instanceof LeftForLaterError)) throw error;
        logger.info('teams.activity.left', { type: inbound.type });
        return undefined;
      })
      .finally(later.end);

  /** Resolves when an activity is answered, or when its request has to be acknowledged; an invoke is always answered. */
  const answered = async (inbound: Inbound, body: unknown): Promise<InvokeAnswer | undefined> => {
    const later = createLater(
      { inbox, workload, stopping: stopping.signal },
      inbound.type === 'message' ? body : undefined
    );
    const work = run(inbound, later);
    if (inbound.type === 'invoke') return work;
    const late = new AbortController();
    const inTime = await Promise.race([
      work.then(() => true).finally(() => late.abort()),
      sleep(ackMs, false, { signal: late.signal }).catch(() => true)
    ]);
    if (inTime) return undefined;
    work.catch((error: unknown) => logger.error('teams.request.failed', { error }));
    await later.keep();
    return undefined;
  };

  const answer = async (request: Request, response: Response): Promise<void> => {
    try {
      const examined = await examine(request);
      if ('reason' in examined) {
        refused(examined.reason, { status: examined.status });
        response.status(examined.status).end();
        return;
      }
      const result = await answered(examined, request.body);
      if (result) response.status(result.status).json(result.body ?? {});
      else response.status(200).end();
    } catch (error) {
      logger.error('teams.request.failed', { error });
      if (!response.headersSent) response.status(500).end();
    }
  };

  // Compressed bodies are refused: decompressing would cost work before the token is checked.
  const readJson = express.json({ limit: bodyLimit, strict: true, inflate: false });
  routes.post('/api/messages', readJson, answer);

  return {
    routes,
    /** Answers an activity that another process left behind. */
    async finish(body: unknown, kept: Kept): Promise<void> {
      const inbound = readActivity(body);
      if (inbound) await run(inbound, createLater({ inbox, workload, stopping: stopping.signal }, body, kept));
    },
    /** Accepts nothing new and waits for the requests under way. */
    async close(): Promise<void> {
      closed = true;
      stopping.abort();
      if (!(await workload.idle(drainMs))) logger.warn('teams.stop.unfinished', { waitedMs: drainMs });
    }
  };
}
