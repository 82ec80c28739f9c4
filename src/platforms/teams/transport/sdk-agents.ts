import {
  type AuthConfiguration,
  CloudAdapter,
  type ConnectorClient,
  type TurnContext
} from '@microsoft/agents-hosting';
import type { Inbound } from './activity.ts';
import { connectorFault } from './connector-fault.ts';
import { forSdk, type InvokeAnswer, type Outgoing, type SdkOptions, type TeamsSdk, type Turn } from './sdk.ts';

/**
 * The Microsoft 365 Agents SDK, @microsoft/agents-hosting 1.8, behind our port: the maintained successor of botbuilder.
 *
 * Tokens are checked before (`token.ts`), since this SDK neither looks at a key's endorsements nor lets its key address be
 * set; it is told whom the request is from by `user`, as its documentation has it.
 */
export function createAgentsSdk(options: SdkOptions): TeamsSdk {
  const { appId, accessToken } = options;
  const adapter = new CloudAdapter(authConfiguration(options));
  if (accessToken) {
    const provider = { getAccessToken: accessToken };
    Object.assign(adapter.connectionManager, {
      getTokenProvider: () => provider,
      getTokenProviderFromActivity: () => provider
    });
  }
  adapter.onTurnError = async (_context, error) => {
    throw error;
  };
  const user = appId ? { aud: appId } : undefined;
  const request = (inbound: Inbound) => ({ body: forSdk(inbound), headers: {}, method: 'POST', user });
  const turnOf = (context: TurnContext): Turn =>
    wrap(context.turnState.get<ConnectorClient>(adapter.ConnectorClientKey));

  return {
    async receive(inbound, _authorization, work) {
      let answer: InvokeAnswer | undefined;
      await run(
        (logic) => adapter.process(request(inbound) as never, noResponse as never, logic),
        async (turn) => {
          answer = await work(turn);
        },
        turnOf
      );
      return answer;
    },
    async proactive<T>(
      { id, serviceUrl, bot }: Parameters<TeamsSdk['proactive']>[0],
      work: (turn: Turn) => Promise<T>
    ) {
      let result: T | undefined;
      const reference = { channelId: 'msteams', serviceUrl, conversation: { id }, agent: { id: bot } };
      await run(
        (logic) => adapter.continueConversation((user ?? {}) as never, reference as never, logic),
        async (turn) => {
          result = await work(turn);
        },
        turnOf
      );
      return result as T;
    }
  };
}

function authConfiguration({ appId, appPassword, tenantId }: SdkOptions): AuthConfiguration {
  return {
    ...(appId && { clientId: appId }),
    ...(appPassword && { clientSecret: appPassword }),
    ...(tenantId && { tenantId })
  };
}

/**
 * This SDK asks for the access token before the turn begins. Where it gets none the turn still runs, with every call
 * failing as unsent, so that both SDKs treat a wrong secret alike.
 */
async function run(
  start: (logic: (context: TurnContext) => Promise<void>) => Promise<void>,
  work: (turn: Turn) => Promise<void>,
  turnOf: (context: TurnContext) => Turn
): Promise<void> {
  let began = false;
  try {
    await start(async (context) => {
      began = true;
      await work(turnOf(context));
    });
  } catch (error) {
    if (began) throw error;
    const fail = async () => {
      throw connectorFault(error, { fromConnector: false });
    };
    await work({ send: fail, update: fail });
  }
}

/** The SDK writes its answer here; ours goes out by the door itself. */
const noResponse = {
  headersSent: false,
  writableEnded: false,
  status: () => noResponse,
  setHeader: () => noResponse,
  send: () => noResponse,
  end: () => noResponse
};

function wrap(client: ConnectorClient): Turn {
  const call = async (method: string, path: string, data: Outgoing, timeout: number, targeted = false) => {
    const url = `v3/conversations/${encodeURIComponent(data.conversation.id)}/activities${path}`;
    const params = targeted ? { isTargetedActivity: 'true' } : {};
    const { data: answer } = await client.httpClient.request({ method, url, data, params, timeout }).catch(fault);
    return (answer as { id?: unknown } | null)?.id;
  };
  return {
    async send(activity, { targeted, timeoutMs }) {
      const path = activity.replyToId ? `/${encodeURIComponent(activity.replyToId)}` : '';
      return String((await call('POST', path, activity, timeoutMs, targeted)) ?? '');
    },
    async update(id, activity, { timeoutMs }) {
      await call('PUT', `/${encodeURIComponent(id)}`, activity, timeoutMs);
    }
  };
}

/** What the SDK throws: its HttpError, or what Node's fetch threw. */
interface Thrown {
  status?: number;
  response?: { data?: unknown; headers?: Headers };
  name?: string;
  cause?: { code?: string };
}

function fault(error: unknown): never {
  const { status, response, name, cause } = (error ?? {}) as Thrown;
  const systemCode = cause?.code ?? name;
  throw connectorFault(error, {
    fromConnector: true,
    ...(status !== undefined && { status }),
    ...(status === undefined && systemCode && { systemCode }),
    body: response?.data,
    retryAfter: response?.headers?.get('retry-after')
  });
}
