import { PassThrough } from 'node:stream';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { serveOverStdio } from '../../src/mcp/stdio.ts';
import { runCli } from '../support/terminal.ts';
import { smallKnowledge, trainedSmall } from '../support/trained.ts';

beforeAll(trainedSmall);

const line = (message: object): string => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`;
const handshake =
  line({
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'a test', version: '1' } }
  }) + line({ method: 'notifications/initialized' });
const search = (id: number, query: string): string =>
  line({ id, method: 'tools/call', params: { name: 'spread_search', arguments: { query } } });
const environment = { KNOWLEDGE_DIR: smallKnowledge };

describe('spread-bot mcp', () => {
  test('answers all that was piped in, writes nothing else, and ends', async () => {
    const input = handshake + search(2, 'what is the squire checklist') + search(3, 'blorf the wibble');
    const { status, out, err } = await runCli(['mcp'], { environment, input });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const answers = out
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text));
    expect(answers.map(({ id }) => id).sort()).toEqual([1, 2, 3]);
    expect(answers[0].result.serverInfo.name).toBe('spread-bot');
    expect(answers[1].result.structuredContent).toMatchObject({ outcome: 'answer' });
    expect(answers[1].result.structuredContent.results[0].id).toBe('squire-2');
  });

  test('ends at once without any input', async () => {
    expect(await runCli(['mcp'], { environment })).toMatchObject({ status: 0, out: '' });
  });

  test('answers a client of 2026, which begins without a handshake', async () => {
    const _meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientCapabilities': {},
      'io.modelcontextprotocol/clientInfo': { name: 'a test', version: '1' }
    };
    const { out } = await runCli(['mcp'], {
      environment,
      input: line({ id: 1, method: 'tools/list', params: { _meta } })
    });
    expect(JSON.parse(out).result.tools[0].name).toBe('spread_search');
  });

  test('an output that is gone ends it', async () => {
    const [stdin, stdout] = [new PassThrough(), new PassThrough()];
    const { knowledge, matcher } = await trainedSmall();
    const served = serveOverStdio({
      stdin,
      stdout,
      knowledgeBase: () => ({ knowledge, matcher }),
      version: '1.0.0',
      now: () => 0,
      onFailure: () => undefined
    });
    stdout.destroy(new Error('write EPIPE'));
    await served;
  });
});
