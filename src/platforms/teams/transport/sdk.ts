import type { TeamsConfig } from '../../../config/config.ts';
import { CodedError } from '../../../core/model/errors.ts';

/** An entity of an activity that Teams shows with the message. */
export interface Entity {
  type: string;
  [property: string]: unknown;
}

/** A complete activity to send: the SDKs add nothing. */
export interface Outgoing {
  type: 'message' | 'typing';
  channelId: string;
  serviceUrl: string;
  from: { id: string };
  recipient?: { id: string };
  conversation: { id: string };
  replyToId?: string;
  /** Text that Teams itself draws from, such as a quote; the words of the answer stand here only where no card does. */
  text?: string;
  textFormat?: 'plain';
  summary?: string;
  attachments?: { contentType: string; content: unknown }[];
  entities?: Entity[];
  channelData?: Record<string, unknown>;
}

/** A personal chat to open: the bot, the person and the organisation. */
export interface Chat {
  serviceUrl: string;
  bot: string;
  person: string;
  tenant: string;
}

/** Options of one call. */
export interface CallOptions {
  /** True for a targeted message of Teams: only the recipient sees it. */
  targeted?: boolean;
  /** Time limit for the answer, in milliseconds. */
  timeoutMs: number;
}

/**
 * Microsoft's SDK, reduced to what this folder needs of one: access tokens and the calls of the Bot Connector. One file
 * for each SDK implements it. Every call is one HTTP request, never repeated and never redirected. Each but the sign-in throws
 * ConnectorError.
 */
export interface TeamsSdk {
  /** Posts an activity in its conversation. Returns the id Teams gave the message; empty where it gave none. */
  post(activity: Outgoing, options: CallOptions): Promise<string>;
  /** Replaces a message of the bot. */
  update(id: string, activity: Outgoing, options: CallOptions): Promise<void>;
  /** Opens the personal chat with a person, or finds the existing one. Returns its id. */
  openChat(chat: Chat, options: CallOptions): Promise<string>;
  /** Gets an access token, a cached one where it is still good. Rejects as Microsoft's sign-in does. */
  signIn(): Promise<unknown>;
}

/** Answer to an invoke, in the response to its own request. */
export interface InvokeAnswer {
  status: number;
  body?: unknown;
}

/** Credentials of the bot; without an app id, in local mode, no token is requested or sent. */
export interface SdkOptions extends Pick<TeamsConfig, 'appId' | 'appPassword' | 'appType' | 'tenantId'> {
  /** A ready access token in place of asking Microsoft for one; for networks with a proxy, and for tests. */
  accessToken?: () => Promise<string>;
}

/** Audience of the Bot Connector's access tokens (bot-docs, bot-framework-rest-connector-authentication.md, step 1). */
export const connectorAudience = 'https://api.botframework.com';

/** Thrown where the Bot Connector refused, failed or did not answer. `status` is absent where no answer came. */
export class ConnectorError extends CodedError {
  readonly code = 'CONNECTOR';
  readonly status: number | undefined;
  /**
   * The connector's own code, such as `BotNotInConversationRoster`; Node's where no answer came, such as `ECONNRESET`.
   */
  readonly faultCode: string | undefined;
  /** The `Retry-After` header, as received. */
  readonly retryAfter: string | undefined;
  /** True where the request was certainly not sent: no connection, or no access token. */
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
