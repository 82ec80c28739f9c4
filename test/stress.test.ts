import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { compileScript } from '../scripts/compile.ts';
import { fuzz } from '../scripts/stress/fuzz.ts';
import { half } from '../scripts/stress/half.ts';
import { heap } from '../scripts/stress/heap.ts';
import { kill } from '../scripts/stress/kill.ts';
import { load } from '../scripts/stress/load.ts';
import { odd } from '../scripts/stress/odd.ts';
import { repeats } from '../scripts/stress/repeats.ts';
import { rights } from '../scripts/stress/rights.ts';
import type { Verdict } from '../scripts/stress/verdict.ts';
import { openSharedWorld, type StressOptions } from '../scripts/stress/world.ts';
import { packageRoot } from '../src/config/package-root.ts';

/**
 * The short form of `npm run stress`: the whole program in a process of its own, few requests, small knowledge. Goals that
 * are times or ratios are left to the long form, which wants a quiet machine. What needs no server of its own shares one;
 * the malformed requests come to it last.
 */
let common: StressOptions;
let shared: StressOptions;
let close: () => Promise<void>;
beforeAll(async () => {
  common = {
    compiled: compileScript(packageRoot, 'stress', 'stress-test'),
    knowledgeDir: path.join(packageRoot, 'test', 'fixtures', 'knowledge', 'small'),
    seed: 20261123,
    models: await mkdtemp(path.join(tmpdir(), 'spread-bot-models-')),
    say: () => undefined
  };
  const opened = await openSharedWorld(common);
  shared = { ...common, world: opened.world };
  close = opened.close;
});
afterAll(async () => {
  await close();
  await rm(common.models!, { recursive: true });
});

const unmet = (verdicts: readonly Verdict[]) => verdicts.filter(({ met }) => !met);

test('every question of a steady crowd on both platforms is answered, none with an error', async () => {
  const [answered] = await load({ ...shared, perSecond: 40, seconds: 2, bare: false });
  expect(answered).toMatchObject({ met: true });
});

test('six hundred half-sent requests from strangers keep no signed delivery out', async () => {
  expect(unmet(await half({ ...shared, strangers: 600, perSecond: 20, seconds: 3 }))).toEqual([]);
});

test('odd texts are answered or declined', async () => {
  const [answered] = await odd({ ...shared, every: 100, warmUpSeconds: 0.1 });
  expect(answered).toMatchObject({ met: true });
});

test('malformed requests to every door neither end the program nor get a 5xx', async () => {
  expect(unmet(await fuzz({ ...shared, requests: 600 }))).toEqual([]);
});

test('killed under load and started again, the program answers all that it had acknowledged', async () => {
  expect(unmet(await kill({ ...common, signal: 'SIGKILL', times: 1, perSecond: 30, lifeSeconds: 1 }))).toEqual([]);
});

test('each event that is delivered four times over two replicas on one PostgreSQL is answered once', async () => {
  expect(unmet(await repeats({ ...common, events: 30, replicas: 2, watchMs: 500 }))).toEqual([]);
});

test('asked without a pause under a low ceiling, the bot answers all and keeps nothing of it', async () => {
  // The names of people whose rate is remembered, and code that is compiled, grow within the first ten thousand.
  const mostEach = 5000;
  expect(unmet(await heap({ ...common, questions: 1000, warmUp: 0.7, mostEach }))).toEqual([]);
});

test('random people of five workspaces change only what is theirs to change, and are told nothing of one another', async () => {
  expect(unmet(await rights({ ...common, operations: 600 }))).toEqual([]);
});
