import { isAnswer } from '../ask.ts';
import type { Check } from '../check.ts';
import { noAnswer } from '../no-answer.ts';
import { fault, ok, type Result, skipped } from '../result.ts';
import { audience, check, codesIn, explainEntra, passes, why } from './entra.ts';
import { managedIdentity } from './managed-identity.ts';

/** Requests a token from Microsoft Entra, as the bot does before its first answer, and discards it. */
export const credentials: Check = async (parts) => {
  const { teams } = parts.config;
  if (!teams?.appId) return [];
  if (teams.appType === 'UserAssignedMSI') return [await managedIdentity(teams.appId, parts)];
  const tenant = teams.appType === 'MultiTenant' ? 'botframework.com' : teams.tenantId;
  const form = {
    grant_type: 'client_credentials',
    client_id: teams.appId,
    client_secret: teams.appPassword ?? '',
    scope: `${audience}/.default`
  };
  const response = await parts.ask(`https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString()
  });
  if (!isAnswer(response)) return [noAnswer(check, response, why)];
  const { status, json } = response;
  if (json.access_token) {
    const advice = teams.appType === 'MultiTenant' ? ' MultiTenant is for registrations made before August 2025.' : '';
    return [ok(check, `Microsoft gives the bot a token. When the secret ends only its page in Entra tells.${advice}`)];
  }
  const found = codesIn(json);
  if (status === 429 || status >= 500 || passes(found)) {
    return [skipped(check, `Microsoft answered ${status}: a fault of its own.`, 'Run it again in a minute.')];
  }
  if (typeof json.error !== 'string') return [strange(status)];
  return [fault(check, { ...explainEntra(found, teams), why })];
};

const strange = (status: number): Result =>
  fault(check, {
    what: `It is not Microsoft that answers at login.microsoftonline.com: status ${status}, and no JSON.`,
    why,
    fix: 'Ask who runs the network to let this machine reach login.microsoftonline.com on port 443 without a sign-in.'
  });
