import { isAnswer } from '../ask.ts';
import type { CheckParts } from '../check.ts';
import { fault, ok, type Result, skipped } from '../result.ts';
import { audience, check, why } from './entra.ts';

/** Limit in milliseconds; the endpoint is on this machine or beside it. */
const timeoutMs = 3000;

/**
 * Requests a token from the machine's managed identity and discards it. The addresses are those of @azure/msal-node,
 * which both SDKs use: App Service and Container Apps name theirs in two variables, a virtual machine has a fixed one
 * (learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token).
 */
export async function managedIdentity(appId: string, { ask, environment }: CheckParts): Promise<Result> {
  const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header } = environment;
  if (environment.IDENTITY_SERVER_THUMBPRINT || environment.IMDS_ENDPOINT || environment.MSI_ENDPOINT) {
    return skipped(check, 'Identities of Service Fabric, Azure Arc and Azure Machine Learning are not tried here.');
  }
  const host = environment.AZURE_POD_IDENTITY_AUTHORITY_HOST ?? 'http://169.254.169.254';
  const named = endpoint && header;
  const query = (version: string): string =>
    `?${new URLSearchParams({ 'api-version': version, resource: audience, client_id: appId })}`;
  const response = named
    ? await ask(`${endpoint}${query('2019-08-01')}`, { headers: { 'X-IDENTITY-HEADER': header }, timeoutMs })
    : await ask(`${host}/metadata/identity/oauth2/token${query('2018-02-01')}`, {
        headers: { Metadata: 'true' },
        timeoutMs
      });
  if (!isAnswer(response)) {
    return fault(check, {
      what: `This machine has no managed identity: ${response.reason}.`,
      why,
      fix: 'Run the bot on Azure with the identity assigned, or set MicrosoftAppType=SingleTenant and MicrosoftAppPassword.'
    });
  }
  const { status, json } = response;
  if (json.access_token) return ok(check, 'The managed identity gives the bot a token.');
  // 404 and 410: the endpoint is being updated, according to the page above.
  if ([404, 410, 429].includes(status) || status >= 500) {
    return skipped(check, `The managed identity endpoint answered ${status}.`, 'Run it again in two minutes.');
  }
  return fault(check, {
    what: `The identity MicrosoftAppId is not assigned to this machine (status ${status}).`,
    why,
    fix: `In Azure open the machine or app, Identity, User assigned, and add the one whose client id is ${appId}.`
  });
}
