import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { slackClient } from './server.ts';

/** Way in which a request is authorised: signed by Slack, with our bearer token, or without credentials. */
export type McpWay = 'slack' | 'token' | 'open';

export interface AccessParts {
  ways: readonly McpWay[];
  token?: string;
  /** Returns true where Slack signed a body; needed for the way `slack`. */
  signedBySlack?: (headers: IncomingHttpHeaders, body: string) => boolean;
  /** Ids of the Slack workspaces and organisations served; absent for all. */
  workspaces?: readonly string[];
  /** Address under which people reach this server, for requests without a token. */
  publicUrl?: string;
}

/** Outcome of the access check: the kind of client, for the limits and the drawing, or the refusal with its reason. */
export type Access = { client: 'slack' | 'token' | 'open' } | { refused: 401 | 403; reason: string };

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const hostOf = (address: string): string | undefined => (URL.canParse(address) ? new URL(address).hostname : undefined);

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Returns true where a page in a browser may send requests: only one of this server, or one on the same machine. A
 * program sends no Origin.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http, "Security warning"
 */
export function allowsOrigin(origin: string | undefined, publicUrl: string | undefined): boolean {
  if (origin === undefined) return true;
  const host = hostOf(origin);
  if (host === undefined) return false;
  return loopback.test(host) || (publicUrl !== undefined && origin === new URL(publicUrl).origin);
}

/** Returns true where a bearer token is ours. Compares in constant time. */
export function carriesToken({ authorization }: IncomingHttpHeaders, token: string | undefined): boolean {
  const [, given] = /^Bearer ([^\s]{1,1000})$/i.exec(authorization ?? '') ?? [];
  return given !== undefined && token !== undefined && timingSafeEqual(digest(given), digest(token));
}

/**
 * Decides on a request whose Origin has been accepted. A token or a signature is checked first; where neither is given,
 * `open` accepts requests whose Host is this server or this machine, which prevents DNS rebinding.
 *
 * @param body as received, since the signature covers its bytes
 */
export function decideAccess(headers: IncomingHttpHeaders, body: string, parts: AccessParts): Access {
  const { ways, token, signedBySlack, publicUrl } = parts;
  if (ways.includes('token') && carriesToken(headers, token)) return { client: 'token' };
  if (ways.includes('slack') && signedBySlack?.(headers, body)) {
    return allowsWorkspace(body, parts.workspaces)
      ? { client: slackClient }
      : { refused: 403, reason: 'This workspace is not served.' };
  }
  if (!ways.includes('open')) return { refused: 401, reason: 'This needs a token or a signature from Slack.' };
  const host = hostOf(`http://${headers.host ?? ''}`);
  const known = host !== undefined && (loopback.test(host) || host === hostOf(publicUrl ?? ''));
  return known
    ? { client: 'open' }
    : { refused: 403, reason: 'Set PUBLIC_URL to the address under which this is asked.' };
}

/** Methods that return entries; the others only describe the server. */
const giving = /^(tools\/call|resources\/read)$/;

/**
 * Returns true where a request that Slack signed comes from a served workspace. Slack names it in `params._meta.slack`
 * where the manifest has `auth_type: slack_identity_auth`.
 */
function allowsWorkspace(body: string, workspaces: readonly string[] | undefined): boolean {
  if (!workspaces) return true;
  const messages = parsed(body);
  return messages.every(({ method, params }) => {
    if (typeof method !== 'string' || !giving.test(method)) return true;
    const { team_id, enterprise_id } = (params?._meta?.slack ?? {}) as Record<string, unknown>;
    return [team_id, enterprise_id].some((id) => typeof id === 'string' && workspaces.includes(id));
  });
}

interface Sent {
  method?: unknown;
  params?: { _meta?: { slack?: unknown } };
}

/** Parses the messages of a body; an unreadable body names no workspace, and the server answers it with an error. */
function parsed(body: string): Sent[] {
  try {
    const value: unknown = JSON.parse(body);
    return (Array.isArray(value) ? value : [value]).filter((item) => item !== null && typeof item === 'object');
  } catch {
    return [];
  }
}
