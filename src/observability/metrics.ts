import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Logger } from './logger.ts';

/** Figures that are read at each scrape. */
interface Sources {
  work(): { inWork: number; waiting: number };
  knowledge(): { version: string; entries: number; tips: number; refused?: string };
  /** Tips of the last seven days, by the state of their delivery; the same from every replica. */
  tips(): Promise<Readonly<Record<string, number>>>;
}

/** Figures for Prometheus. Labels are few and never hold personal data. */
export interface Metrics {
  questions: Counter<'outcome'>;
  refused: Counter<'why'>;
  requests: Histogram<'route' | 'status'>;
  acknowledgements: Histogram<'platform'>;
  answers: Histogram<'platform' | 'kind'>;
  replies: Counter<'platform' | 'outcome'>;
  matching: Histogram;
  calls: Histogram<'platform' | 'method' | 'result'>;
  storeCalls: Histogram<'call' | 'result'>;
  failures: Counter<'where'>;
  /** Returns the function that counts an internal error and logs it. */
  reportFailure(logger: Logger): (where: string, error: unknown) => void;
  /** Sets the sources of the figures that are read at each scrape; to be called once. */
  lookUp(sources: Sources): void;
  /** Returns the figures as Prometheus text, and its content type. */
  text(): Promise<{ type: string; body: string }>;
}

/** Buckets in seconds, around the goals: acknowledged in 0.25 s, answered in 0.5 s, Slack's limit 3 s. */
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 10];
/** Buckets in seconds for work within the process or on the same machine. */
const shortSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 3];

/**
 * Places where faults are known to occur. A series that begins at 1 shows no increase to Prometheus, so the first fault
 * would raise no alert: known places start at 0.
 */
const knownPlaces = [
  'bot.question',
  'bot.command',
  'bot.action',
  'bot.feedback',
  'bot.form',
  'store.claim',
  'store.settle',
  'store.renew',
  'store.remember',
  'store.recall',
  'store.record',
  'store.vote',
  'store.voterKeys',
  'experts.store',
  'server',
  'server.request'
];

/** States of tips that are always reported to the operator; 0 where there is none. */
const alwaysReported = ['unsure', 'refused'];

/** Creates one registry for each bot, so that two in one process (tests) do not share figures. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: L[]): Counter<L> =>
    new Counter({ name: `spread_bot_${name}`, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, labelNames: L[], buckets = seconds): Histogram<L> =>
    new Histogram({ name: `spread_bot_${name}`, help, labelNames, buckets, registers });
  const failures = counter('failures_total', 'Faults of ours, by where they happened', ['where']);
  for (const where of knownPlaces) failures.inc({ where }, 0);
  const questions = counter('questions_total', 'Questions by outcome', ['outcome']);
  for (const outcome of ['answer', 'choices', 'none']) questions.inc({ outcome }, 0);
  const refused = counter(
    'refused_total',
    'Messages turned away: person and channel are rates, busy is the whole process, full is before anything was read, mcp is the rate of assistants',
    ['why']
  );
  for (const why of ['person', 'channel', 'busy', 'full', 'mcp']) refused.inc({ why }, 0);

  return {
    questions,
    refused,
    requests: histogram('http_request_seconds', 'Time to answer an HTTP request', ['route', 'status']),
    acknowledgements: histogram('acknowledgement_seconds', 'From the arrival of a delivery to its acknowledgement', [
      'platform'
    ]),
    answers: histogram('answer_seconds', 'From the arrival of a delivery to the answer, before it is sent', [
      'platform',
      'kind'
    ]),
    replies: counter(
      'replies_total',
      'Replies by how they reached their reader: the first way, another one after a refusal, or lost',
      ['platform', 'outcome']
    ),
    matching: histogram('match_seconds', 'Time to find entries for a question', [], shortSeconds),
    calls: histogram('platform_call_seconds', 'Calls to a platform, by method and result', [
      'platform',
      'method',
      'result'
    ]),
    storeCalls: histogram('store_call_seconds', 'Calls to the store', ['call', 'result'], shortSeconds),
    failures,
    reportFailure: (logger) => (where, error) => {
      failures.inc({ where });
      logger.error('internal.error', { where, error });
    },
    lookUp: (sources) => addGauges(registry, sources),
    text: async () => ({ type: registry.contentType, body: await registry.metrics() })
  };
}

/** Period for which the tips' counts are cached, in milliseconds: each count queries the store. */
const tipsFreshMs = 30_000;

function addGauges(registry: Registry, { work, knowledge, tips }: Sources): void {
  const registers = [registry];
  const gauge = (name: string, help: string, value: () => number): void => {
    new Gauge({
      name: `spread_bot_${name}`,
      help,
      registers,
      collect() {
        this.set(value());
      }
    });
  };
  gauge('messages_in_work', 'Messages that are being answered', () => work().inWork);
  gauge('messages_waiting', 'Messages that wait for their turn', () => work().waiting);
  gauge('knowledge_entries', 'Entries that are served', () => knowledge().entries);
  gauge('knowledge_refused', '1 while the newest change of the knowledge is not served', () =>
    knowledge().refused === undefined ? 0 : 1
  );
  new Gauge({
    name: 'spread_bot_knowledge_info',
    help: 'Always 1; names the version of the knowledge that is served',
    labelNames: ['version'],
    registers,
    collect() {
      this.reset();
      this.set({ version: knowledge().version }, 1);
    }
  });
  let askedAt = Number.NEGATIVE_INFINITY;
  new Gauge({
    name: 'spread_bot_tips',
    help: 'Tips due in the last seven days, by the state of their delivery; the same from every replica',
    labelNames: ['state'],
    registers,
    async collect() {
      if (performance.now() - askedAt < tipsFreshMs) return;
      askedAt = performance.now();
      // Without the store the last counts are reported; its own calls are counted as failed.
      const counts = await tips().catch(() => undefined);
      if (!counts) return;
      this.reset();
      for (const state of alwaysReported) this.set({ state }, 0);
      for (const [state, count] of Object.entries(counts)) this.set({ state }, count);
    }
  });
}
