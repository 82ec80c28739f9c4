/**
 * How long Slack and a person wait: acknowledgement and answer at p50 and p99 with 50 questions in flight, for the whole
 * program (real knowledge, matcher and embedded store) and for a bare Bolt app that only echoes, in one run on one
 * machine, each in a process of its own. The ratios are the result; the milliseconds depend on the machine.
 *
 *     npx tsc -p tsconfig.bench.json; node node_modules/.cache/bench/bench/slack-latency.js
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFakeSlack, type FakeSlack, sendSigned } from '../test/support/fake-slack.ts';

const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const token = 'xoxb-of-the-bench';
const scopes = ['app_mentions:read', 'assistant:write', 'chat:write', 'commands', 'im:history'];
const inFlight = 50;
const warmUp = 300;
const measured = 2000;
const rounds = 2;
/** One delivery in ten comes twice, as Slack does after a lost acknowledgement. */
const repeatEvery = 10;

const asked = [
  'how do we spread this to other wards?',
  'where can I publish my improvement project',
  'which checklist for writing up QI',
  'how do I stop things slipping back after the project ends',
  'what is a PDSA cycle',
  'who can help us with spread localy',
  'when is the canteen open'
];

type Side = 'bare Bolt echo' | 'spread-bot';

async function serveBare(apiUrl: string): Promise<number> {
  const { App, ExpressReceiver } = await import('@slack/bolt');
  const receiver = new ExpressReceiver({ signingSecret: secret });
  const app = new App({ token, receiver, deferInitialization: true, clientOptions: { slackApiUrl: apiUrl } });
  app.message(async ({ message, say }) => {
    const { text, channel } = message as unknown as { text: string; channel: string };
    await say({ channel, text });
  });
  await app.init();
  const server = await receiver.start({ port: 0, host: '127.0.0.1' } as never);
  return (server.address() as { port: number }).port;
}

async function serveOurs(apiUrl: string, dataDir: string): Promise<number> {
  const { readConfig } = await import('../src/config/config.ts');
  const { createLogger } = await import('../src/observability/logger.ts');
  const { start } = await import('../src/main.ts');
  const read = readConfig({
    SLACK_BOT_TOKEN: token,
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: apiUrl,
    DATA_DIR: dataDir,
    KNOWLEDGE_DIR: path.resolve('knowledge'),
    HOST: '127.0.0.1'
  });
  if (!('config' in read)) throw new Error(read.problems.join('\n'));
  const running = await start({ ...read.config, port: 0 }, createLogger({ level: 'error' }));
  return running.port;
}

function startServer(side: Side, apiUrl: string, dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(fileURLToPath(import.meta.url), [side, apiUrl, dataDir]);
  return new Promise((resolve, reject) => {
    child.once('message', (port) => resolve({ child, url: `http://127.0.0.1:${Number(port)}/slack/events` }));
    child.once('exit', (code) => reject(new Error(`${side} ended with ${code}`)));
  });
}

interface Times {
  ack: number[];
  answer: number[];
  twice: number;
}

async function load(fake: FakeSlack, url: string, count: number, name: string): Promise<Times> {
  const times: Times = { ack: [], answer: [], twice: 0 };
  const waiting = new Map<string, () => void>();
  const answered = new Map<string, number>();
  fake.onShown = ({ channel }) => {
    answered.set(channel, (answered.get(channel) ?? 0) + 1);
    waiting.get(channel)?.();
  };
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const n = next++;
      const channel = `D${name}${n}`;
      const ts = `${1_795_424_400 + n}.000100`;
      const event = {
        type: 'message',
        channel_type: 'im',
        user: `U${name}${n}`,
        channel,
        ts,
        text: asked[n % asked.length],
        event_ts: ts
      };
      const payload = {
        type: 'event_callback',
        team_id: 'T0',
        event_id: `Ev${name}${n}`,
        event,
        authorizations: [{ team_id: 'T0' }]
      };
      const shown = new Promise<void>((resolve) => waiting.set(channel, resolve));
      const began = performance.now();
      await sendSigned(url, payload, { secret });
      times.ack.push(performance.now() - began);
      await shown;
      times.answer.push(performance.now() - began);
      if (n % repeatEvery === 0) await sendSigned(url, payload, { secret });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  await new Promise((resolve) => setTimeout(resolve, 300));
  times.twice = [...answered.values()].filter((often) => often > 1).length;
  return times;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

async function main(): Promise<void> {
  const fake = await createFakeSlack();
  fake.addToken(token, { team: 'T0', botUser: 'U0BOT', bot: 'B0BOT', scopes });
  const dataDir = mkdtempSync(path.join(tmpdir(), 'slack-latency-'));
  const all: Record<Side, Times> = {
    'bare Bolt echo': { ack: [], answer: [], twice: 0 },
    'spread-bot': { ack: [], answer: [], twice: 0 }
  };
  const children: ChildProcess[] = [];
  try {
    const servers = {} as Record<Side, string>;
    for (const side of Object.keys(all) as Side[]) {
      const { child, url } = await startServer(side, fake.apiUrl, dataDir);
      children.push(child);
      servers[side] = url;
      await load(fake, url, warmUp, `W${side.slice(0, 1)}`);
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const side of Object.keys(all) as Side[]) {
        const { ack, answer, twice } = await load(fake, servers[side], measured, `R${round}${side.slice(0, 1)}`);
        all[side].ack.push(...ack);
        all[side].answer.push(...answer);
        all[side].twice += twice;
        fake.calls.length = 0;
        fake.messages.length = 0;
      }
    }
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await fake.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
  const bare = all['bare Bolt echo'];
  const ours = all['spread-bot'];
  process.stdout.write(`${measured * rounds} questions each, ${inFlight} in flight, every tenth delivered twice\n`);
  for (const [what, key, share] of [
    ['ack p50', 'ack', 0.5],
    ['ack p99', 'ack', 0.99],
    ['answer p50', 'answer', 0.5],
    ['answer p99', 'answer', 0.99]
  ] as const) {
    const [a, b] = [percentile(bare[key], share), percentile(ours[key], share)];
    process.stdout.write(
      `${what.padEnd(11)} bare ${a.toFixed(1)} ms   ours ${b.toFixed(1)} ms   ratio ${(b / a).toFixed(2)}\n`
    );
  }
  process.stdout.write(`answered twice: bare ${bare.twice}, ours ${ours.twice}\n`);
  process.stdout.write(`refused by Slack's limits: ${fake.complaints.length}\n`);
}

const [side, apiUrl, dataDir] = process.argv.slice(2);
if (side && apiUrl && dataDir) {
  const port = side === 'spread-bot' ? await serveOurs(apiUrl, dataDir) : await serveBare(apiUrl);
  process.send?.(port);
} else await main();
