import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import express from 'express';
import type { KnowledgeBase } from '../../src/core/model/knowledge-base.ts';
import type { AskedQuestion } from '../../src/core/model/store.ts';
import type { McpWay } from '../../src/mcp/access.ts';
import { createMcp } from '../../src/mcp/index.ts';
import { slackForAssistants } from '../../src/platforms/index.ts';
import { createListeningLogger, type LoggedLine } from './listening-logger.ts';

export const signingSecret = '0123456789abcdef0123456789abcdef';
export const token = 'a-token-of-this-test-0123456789';

interface StandParts {
  knowledgeBase: KnowledgeBase;
  ways: readonly McpWay[];
  now?: () => number;
  publicUrl?: string;
  entryUrl?: (id: string) => string | undefined;
  workspaces?: readonly string[];
}

/** Opens the server for assistants alone on a free port, with what it would keep and log. */
export async function openMcpStand({ knowledgeBase, now = () => Date.now(), entryUrl, ...config }: StandParts) {
  const asked: AskedQuestion[] = [];
  const lines: LoggedLine[] = [];
  const faults: unknown[] = [];
  const route = createMcp({
    config: { ...config, ...(config.ways.includes('token') && { token }) },
    version: '1.2.3',
    knowledgeBase: () => knowledgeBase,
    entryUrl: entryUrl ?? (() => undefined),
    questions: {
      record: async (question) => void asked.push(question),
      since: async () => asked,
      purge: async () => 0
    },
    logger: createListeningLogger(lines),
    now,
    onFailure: (where, error) => faults.push([where, error]),
    ...(config.ways.includes('slack') && { slack: await slackForAssistants(signingSecret, now) })
  });
  const app = express();
  app.use(route.routes);
  app.use((error: { status?: number }, _request: unknown, response: express.Response, _next: unknown) => {
    response.status(error.status ?? 500).end();
  });
  const server = http.createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  const clients: Client[] = [];

  return {
    url,
    asked,
    lines,
    faults,
    /** Connects the official client; `2025` speaks the protocol with a handshake, `2026` the one without. */
    async client(generation: '2025' | '2026', headers: Record<string, string> = {}): Promise<Client> {
      const client = new Client(
        { name: 'a test', version: '1.0.0' },
        generation === '2026' ? { versionNegotiation: { mode: 'auto' } } : {}
      );
      await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
      clients.push(client);
      return client;
    },
    async close(): Promise<void> {
      await Promise.all(clients.map((client) => client.close()));
      await route.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  };
}

export type McpStand = Awaited<ReturnType<typeof openMcpStand>>;
