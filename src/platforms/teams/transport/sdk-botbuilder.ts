import http from 'node:http';
import https from 'node:https';
import { createHttpHeaders, createPipelineRequest, type PipelineRequest } from '@azure/core-rest-pipeline';
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { ConnectorClient, type ServiceClientCredentialsFactory } from 'botframework-connector';
import { createBoundedMap } from '../../../core/model/bounded-map.ts';
import { answerId, createCalls } from './calls.ts';
import { connectorFault } from './connector-fault.ts';
import { type CallOptions, connectorAudience, type SdkOptions, type TeamsSdk } from './sdk.ts';

const loginUrl = 'https://login.microsoftonline.com/botframework.com';
/** Clients kept: a service URL is a region and, for some organisations, a tenant. */
const mostClients = 100;

/**
 * Makes the port of the Bot Framework SDK, botbuilder 4.23. It gives the access tokens (secret or managed identity) and the
 * client of the Bot Connector.
 *
 * The client's own repeats of a post are switched off (up to four messages for one), and so are redirects, which would
 * carry the access token to another host.
 */
export function createBotbuilderSdk(options: SdkOptions): TeamsSdk {
  const { appId = '', accessToken } = options;
  const credentials = (accessToken ? readyCredentials(accessToken) : factoryOf(options)).createCredentials(
    appId,
    connectorAudience,
    loginUrl,
    true
  );
  const clients = createBoundedMap<string, Promise<ConnectorClient>>(mostClients);
  const clientOf = async (serviceUrl: string): Promise<ConnectorClient> => {
    const client =
      clients.get(serviceUrl) ?? credentials.then((each) => tame(new ConnectorClient(each, { baseUri: serviceUrl })));
    clients.set(serviceUrl, client);
    return client;
  };

  // The client's own methods leave out what their models of 2021 do not know, quotes and prompt previews among it.
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
  return createCalls(call);
}

function factoryOf({ appId, appPassword, appType, tenantId }: SdkOptions): ServiceClientCredentialsFactory {
  return new ConfigurationServiceClientCredentialFactory({
    ...(appId && { MicrosoftAppId: appId, MicrosoftAppType: appType }),
    ...(appPassword && { MicrosoftAppPassword: appPassword }),
    ...(tenantId && { MicrosoftAppTenantId: tenantId })
  });
}

/**
 * Makes a client send one request a call, without redirects. Its pipeline is private, and there is no public way to leave
 * out the repeats: `noRetryPolicy` and `redirectOptions` of its options are not looked at (botbuilder-stdlib 4.23.3,
 * serviceClientContext.js).
 */
function tame(client: ConnectorClient): ConnectorClient {
  const { pipeline } = client['client' as keyof ConnectorClient] as unknown as { pipeline: Pipeline };
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.removePolicy({ name: 'redirectPolicy' });
  // The process knows the way out, a proxy included; the SDK's own look at the environment knows half of it.
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

/** What the SDK throws: a RestError of Azure's client, or whatever asking for an access token threw. */
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

/** Credentials that put a ready token on each request. */
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
