import express, { type Request, type Response, Router } from 'express';
import { createTally, type Logger } from '../../../observability/logger.ts';
import { drainMs } from '../../platform.ts';
import type { Workload } from '../../workload.ts';
import { isLoopbackAddress, type Trust } from '../auth/service-url.ts';
import { KeysUnavailableError, UnauthorizedError } from '../auth/token.ts';
import { type Inbound, readActivity } from './activity.ts';
import type { InvokeAnswer } from './sdk.ts';

interface RequestGuardParts {
  /** Checks the request's token; absent in local mode, where there is none. */
  checkToken?: (authorization: string | undefined, inbound: Inbound) => Promise<void>;
  trust: Trust;
  /** Directory ids of the organisations served; empty for all. */
  tenants: readonly string[];
  work: (inbound: Inbound) => Promise<InvokeAnswer | undefined>;
  workload: Workload;
  logger: Logger;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** A request that goes no further. `reason` is for the log. */
interface Refusal {
  status: number;
  reason: string;
}

/** The contract's limit for any body. */
const bodyLimit = '1mb';

/**
 * The door for Teams, `POST /api/messages`: who is there, and may they? Nothing an attacker sends reaches an SDK unchecked.
 * Refusals stand in the log once a minute each, without anything of the request but its shape.
 */
export function createRequestGuard({ checkToken, trust, tenants, work, workload, logger, now }: RequestGuardParts) {
  const refused = createTally(logger, 'teams.refused', now);
  const served = new Set(tenants.map((tenant) => tenant.toLowerCase()));
  const routes = Router();
  let closed = false;

  const examine = async (request: Request): Promise<Inbound | Refusal> => {
    if (closed) return { status: 503, reason: 'the bot is stopping' };
    if (!checkToken && !local(request))
      return { status: 401, reason: 'local mode takes activities from this machine only' };
    const inbound = readActivity(request.body);
    if (!inbound) return { status: 400, reason: 'the body is not an activity in JSON' };
    const refusal = await tokenRefusal(request, inbound);
    if (refusal) return refusal;
    if (!trust(inbound.serviceUrl)) return { status: 403, reason: 'the service URL is not one we answer to' };
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
      throw error;
    }
  };

  const answer = async (request: Request, response: Response): Promise<void> => {
    try {
      const examined = await examine(request);
      if ('reason' in examined) {
        refused(examined.reason, { status: examined.status });
        response.status(examined.status).end();
        return;
      }
      const result = await workload.run(() => work(examined));
      if (result) response.status(result.status).json(result.body ?? {});
      else response.status(200).end();
    } catch (error) {
      logger.error('teams.failed', { error });
      if (!response.headersSent) response.status(500).end();
    }
  };

  routes.post('/api/messages', express.json({ limit: bodyLimit, strict: true }), async (request, response) => {
    await answer(request, response);
  });

  return {
    routes,
    /** Takes nothing new and waits for what is being answered. */
    async close(): Promise<void> {
      closed = true;
      await workload.idle(drainMs);
    }
  };
}

/** From this machine, and not handed on by a tunnel or proxy on it. */
function local({ socket, headers }: Request): boolean {
  return isLoopbackAddress(socket.remoteAddress) && !headers['x-forwarded-for'] && !headers.forwarded;
}
