import type { Bot } from '../core/model/bot.ts';
import { memoizeByObject } from '../core/model/bounded-map.ts';
import type { KnowledgeBase } from '../core/model/knowledge-base.ts';
import type { Matcher } from '../core/model/matcher.ts';
import type { Metrics } from './metrics.ts';
import type { CallResult, PlatformMetrics, ReplyOutcome } from './platform-metrics.ts';
import { beginRequest, currentRequest, type Tracing } from './tracing.ts';

interface Observers {
  metrics: Metrics;
  tracing: Tracing;
}

/** Returns the figures and traces of the platform called `platform`. */
export function instrumentPlatform(platform: string, { metrics, tracing }: Observers): PlatformMetrics {
  for (const outcome of ['first', 'other', 'lost'] satisfies ReplyOutcome[])
    metrics.replies.inc({ platform, outcome }, 0);
  return {
    request: (name, work) =>
      beginRequest(({ id }) =>
        tracing.span(name, { 'spread_bot.platform': platform, 'spread_bot.delivery': id }, work)
      ),
    acknowledged: (ms) => metrics.acknowledgements.observe({ platform }, ms / 1000),
    replied: (outcome) => metrics.replies.inc({ platform, outcome }),
    call: (method, work, resultOf) =>
      tracing.span(`${platform} ${method}`, {}, async (add) => {
        const done = metrics.calls.startTimer({ platform, method });
        let result: CallResult = 'silent';
        try {
          const value = await work();
          result = resultOf({ value });
          return value;
        } catch (error) {
          result = resultOf({ error });
          throw error;
        } finally {
          done({ result });
          add({ 'spread_bot.result': result });
        }
      })
  };
}

/** Returns a bot whose answers are timed from the arrival of the message. */
export function instrumentBot(bot: Bot, { metrics, tracing }: Observers): Bot {
  return {
    ...bot,
    handle: (message, now, sent) =>
      tracing.span('answer', { 'spread_bot.kind': message.kind }, async () => {
        const since = currentRequest()?.since ?? performance.now();
        const reply = await bot.handle(message, now, sent);
        const { platform } = message.conversation;
        metrics.answers.observe({ platform, kind: message.kind }, (performance.now() - since) / 1000);
        return reply;
      })
  };
}

/** Returns the knowledge base with each look-up timed. */
export function instrumentKnowledgeBase(
  current: () => KnowledgeBase,
  { metrics, tracing }: Observers
): () => KnowledgeBase {
  const timed = memoizeByObject(({ knowledge, matcher }: KnowledgeBase): KnowledgeBase => {
    const find: Matcher['find'] = (text, last) =>
      tracing.span('match', {}, (add) => {
        const done = metrics.matching.startTimer();
        const matchResult = matcher.find(text, last);
        done();
        add({ 'spread_bot.outcome': matchResult.outcome });
        return matchResult;
      });
    return { knowledge, matcher: { ...matcher, find } };
  });
  return () => timed(current());
}

/** Returns the function that times and traces each call of the store, by port and method. */
export function observeStore({ metrics, tracing }: Observers): <T>(name: string, call: () => Promise<T>) => Promise<T> {
  return async (call, work) => {
    const done = metrics.storeCalls.startTimer({ call });
    try {
      const value = await tracing.span(`store ${call}`, {}, work);
      done({ result: 'ok' });
      return value;
    } catch (error) {
      done({ result: 'failed' });
      throw error;
    }
  };
}

/** Begins the count of failed calls of each port: Prometheus shows no increase for a series that begins with a fault. */
export function zeroStoreCalls(store: object, metrics: Metrics): void {
  for (const [port, methods] of Object.entries(store)) {
    if (typeof methods !== 'object' || methods === null) continue;
    for (const method of Object.keys(methods)) metrics.storeCalls.zero({ call: `${port}.${method}`, result: 'failed' });
  }
}
