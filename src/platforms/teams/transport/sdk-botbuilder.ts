import http from 'node:http';
import https from 'node:https';
import { createHttpHeaders, createPipelineRequest, type PipelineRequest } from '@azure/core-rest-pipeline';
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { type AppCredentials, ConnectorClient, type ServiceClientCredentialsFactory } from 'botframework-connector';
import { BoundedMap } from '../../../core/model/bounded-map.ts';
import { answerId, createCalls } from './calls.ts';
import { connectorFault } from './connector-fault.ts';
import { type CallOptions, connectorAudience, type SdkOptions, type TeamsSdk } from './sdk.ts';

const loginUrl = 'https://login.microsoftonline.com/botframework.com';
/** Maximum number of cached clients: a service URL is a region and, for some organisations, a tenant. */
const mostClients = 100;

/**
 * Creates the port over the Bot Framework SDK, botbuilder 4.23. It provides the access tokens (secret or managed
 * identity) and the client of the Bot Connector.
 * The client's own retries of a post are switched off (up to four messages for one), and so are redirects, which would
 * send the access token to another host.
 */
export function createBotbuilderSdk(options: SdkOptions): TeamsSdk {
  const { appId = '', accessToken } = options;
  const credentials = (accessToken ? readyCredentials(accessToken) : factoryOf(options)).createCredentials(
    appId,
    connectorAudience,
    loginUrl,
    true
  );
  const clients = new BoundedMap<string, Promise<ConnectorClient>>(mostClients);
  const clientOf = async (serviceUrl: string): Promise<ConnectorClient> => {
    const client =
      clients.get(serviceUrl) ??
      credentials.then((each) => withoutPolicies(new ConnectorClient(each, { baseUri: serviceUrl })));
    clients.set(serviceUrl, client);
    return client;
  };

  // The client's own methods drop fields that their models of 2021 do not have, such as quotes and prompt previews.
  const call = async (method: 'POST' | 'PUT', serviceUrl: string, path: string, data: object, how: CallOptions) => {
    const client = await clientOf(serviceUrl);
    const url = `${serviceUrl.replace(/\/$/, '')}/v3/conversations${path}`;
    const request = createPipelineRequest({
      method,
      url: how.targeted ? `${url}?isTargetedActivity=true` : url,
      body: JSON.stringify(data),
      headers: createHttpHeaders({ accept: 'application/json', 'content-type': 'application/json; charset=utf-8' }),
      timeout: how.timeoutMs,
      allowInsecureConnection: serviceUrl.startsWith('http:')
    });
    const { status, bodyAsText, headers } = await client.sendRequest(request).catch(noAnswer);
    if (status >= 200 && status < 300) return answerId(bodyAsText ?? '');
    throw connectorFault(undefined, {
      fromConnector: true,
      status,
      body: bodyAsText,
      retryAfter: headers.get('retry-after')
    });
  };
  return createCalls(call, accessToken ?? (async () => ((await credentials) as AppCredentials).getToken()));
}

function factoryOf({ appId, appPassword, appType, tenantId }: SdkOptions): ServiceClientCredentialsFactory {
  return new ConfigurationServiceClientCredentialFactory({
    ...(appId && { MicrosoftAppId: appId, MicrosoftAppType: appType }),
    ...(appPassword && { MicrosoftAppPassword: appPassword }),
    ...(tenantId && { MicrosoftAppTenantId: tenantId })
  });
}

/**
 * Makes a client send one request a call, without redirects. Its pipeline is private, and there is no public way to
 * switch off the retries: `noRetryPolicy` and `redirectOptions` of its options are ignored (botbuilder-stdlib 4.23.3,
 * serviceClientContext.js).
 */
function withoutPolicies(client: ConnectorClient): ConnectorClient {
  const { pipeline } = client['client' as keyof ConnectorClient] as unknown as { pipeline: Pipeline };
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.removePolicy({ name: 'redirectPolicy' });
  // The process handles proxies itself; the SDK reads only some of the proxy variables.
  pipeline.removePolicy({ name: 'proxyPolicy' });
  pipeline.addPolicy({
    name: 'agent',
    sendRequest(request, next) {
      request.agent = request.url.startsWith('https:') ? https.globalAgent : http.globalAgent;
      return next(request);
    }
  });
  return client;
}

interface Pipeline {
  removePolicy(policy: { name: string }): void;
  addPolicy(policy: { name: string; sendRequest(request: Request, next: Next): Promise<unknown> }): void;
}

type Request = Pick<PipelineRequest, 'url' | 'agent'>;
type Next = (request: Request) => Promise<unknown>;

/** Error that the SDK throws: a RestError of Azure's client, or one from requesting an access token. */
interface Thrown {
  name?: string;
  code?: string;
}

function noAnswer(error: unknown): never {
  const { name, code } = (error ?? {}) as Thrown;
  throw connectorFault(error, {
    fromConnector: name === 'RestError' || name === 'AbortError',
    ...(code !== undefined && { systemCode: code })
  });
}

/** Returns credentials that put a given token on each request. */
function readyCredentials(
  accessToken: () => Promise<string>
): Pick<ServiceClientCredentialsFactory, 'createCredentials'> {
  return {
    createCredentials: async () =>
      ({
        signRequest: async (request: { headers: { set(name: string, value: string): void } }) => {
          request.headers.set('Authorization', `Bearer ${await accessToken()}`);
          return request;
        }
      }) as never
  };
}
