import { CodedError } from '../../../core/model/errors.ts';
import type { Reference } from '../parse/conversation.ts';
import type { Inbound } from './activity.ts';

/** An activity to send, complete: the SDKs add nothing. */
export interface Outgoing {
  type: 'message' | 'typing';
  channelId: string;
  serviceUrl: string;
  from: { id: string };
  recipient?: { id: string };
  conversation: { id: string };
  replyToId?: string;
  summary?: string;
  attachments?: { contentType: string; content: unknown }[];
  channelData?: Record<string, unknown>;
}

/** The way back, for as long as one activity is being worked on. Every call is one HTTP request, never repeated. */
export interface Turn {
  /**
   * @param how `targeted`: only the recipient sees it; `timeoutMs`: how long to wait for the answer
   * @returns the id Teams gave the message
   * @throws ConnectorError
   */
  send(activity: Outgoing, how: { targeted?: boolean; timeoutMs: number }): Promise<string>;
  /** Replaces a message of ours. @throws ConnectorError */
  update(id: string, activity: Outgoing, how: { timeoutMs: number }): Promise<void>;
}

/** What an invoke is answered with, in the answer to its own request. */
export interface InvokeAnswer {
  status: number;
  body?: unknown;
}

/** Microsoft's SDK, reduced to what this folder needs. One file for each SDK implements it. */
export interface TeamsSdk {
  /**
   * Runs one turn for an activity whose token was checked.
   *
   * @param authorization the request's header, for the SDK's own check
   */
  receive(
    inbound: Inbound,
    authorization: string,
    work: (turn: Turn) => Promise<InvokeAnswer | undefined>
  ): Promise<InvokeAnswer | undefined>;
  /** Runs a turn in a stored conversation. */
  proactive<T>(reference: Reference, work: (turn: Turn) => Promise<T>): Promise<T>;
}

/**
 * What the SDKs get to see of an activity: what they need to find the way back. Everything else is ours to read, so that
 * nothing in a hostile payload can trip them.
 */
export function forSdk({ type, id, channelId, serviceUrl, conversation }: Inbound) {
  return { type, id, serviceUrl, conversation: { id: conversation.id }, ...(channelId && { channelId }) };
}

export interface SdkOptions {
  /** Absent in local mode: no token is asked for or sent. */
  appId?: string;
  appPassword?: string;
  appType: 'SingleTenant' | 'UserAssignedMSI' | 'MultiTenant';
  tenantId?: string;
  /** Where the Bot Connector's signing keys are announced. */
  metadataUrl: string;
  /** A ready access token in place of asking Microsoft for one; for tests. */
  accessToken?: () => Promise<string>;
}

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
