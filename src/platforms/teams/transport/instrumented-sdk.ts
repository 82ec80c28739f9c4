import type { CallResult, PlatformMetrics } from '../../../observability/platform-metrics.ts';
import { ConnectorError, type TeamsSdk, type Turn } from './sdk.ts';

/** An SDK whose every call to the Bot Connector is told by its kind and result. */
export function instrumentSdk(sdk: TeamsSdk, watch: PlatformMetrics): TeamsSdk {
  const watched = (turn: Turn): Turn => ({
    send: (activity, how) => watch.call(kindOf(activity.type, how.targeted), () => turn.send(activity, how), resultOf),
    update: (id, activity, how) => watch.call('update', () => turn.update(id, activity, how), resultOf)
  });
  return {
    receive: (inbound, authorization, work) => sdk.receive(inbound, authorization, (turn) => work(watched(turn))),
    proactive: (reference, work) => sdk.proactive(reference, (turn) => work(watched(turn)))
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
  // Teams also asks to slow down with 412 (msteams-docs, rate-limit.md).
  if (status === 429 || status === 412) return 'limited';
  return status >= 500 ? 'failed' : 'refused';
}
