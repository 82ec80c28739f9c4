import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Attributes, Span } from '@opentelemetry/api';

/** Attributes of a span: names, numbers and outcomes, never people's words or names. */
type Facts = Attributes;

/** Traces of the bot's work. */
export interface Tracing {
  /**
   * Runs work as a span, inside the span that is being worked on.
   *
   * @param work is handed a function that adds facts to the span
   */
  span<T>(name: string, facts: Facts, work: (add: (facts: Facts) => void) => T): T;
  /** Sends what is not sent yet. */
  stop(): Promise<void>;
}

const addNothing = (): void => {};

/** Tracing switched off: costs one call. */
export const noTracing: Tracing = {
  span: (_name, _facts, work) => work(addNothing),
  stop: async () => {}
};

interface TracingOptions {
  /** Root of an OTLP receiver over HTTP, as OTEL_EXPORTER_OTLP_ENDPOINT has it: `/v1/traces` is added to it. */
  endpoint: string;
  /** Version of the program. */
  version: string;
}

/** Interval of sending spans, and time limits of one sending and of the last one, in milliseconds. */
const times = { every: 5_000, send: 5_000, stop: 2_000 };

/**
 * Starts sending traces by OTLP, in JSON over HTTP. The packages are loaded only now, so that a bot without traces does
 * not load them. Spans wait in a bounded queue; what does not fit, or is not accepted, is dropped and never delays an
 * answer.
 */
export async function startTracing({ endpoint, version }: TracingOptions): Promise<Tracing> {
  const [{ ROOT_CONTEXT, SpanStatusCode, trace }, { BatchSpanProcessor, TracerProvider }, exporter, resources] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources')
    ]);
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const processor = new BatchSpanProcessor({
    exporter: new exporter.OTLPTraceExporter({ url, timeoutMillis: times.send }),
    scheduledDelayMillis: times.every,
    exportTimeoutMillis: times.send
  });
  const provider = new TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': 'spread-bot', 'service.version': version }),
    spanProcessors: [processor]
  });
  const tracer = provider.getTracer('spread-bot', version);
  const active = new AsyncLocalStorage<Span>();

  const failed = (span: Span, error: unknown): void => {
    // The name only: a message may hold people's words.
    const type = error instanceof Error ? error.name : 'unknown';
    span.setAttribute('error.type', type);
    span.setStatus({ code: SpanStatusCode.ERROR });
  };

  return {
    span<T>(name: string, facts: Facts, work: (add: (facts: Facts) => void) => T): T {
      const parent = active.getStore();
      const context = parent ? trace.setSpan(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
      const span = tracer.startSpan(name, { attributes: facts }, context);
      let going = false;
      try {
        const result = active.run(span, () => work((more) => span.setAttributes(more)));
        if (result instanceof Promise) {
          going = true;
          return result
            .catch((error: unknown) => {
              failed(span, error);
              throw error;
            })
            .finally(() => span.end()) as T;
        }
        return result;
      } catch (error) {
        failed(span, error);
        throw error;
      } finally {
        if (!going) span.end();
      }
    },
    async stop() {
      const late = new Promise<void>((resolve) => setTimeout(resolve, times.stop).unref());
      await Promise.race([provider.shutdown().catch(() => {}), late]);
    }
  };
}

/** One inbound request: over HTTP, or an envelope on Slack's socket. */
export interface InboundRequest {
  /** Random id that stands on every log line of the request, and in the card of a fault. Holds no personal data. */
  id: string;
  /** Time of arrival by the clock of `performance`, in milliseconds. */
  since: number;
}

const requests = new AsyncLocalStorage<InboundRequest>();

/** Runs all work that one request causes, also after its acknowledgement, under a new id. */
export function beginRequest<T>(work: (request: InboundRequest) => T): T {
  const request = { id: randomUUID().slice(0, 8), since: performance.now() };
  return requests.run(request, work, request);
}

/** Returns the current request; undefined for work that no request caused. */
export const currentRequest = (): InboundRequest | undefined => requests.getStore();
