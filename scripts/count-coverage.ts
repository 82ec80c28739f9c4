/**
 * Counts what one question meets, by V8's precise coverage: our own files and functions, their calls, and the SQL statements,
 * for a mention in Slack over HTTP and a personal chat in Teams, after three questions to warm up.
 *
 * What runs in the background meanwhile (the minute's jobs, the watcher of the folder, renewed claims) is no part of a question.
 * It runs by timers of a quarter of a second and more, which are switched off once the bot has started. Besides, the same question is asked
 * five times, each in a window of its own, and only what ran in every window counts, with the fewest calls and statements seen.
 *
 *     npm run count            the figures
 *     npm run count -- slack   those of one platform: slack or teams
 *     npm run count -- --list  also each file with its functions, and how often each was called
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readConfig } from '../src/config/config.ts';
import { packageRoot } from '../src/config/package-root.ts';
import { start } from '../src/main.ts';
import { createLogger } from '../src/observability/logger.ts';
import { botScopes } from '../src/platforms/slack/manifest.ts';
import { createFakeSlack, sendSigned } from '../test/support/fake-slack.ts';
import { openFakeConnector } from '../test/support/fake-teams-connector.ts';
import { fixture as slackFixture } from '../test/support/slack-stand.ts';
import { fixture as teamsFixture } from '../test/support/teams-under-test.ts';
import { trainedSmall } from '../test/support/trained.ts';
import { until } from '../test/support/until.ts';

const secret = '0123456789abcdef0123456789abcdef';
const question = 'what is the squire checklist';
const ours = pathToFileURL(path.join(packageRoot, 'src')).href;
/** Time in which what goes on behind an answer ends, in milliseconds. */
const settleMs = 150;
const windows = 5;

/** Switches off every timer of a quarter of a second and more, those set already included: nothing runs by the clock any more. */
function stopBackground(): void {
  quiet = true;
}
let quiet = false;
for (const name of ['setTimeout', 'setInterval'] as const) {
  const timer: (work: () => void, ms: number) => unknown = globalThis[name];
  const quieted = (work: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
    timer(() => (quiet && ms >= 250 ? undefined : work(...given)), ms);
  Object.assign(globalThis, { [name]: quieted });
}

/** A far side that asks one question and waits for its answer. */
interface FarSide {
  settings: Record<string, string>;
  ask(origin: string, id: string): Promise<void>;
  close(): Promise<void>;
}

async function slackSide(): Promise<FarSide> {
  const slack = await createFakeSlack();
  slack.addToken('xoxb-count', { team: 'T0HOSPITAL', botUser: 'U0BOT', bot: 'B0BOT', scopes: botScopes });
  return {
    settings: { SLACK_BOT_TOKEN: 'xoxb-count', SLACK_SIGNING_SECRET: secret, SLACK_API_URL: slack.apiUrl },
    async ask(origin, id) {
      const before = slack.messages.length;
      const payload = slackFixture('mention');
      const event = payload.event as Record<string, unknown>;
      const text = `<@U0BOT> ${question}`;
      Object.assign(event, { text, blocks: undefined, client_msg_id: id });
      await sendSigned(`${origin}/slack/events`, { ...payload, event_id: `E${id}` }, { secret });
      await until(() => slack.messages.length > before);
    },
    close: () => slack.close()
  };
}

async function teamsSide(): Promise<FarSide> {
  const connector = await openFakeConnector();
  return {
    settings: {},
    async ask(origin, id) {
      const before = connector.messages().length;
      const activity = { ...teamsFixture('direct-message'), id, serviceUrl: connector.serviceUrl, text: question };
      const headers = { 'content-type': 'application/json' };
      await fetch(`${origin}/api/messages`, { method: 'POST', headers, body: JSON.stringify(activity) });
      await until(() => connector.messages().length > before);
    },
    close: () => connector.close()
  };
}

/** Functions that ran in one window. */
interface Met {
  /** Calls by function, as `file offset name`. */
  calls: ReadonlyMap<string, number>;
  statements: number;
}

/** Characters shown of a function without a name. */
const shownCode = 50;
/** Sources of our files as they run, by their address. */
const sources = new Map<string, string>();

/** Reads the sources of all files of ours that are loaded. */
async function readSources(session: Session): Promise<void> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  await session.post('Debugger.enable');
  for (const { url, scriptId } of result) {
    if (!url.startsWith(ours)) continue;
    sources.set(url, (await session.post('Debugger.getScriptSource', { scriptId })).scriptSource);
  }
  await session.post('Debugger.disable');
}

