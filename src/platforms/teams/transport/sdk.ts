import { CodedError } from '../../../core/model/errors.ts';

/** An entity of an activity that Teams shows with the message. */
export interface Entity {
  type: string;
  [property: string]: unknown;
}

/** An activity to send, complete: the SDKs add nothing. */
export interface Outgoing {
  type: 'message' | 'typing';
  channelId: string;
  serviceUrl: string;
  from: { id: string };
  recipient?: { id: string };
  conversation: { id: string };
  replyToId?: string;
  /** Only for what Teams itself draws from it, such as a quote; all words stand on the card. */
  text?: string;
  summary?: string;
  attachments?: { contentType: string; content: unknown }[];
  entities?: Entity[];
  channelData?: Record<string, unknown>;
}

/** A personal chat to open: who opens it, with whom, and in which organisation. */
export interface Chat {
  serviceUrl: string;
  bot: string;
  person: string;
  tenant: string;
}

/** How a call is made. */
export interface CallOptions {
  /** Only the recipient sees the message: a targeted message of Teams. */
  targeted?: boolean;
  /** How long to wait for the answer. */
  timeoutMs: number;
}

/**
 * Microsoft's SDK, reduced to what this folder needs of one: access tokens and the calls of the Bot Connector. One file for
 * each SDK implements it. Every call is one HTTP request, never repeated and never redirected. Each throws ConnectorError.
 */
export interface TeamsSdk {
  /** Posts an activity in its conversation. Returns the id Teams gave the message; empty where it gave none. */
  post(activity: Outgoing, options: CallOptions): Promise<string>;
  /** Replaces a message of ours. */
  update(id: string, activity: Outgoing, options: CallOptions): Promise<void>;
  /** Opens the personal chat with somebody, or finds the one there is. Returns its id. */
  openChat(chat: Chat, options: CallOptions): Promise<string>;
}

/** What an invoke is answered with, in the answer to its own request. */
export interface InvokeAnswer {
  status: number;
  body?: unknown;
}

export interface SdkOptions {
  /** Absent in local mode: no token is asked for or sent. */
  appId?: string;
  appPassword?: string;
  appType: 'SingleTenant' | 'UserAssignedMSI' | 'MultiTenant';
  tenantId?: string;
  /** A ready access token in place of asking Microsoft for one; for networks with a proxy, and for tests. */
  accessToken?: () => Promise<string>;
}

/** What the Bot Connector's access tokens are for (bot-docs, bot-framework-rest-connector-authentication.md, step 1). */
export const connectorAudience = 'https://api.botframework.com';

/** The Bot Connector refused, failed or did not answer. `status` is absent where no answer came. */
export class ConnectorError extends CodedError {
  override name = 'ConnectorError';
  readonly code = 'CONNECTOR';
  readonly status: number | undefined;
  /** The connector's own code, such as `BotNotInConversationRoster`; Node's where no answer came, such as `ECONNRESET`. */
  readonly faultCode: string | undefined;
  /** The `Retry-After` header, as it came. */
  readonly retryAfter: string | undefined;
  /** True where the request certainly never left: no connection, or no access token. */
  readonly unsent: boolean;
  constructor(
    message: string,
    fault: { status?: number; code?: string; retryAfter?: string; unsent?: boolean },
    options?: ErrorOptions
  ) {
    super(message, options);
    this.status = fault.status;
    this.faultCode = fault.code;
    this.retryAfter = fault.retryAfter;
    this.unsent = fault.unsent ?? false;
  }
}
