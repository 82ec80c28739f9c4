import http from 'node:http';
import https from 'node:https';
import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import type { ConnectorClient, ServiceClientCredentialsFactory } from 'botframework-connector';
import { createRemembered } from '../auth/remembered-tokens.ts';
import { goodMs } from '../auth/token.ts';
import { connectorFault } from './connector-fault.ts';
import { forSdk, type InvokeAnswer, type SdkOptions, type TeamsSdk, type Turn } from './sdk.ts';

/** A header that never leaves this process: the SDK's calls have no other way to carry the mark to the request. */
const targetedMark = 'x-spread-bot-targeted';

/**
 * The Bot Framework SDK, botbuilder 4.23, behind our port.
 *
 * Its own repeats of a post are switched off (up to four messages for one), and so are redirects, which would carry the
 * access token to another host.
 */
export function createBotbuilderSdk(options: SdkOptions): TeamsSdk {
  const { appId = '', appPassword, appType, tenantId, metadataUrl, accessToken } = options;
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: appId,
      ...(appPassword && { MicrosoftAppPassword: appPassword }),
      ...(appId && { MicrosoftAppType: appType }),
      ...(tenantId && { MicrosoftAppTenantId: tenantId }),
      ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
      ...publicCloud
    },
    accessToken && readyCredentials(appId, accessToken)
  );
  const adapter = new CloudAdapter(withMemory(authentication));
  adapter.onTurnError = async (_context, error) => {
    throw error;
  };

  const tamed = new WeakMap<ConnectorClient, Turn>();
  const turnOf = (context: TurnContext): Turn => {
    const client = context.turnState.get<ConnectorClient>(adapter.ConnectorClientKey);
    if (!client) throw new Error('botbuilder gave no connector client');
    const turn = tamed.get(client) ?? tame(client);
    tamed.set(client, turn);
    return turn;
  };

  return {
    async receive(inbound, authorization, work) {
      let answer: InvokeAnswer | undefined;
      const activity = forSdk(inbound) as unknown as Activity;
      await adapter.processActivityDirect(authorization, activity, async (context) => {
        answer = await work(turnOf(context));
      });
      return answer;
    },
    async proactive({ id, serviceUrl, bot }, work) {
      const reference = { channelId: 'msteams', serviceUrl, conversation: { id }, bot: { id: bot } };
      let result: Awaited<ReturnType<typeof work>> | undefined;
      await adapter.continueConversationAsync(appId, reference as never, async (context) => {
        result = await work(turnOf(context));
      });
      return result as Awaited<ReturnType<typeof work>>;
    }
  };
}

/** The public cloud's addresses, which the SDK knows itself unless any one of them is given. */
const publicCloud = {
  ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
  ToBotFromEmulatorOpenIdMetadataUrl:
    'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration',
  OAuthUrl: 'https://api.botframework.com',
  CallerId: 'urn:botframework:azure',
  ValidateAuthority: true
};

/**
 * The SDK checks a token that was checked already (`token.ts`), and makes two clients for each activity, which takes as
 * long as all else it does. Here it does so once in five minutes for the same token, channel and service URL.
 */
function withMemory(authentication: ConfigurationBotFrameworkAuthentication): ConfigurationBotFrameworkAuthentication {
  type Found = ReturnType<typeof authentication.authenticateRequest>;
  const good = createRemembered<Awaited<Found>>();
  const authenticate = authentication.authenticateRequest.bind(authentication);
  authentication.authenticateRequest = async (activity, header): Found => {
    const key = JSON.stringify([header, activity.channelId, activity.serviceUrl]);
    const known = good.recall(key, performance.now());
    if (known) return known;
    const found = await authenticate(activity, header);
    const { connectorFactory } = found;
    if (connectorFactory) {
      const client = await connectorFactory.create(activity.serviceUrl, found.audience);
      found.connectorFactory = { create: async () => client };
    }
    good.remember(key, found, performance.now() + goodMs);
    return found;
  };
  // For signing people in, which the bot never does.
  const makeUsers = authentication.createUserTokenClient.bind(authentication);
  let users: Awaited<ReturnType<typeof makeUsers>> | undefined;
  authentication.createUserTokenClient = async (identity) => {
    users ??= await makeUsers(identity);
    return users;
  };
  return authentication;
}

/** Turns the SDK's client into ours: one request a call, no redirects. */
function tame(client: ConnectorClient): Turn {
  const { pipeline } = client['client' as keyof ConnectorClient] as unknown as { pipeline: Pipeline };
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.removePolicy({ name: 'redirectPolicy' });
  // The process knows the way out, a proxy included; the SDK's own look at the environment knows half of it.
  pipeline.removePolicy({ name: 'proxyPolicy' });
  pipeline.addPolicy({
    name: 'targeted',
    sendRequest(request, next) {
      request.agent = request.url.startsWith('https:') ? https.globalAgent : http.globalAgent;
      if (request.headers.has(targetedMark)) {
        request.headers.delete(targetedMark);
        request.url += '?isTargetedActivity=true';
      }
      return next(request);
    }
  });
  const { conversations } = client;
  return {
    async send(activity, { targeted = false, timeoutMs }) {
      const settings = { timeout: timeoutMs, ...(targeted && { customHeaders: { [targetedMark]: '1' } }) };
      const body = activity as unknown as Partial<Activity>;
      const { id } = activity.conversation;
      const sent = activity.replyToId
        ? conversations.replyToActivity(id, activity.replyToId, body, settings)
        : conversations.sendToConversation(id, body, settings);
      return (await sent.catch(fault)).id ?? '';
    },
    async update(id, activity, { timeoutMs }) {
      const body = activity as unknown as Partial<Activity>;
      await conversations.updateActivity(activity.conversation.id, id, body, { timeout: timeoutMs }).catch(fault);
    }
  };
}

interface Pipeline {
  removePolicy(policy: { name: string }): void;
  addPolicy(policy: { name: string; sendRequest(request: PipelineRequest, next: Next): Promise<unknown> }): void;
}

interface PipelineRequest {
  url: string;
  agent?: http.Agent;
  headers: { has(name: string): boolean; delete(name: string): void };
}

type Next = (request: PipelineRequest) => Promise<unknown>;

/** What the SDK throws: a RestError of Azure's client, or whatever asking for an access token threw. */
interface Thrown {
  name?: string;
  statusCode?: number;
  code?: string;
  details?: unknown;
  response?: { headers?: { get(name: string): string | undefined } };
}

function fault(error: unknown): never {
  const { name, statusCode, code, details, response } = (error ?? {}) as Thrown;
  throw connectorFault(error, {
    fromConnector: name === 'RestError' || name === 'AbortError',
    ...(statusCode !== undefined && { status: statusCode }),
    ...(code !== undefined && { systemCode: code }),
    body: details,
    retryAfter: response?.headers?.get('retry-after')
  });
}

/** Credentials that put a ready token on each request. */
function readyCredentials(appId: string, accessToken: () => Promise<string>): ServiceClientCredentialsFactory {
  const factory = {
    isValidAppId: async (id = '') => id === appId,
    isAuthenticationDisabled: async () => appId === '',
    createCredentials: async () => ({
      signRequest: async (request: { headers: { set(name: string, value: string): void } }) => {
        request.headers.set('Authorization', `Bearer ${await accessToken()}`);
        return request;
      }
    })
  };
  return factory as unknown as ServiceClientCredentialsFactory;
}