/** Returns the beginning of a function without a name, in one line. */
function codeAt(url: string, offset: number): string {
  const code = sources.get(url)?.slice(offset, offset + 4 * shownCode) ?? 'inline';
  return `{ ${code.replace(/\s+/g, ' ').slice(0, shownCode)} }`;
}

/** Returns what ran since the last look, and how many statements went to the store. */
async function met(session: Session): Promise<Met> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const calls = new Map<string, number>();
  let statements = 0;
  for (const { url, functions } of result) {
    for (const { functionName, ranges } of functions) {
      const { count, startOffset } = ranges[0]!;
      if (count === 0) continue;
      // The one place through which every statement goes. An asynchronous function is counted each time it goes on.
      if (functionName === 'executeQuery' && /\/kysely\/.*\/sqlite-driver\.js$/.test(url)) statements += count;
      // A function without a name at the start is the script itself: that it was loaded is no work.
      if (!url.startsWith(ours) || (functionName === '' && startOffset === 0)) continue;
      calls.set(`${url.slice(ours.length + 1)} ${startOffset} ${functionName || codeAt(url, startOffset)}`, count);
    }
  }
  return { calls, statements };
}

/** Keeps what both windows met, with the fewer calls. */
function inBoth(one: Met, other: Met): Met {
  const calls = [...one.calls].flatMap(([key, count]): [string, number][] => {
    const again = other.calls.get(key);
    return again === undefined ? [] : [[key, Math.min(count, again)]];
  });
  return { calls: new Map(calls), statements: Math.min(one.statements, other.statements) };
}

async function count(title: string, side: FarSide, list: boolean): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'spread-bot-count-'));
  const read = readConfig({
    ...{ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, PLAYGROUND: 'false' },
    KNOWLEDGE_DIR: path.join(packageRoot, 'test/fixtures/knowledge/small'),
    ...side.settings
  });
  if (!('config' in read)) throw new Error(read.problems.join('\n'));
  quiet = false;
  const running = await start(read.config, createLogger({ level: 'silent' }));
  const session = new Session();
  session.connect();
  try {
    const origin = `http://127.0.0.1:${running.port}`;
    const settled = () => new Promise((resolve) => setTimeout(resolve, settleMs));
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    stopBackground();
    for (const id of ['warm-1', 'warm-2', 'warm-3']) await side.ask(origin, id);
    await settled();
    if (list) await readSources(session);
    await met(session);
    let common: Met | undefined;
    for (let window = 1; window <= windows; window += 1) {
      await side.ask(origin, `counted-${window}`);
      await settled();
      const now = await met(session);
      common = common ? inBoth(common, now) : now;
    }
    const files = new Map<string, string[]>();
    for (const [key, times] of common!.calls) {
      const [, file = '', name] = /^(\S+) \d+ (.*)$/.exec(key) ?? [];
      files.set(file, [...(files.get(file) ?? []), `${name} ${times}`]);
    }
    const calls = [...common!.calls.values()].reduce((sum, each) => sum + each, 0);
    const named = [...files.values()].flat().filter((each) => !each.startsWith('{')).length;
    process.stdout.write(
      `${title}: ${files.size} own files, ${common!.calls.size} own functions (${named} named), ${calls} calls, ${common!.statements} SQL statements\n`
    );
    if (!list) return;
    for (const [file, own] of [...files].sort(([a], [b]) => a.localeCompare(b))) {
      process.stdout.write(`  ${file} (${own.length})\n${own.map((each) => `    ${each}\n`).join('')}`);
    }
  } finally {
    quiet = false;
    session.disconnect();
    await running.stop();
    await side.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const given = process.argv.slice(2);
const list = given.includes('--list');
const wanted = given.filter((word) => word !== '--list');
const isWanted = (platform: string): boolean => wanted.length === 0 || wanted.includes(platform);
await trainedSmall();
if (isWanted('slack')) await count('Slack, a mention over HTTP', await slackSide(), list);
if (isWanted('teams')) await count('Teams, a personal chat', await teamsSide(), list);
