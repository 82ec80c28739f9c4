import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as it arrived. */
interface Arrived {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  facts: Record<string, unknown>;
}

export interface FakeCollector {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  url: string;
  /** Every body, as it arrived. */
  bodies: string[];
  spans(): Arrived[];
  /** `service.name` of the newest body. */
  readonly service: unknown;
  close(): Promise<void>;
}

interface Attribute {
  key: string;
  value: Record<string, unknown>;
}
interface Body {
  resourceSpans: {
    resource: { attributes: Attribute[] };
    scopeSpans: { spans: (Arrived & { attributes: Attribute[] })[] }[];
  }[];
}

const factsOf = (attributes: Attribute[]): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

/** Opens an OTLP receiver over HTTP with JSON (opentelemetry.io/docs/specs/otlp), on loopback. */
export async function openFakeCollector(): Promise<FakeCollector> {
  const bodies: string[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.url === '/v1/traces') bodies.push(Buffer.concat(chunks).toString());
    response.writeHead(request.url === '/v1/traces' ? 200 : 404, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const parsed = (): Body[] => bodies.map((body) => JSON.parse(body) as Body);
  return {
    url: `http://127.0.0.1:${port}`,
    bodies,
    spans: () =>
      parsed().flatMap(({ resourceSpans }) =>
        resourceSpans.flatMap(({ scopeSpans }) =>
          scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ ...span, facts: factsOf(span.attributes) })))
        )
      ),
    get service() {
      return factsOf(parsed().at(-1)?.resourceSpans[0]?.resource.attributes ?? [])['service.name'];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}
