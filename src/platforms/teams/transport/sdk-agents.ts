import { type AuthConfiguration, ConnectorClient, MsalTokenProvider } from '@microsoft/agents-hosting';
import { answerId, createCalls } from './calls.ts';
import { connectorFault } from './connector-fault.ts';
import { type CallOptions, connectorAudience, type SdkOptions, type TeamsSdk } from './sdk.ts';

/**
 * Creates the port over the Microsoft 365 Agents SDK, @microsoft/agents-hosting 1.8: the supported successor of
 * botbuilder. It provides the access tokens (secret or managed identity) and the Bot Connector's client with its
 * headers. The request itself is made here, since the client follows redirects, which would send people's answers to
 * another host.
 */
export function createAgentsSdk(options: SdkOptions): TeamsSdk {
  const getToken = options.accessToken ?? tokens(options);

  const call = async (method: 'POST' | 'PUT', serviceUrl: string, path: string, data: object, how: CallOptions) => {
    const token = await getToken().catch((error: unknown) => {
      throw connectorFault(error, { fromConnector: false });
    });
    const { httpClient } = ConnectorClient.createClientWithToken(serviceUrl, token);
    const url = `${httpClient.baseURL.replace(/\/$/, '')}/v3/conversations${path}`;
    const response = await fetch(how.targeted ? `${url}?isTargetedActivity=true` : url, {
      method,
      headers: httpClient.defaultHeaders,
      body: JSON.stringify(data),
      redirect: 'manual',
      signal: AbortSignal.timeout(how.timeoutMs)
    }).catch(noAnswer);
    const body = await response.text().catch(noAnswer);
    if (response.ok) return answerId(body);
    const retryAfter = response.headers.get('retry-after');
    throw connectorFault(undefined, { fromConnector: true, status: response.status, body, retryAfter });
  };
  return createCalls(call, getToken);
}

function tokens({ appId, appPassword, tenantId }: SdkOptions): () => Promise<string> {
  if (!appId) return async () => '';
  const configuration: AuthConfiguration = {
    clientId: appId,
    ...(appPassword && { clientSecret: appPassword }),
    ...(tenantId && { tenantId })
  };
  const provider = new MsalTokenProvider(configuration);
  return () => provider.getAccessToken(connectorAudience);
}

/** Error that Node's fetch throws. */
interface Thrown {
  name?: string;
  cause?: { code?: string };
}

function noAnswer(error: unknown): never {
  const { name, cause } = (error ?? {}) as Thrown;
  const systemCode = cause?.code ?? name;
  throw connectorFault(error, { fromConnector: true, ...(systemCode && { systemCode }) });
}
