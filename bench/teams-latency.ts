/**
 * How long Teams and a person wait: the request's answer at p50 and p99 with 50 questions in flight, for the whole program
 * (real knowledge, matcher and embedded store) on either SDK, and for a bare botbuilder bot that only echoes, in one run on
 * one machine, each in a process of its own. The card is posted before the request is answered, so this is the person's
 * wait as well. The ratios are the result; the milliseconds depend on the machine.
 *
 *     npx tsc -p tsconfig.bench.json; node node_modules/.cache/bench/bench/teams-latency.js
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FakeConnector, openFakeConnector } from '../test/support/fake-teams-connector.ts';

const inFlight = 50;
const warmUp = 300;
const measured = 1500;
const rounds = 2;

const asked = [
  'how do we spread this to other wards?',
  'where can I publish my improvement project',
  'which checklist for writing up QI',
  'how do I stop things slipping back after the project ends',
  'what is a PDSA cycle',
  'who can help us with spread localy',
  'when is the canteen open'
];

const sides = ['bare botbuilder echo', 'spread-bot on botbuilder', 'spread-bot on agents'] as const;
type Side = (typeof sides)[number];

async function serveBare(): Promise<number> {
  const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = await import('botbuilder');
  const { default: express } = await import('express');
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const app = express();
  app.post('/api/messages', express.json(), (request, response) =>
    adapter.process(request, response as never, async (context) => {
      await context.sendActivity(context.activity.text);
    })
  );
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}

async function serveOurs(sdk: string, dataDir: string): Promise<number> {
  const { readConfig } = await import('../src/config/config.ts');
  const { createLogger } = await import('../src/observability/logger.ts');
  const { start } = await import('../src/main.ts');
  const read = readConfig({
    TEAMS_SDK: sdk,
    DATA_DIR: path.join(dataDir, sdk),
    KNOWLEDGE_DIR: path.resolve('knowledge'),
    HOST: '127.0.0.1'
  });
  if (!('config' in read)) throw new Error(read.problems.join('\n'));
  return (await start({ ...read.config, port: 0 }, createLogger({ level: 'error' }))).port;
}

function startServer(side: Side, dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(fileURLToPath(import.meta.url), [side, dataDir]);
  return new Promise((resolve, reject) => {
    child.once('message', (port) => resolve({ child, url: `http://127.0.0.1:${Number(port)}/api/messages` }));
    child.once('exit', (code) => reject(new Error(`${side} ended with ${code}`)));
  });
}

const agent = new http.Agent({ keepAlive: true, maxSockets: inFlight });

function post(url: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const request = http.request(url, { method: 'POST', headers, agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    request.on('error', reject).end(body);
  });
}

async function load(connector: FakeConnector, url: string, count: number, name: string): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const n = next++;
      const activity = {
        ...{ type: 'message', id: `${name}${n}`, channelId: 'msteams', serviceUrl: connector.serviceUrl },
        ...{ from: { id: `29:${name}${n}` }, recipient: { id: '28:bot' }, text: asked[n % asked.length] },
        conversation: { id: `a:${name}${n}`, conversationType: 'personal' }
      };
      const began = performance.now();
      const status = await post(url, JSON.stringify(activity));
      times.push(performance.now() - began);
      if (status !== 200) throw new Error(`answered with ${status}`);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return times;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

async function main(): Promise<void> {
  const connector = await openFakeConnector();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'teams-latency-'));
  const times = new Map<Side, number[]>(sides.map((side) => [side, []]));
  const children: ChildProcess[] = [];
  let missing = 0;
  try {
    const urls = new Map<Side, string>();
    for (const side of sides) {
      const { child, url } = await startServer(side, dataDir);
      children.push(child);
      urls.set(side, url);
      await load(connector, url, warmUp, `w${sides.indexOf(side)}-`);
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const side of sides) {
        connector.calls.length = 0;
        times
          .get(side)!
          .push(...(await load(connector, urls.get(side)!, measured, `r${round}${sides.indexOf(side)}-`)));
        missing += measured - connector.calls.filter(({ body }) => body.type === 'message').length;
      }
    }
  } finally {
    for (const child of children) child.kill('SIGKILL');
    agent.destroy();
    await connector.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
  process.stdout.write(`${measured * rounds} questions each, ${inFlight} in flight; answers missing: ${missing}\n`);
  const bare = times.get(sides[0])!;
  for (const side of sides) {
    const [p50, p99] = [percentile(times.get(side)!, 0.5), percentile(times.get(side)!, 0.99)];
    const [r50, r99] = [p50 / percentile(bare, 0.5), p99 / percentile(bare, 0.99)];
    process.stdout.write(
      `${side.padEnd(25)} p50 ${p50.toFixed(1)} ms (ratio ${r50.toFixed(2)})   p99 ${p99.toFixed(1)} ms (ratio ${r99.toFixed(2)})\n`
    );
  }
}

const [side, dataDir] = process.argv.slice(2);
if (side && dataDir) {
  process.send?.(await (side === sides[0] ? serveBare() : serveOurs(side.split(' ').at(-1)!, dataDir)));
} else await main();
