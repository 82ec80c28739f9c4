import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Logger } from './logger.ts';

/** Figures for Prometheus. Labels are few and never hold anything of a person. */
export interface Metrics {
  questions: Counter<'outcome'>;
  requests: Histogram<'route' | 'status'>;
  failures: Counter<'where'>;
  /** Makes the function that counts a fault of ours and tells it to the log. */
  failureTold(logger: Logger): (where: string, error: unknown) => void;
  /** The Prometheus text and its content type. */
  text(): Promise<{ type: string; body: string }>;
}

/** Seconds; the steps sit around the goals: acknowledged in 0.25 s, answered in 0.5 s, Slack's limit 3 s. */
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 10];

/** One registry a program, so that two in one process (tests) do not share figures. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const failures = new Counter({
    name: 'spread_bot_failures_total',
    help: 'Faults of ours, by where they happened',
    labelNames: ['where'],
    registers
  });
  return {
    questions: new Counter({
      name: 'spread_bot_questions_total',
      help: 'Questions by outcome',
      labelNames: ['outcome'],
      registers
    }),
    requests: new Histogram({
      name: 'spread_bot_http_request_seconds',
      help: 'Time to answer an HTTP request',
      labelNames: ['route', 'status'],
      buckets: seconds,
      registers
    }),
    failures,
    failureTold: (logger) => (where, error) => {
      failures.inc({ where });
      logger.error('fault', { where, error });
    },
    text: async () => ({ type: registry.contentType, body: await registry.metrics() })
  };
}
