import type { CallResult, PlatformMetrics } from '../../../observability/platform-metrics.ts';
import { ConnectorError, type TeamsSdk } from './sdk.ts';

/** Wraps an SDK so that every call to the Bot Connector is counted by its kind and result. */
export function instrumentSdk(sdk: TeamsSdk, watch: PlatformMetrics): TeamsSdk {
  return {
    post: (activity, how) => watch.call(kindOf(activity.type, how.targeted), () => sdk.post(activity, how), resultOf),
    update: (id, activity, how) => watch.call('update', () => sdk.update(id, activity, how), resultOf),
    openChat: (chat, how) => watch.call('open-chat', () => sdk.openChat(chat, how), resultOf)
  };
}

function kindOf(type: 'message' | 'typing', targeted = false): string {
  if (type === 'typing') return 'typing';
  return targeted ? 'send-targeted' : 'send';
}

function resultOf(end: { value: unknown } | { error: unknown }): CallResult {
  if ('value' in end) return 'ok';
  const status = end.error instanceof ConnectorError ? end.error.status : undefined;
  if (status === undefined) return 'silent';
  // Teams also sends 412 for rate limits (msteams-docs, rate-limit.md).
  if (status === 429 || status === 412) return 'limited';
  return status >= 500 ? 'failed' : 'refused';
}
