/** Outcome of a call to a platform: accepted, refused, rate limited, a server error, or no answer. */
export type CallResult = 'ok' | 'refused' | 'limited' | 'failed' | 'silent';

/** Outcome of a reply: sent in the usual way, in another way after a refusal, or not at all. */
export type ReplyOutcome = 'first' | 'other' | 'lost';

/** Receives what a platform reports of its traffic, for the figures, the traces and the log. */
export interface PlatformMetrics {
  /**
   * Runs all the work that one inbound request causes, where it did not come by HTTP, which the server measures itself.
   */
  request<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Records that a request was acknowledged `ms` milliseconds after it came. */
  acknowledged(ms: number): void;
  /** Records how a reply ended. */
  replied(outcome: ReplyOutcome): void;
  /**
   * Runs one call to the platform.
   *
   * @param method one of a fixed set, such as `chat.postMessage`
   * @param resultOf reads the result from what was returned or thrown
   */
  call<T>(
    method: string,
    work: () => Promise<T>,
    resultOf: (end: { value: T } | { error: unknown }) => CallResult
  ): Promise<T>;
}

/** Records nothing. */
export const noPlatformMetrics: PlatformMetrics = {
  request: (_name, work) => work(),
  acknowledged: () => {},
  replied: () => {},
  call: (_method, work) => work()
};
