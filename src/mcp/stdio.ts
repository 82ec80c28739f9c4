import { PassThrough, type Readable, type Writable } from 'node:stream';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { createDeferred } from '../core/model/deferred.ts';
import type { KnowledgeBase } from '../core/model/knowledge-base.ts';
import { createLookUp } from './look-up.ts';
import { createMcpServer } from './server.ts';

interface StdioParts {
  stdin: Readable;
  stdout: Writable;
  knowledgeBase: () => KnowledgeBase;
  version: string;
  now: () => number;
  onFailure: (where: string, error: unknown) => void;
}

/**
 * Serves one client over standard input and output until its input ends and all that it asked is answered. Nothing is
 * counted or kept.
 */
export async function serveOverStdio(parts: StdioParts): Promise<void> {
  const { knowledgeBase, version, now, onFailure } = parts;
  const entryUrl = (): undefined => undefined;
  const lookUp = createLookUp({ knowledgeBase, entryUrl });
  const { input, output, ended } = untilAnswered(parts.stdin, parts.stdout);
  const served = serveStdio(() => createMcpServer({ lookUp, version, entryUrl, now, onFailure }), {
    transport: new StdioServerTransport(input, output),
    onerror: (error) => onFailure('mcp.stdio', error)
  });
  await ended.promise;
  await served.close();
}

/**
 * Keeps the end of the input from the server until every request has its answer: the SDK drops what is still open then,
 * and a script that pipes its requests in would get nothing.
 */
function untilAnswered(stdin: Readable, stdout: Writable) {
  const open = new Set<string>();
  let finished = false;
  const ended = createDeferred();
  const settle = (): void => {
    if (finished && open.size === 0) ended.resolve();
  };
  const input = new PassThrough();
  const output = new PassThrough();
  eachMessage(stdin, ({ id, method }) => {
    if (id !== undefined && method !== undefined) open.add(JSON.stringify(id));
  });
  eachMessage(output, ({ id, method }) => {
    if (id !== undefined && method === undefined) open.delete(JSON.stringify(id));
    // After what was written has gone out.
    setImmediate(settle);
  });
  stdin.pipe(input, { end: false });
  output.pipe(stdout, { end: false });
  stdin.once('end', () => {
    finished = true;
    setImmediate(settle);
  });
  stdin.once('error', ended.resolve);
  stdout.once('error', ended.resolve);
  return { input, output, ended };
}

interface Sent {
  id?: unknown;
  method?: unknown;
}

/** Reads a stream of messages, one a line. What is no message is the server's to refuse. */
function eachMessage(stream: Readable, onMessage: (message: Sent) => void): void {
  let rest = '';
  stream.on('data', (chunk: Buffer | string) => {
    const lines = `${rest}${chunk.toString()}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      try {
        const message: unknown = JSON.parse(line);
        if (message !== null && typeof message === 'object') onMessage(message);
      } catch {
        // not a message
      }
    }
  });
}
