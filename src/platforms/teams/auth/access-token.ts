import { z } from 'zod';

/**
 * Sign-in address of an app, and the scope of its token (bot-docs, bot-framework-rest-connector-authentication.md, step
 * 1).
 */
const loginRoot = 'https://login.microsoftonline.com';
const scope = 'https://api.botframework.com/.default';
/** Directory of bots that are registered for several organisations. */
const botDirectory = 'botframework.com';

interface AccessTokenOptions {
  appId: string;
  appPassword: string;
  /** Absent for a bot of several organisations. */
  tenantId?: string;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Another sign-in address; for tests. */
  loginUrl?: string;
}

const answer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
const refusal = z.object({ error_description: z.string() });

/** Time before its expiry from which a token is no longer used, in milliseconds. */
const spareMs = 5 * 60_000;
const signInMs = 10_000;

/**
 * Creates the sign-in with the client secret, for networks with a proxy, which the SDKs' own sign-in does not support.
 *
 * @returns a function that returns a token, cached while it is valid; rejects with Microsoft's code where it is refused
 */
export function createAccessToken({ appId, appPassword, tenantId = botDirectory, now, loginUrl }: AccessTokenOptions) {
  let token = '';
  let until = 0;
  let asking: Promise<string> | undefined;

  const ask = async (): Promise<string> => {
    const response = await fetch(`${loginUrl ?? loginRoot}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: appPassword,
        scope
      }),
      signal: AbortSignal.timeout(signInMs)
    });
    const body: unknown = await response.json().catch(() => undefined);
    const read = answer.safeParse(body);
    if (!response.ok || !read.success) {
      const code = /AADSTS\d+/.exec(refusal.safeParse(body).data?.error_description ?? '')?.[0];
      throw new Error(`Microsoft gave no access token: ${code ?? `status ${response.status}`}.`);
    }
    token = read.data.access_token;
    until = now() + read.data.expires_in * 1000 - spareMs;
    return token;
  };

  return async (): Promise<string> => {
    if (now() < until) return token;
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
}
