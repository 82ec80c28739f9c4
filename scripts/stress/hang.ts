import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedFault, type HangingFault, postgresFaults } from '../../test/support/hanging-stores.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { createCrowd, pause } from './crowd.ts';
import type { Verdict } from './verdict.ts';
import { openWorld, type StressOptions } from './world.ts';

export interface HangOptions extends StressOptions {
  perSecond: number;
}

/** Load before the store hangs and after it goes on, in seconds. */
const aroundSeconds = 2;
/** Time after the end for which it is watched for an answer too many, in milliseconds: longer than an inbox row is left alone. */
const watchMs = 15_000;

/** Delivers questions over both platforms without a pause while the store hangs, in each way that it can. */
export async function hang(options: HangOptions): Promise<Verdict[]> {
  const server = await startPostgres();
  try {
    const verdicts: Verdict[] = [];
    for (const fault of [embeddedFault, ...(server ? postgresFaults(server) : [])]) {
      verdicts.push(await hangOnce(options, fault));
    }
    return verdicts;
  } finally {
    await server?.remove();
  }
}

async function hangOnce(options: HangOptions, { name, ms, open }: HangingFault): Promise<Verdict> {
  const { perSecond, say } = options;
  const world = await openWorld(options);
  const store = await open();
  try {
    const dataDir = await mkdtemp(join(tmpdir(), 'spread-bot-hang-'));
    const served = await world.serve('server', { databaseUrl: store.databaseUrl, dataDir });
    const crowd = createCrowd(world, { again: true, patienceMs: { slack: 3_000, teams: 15_000 } });
    const asking = crowd.ask(() => served.origin, perSecond, 2 * aroundSeconds + ms / 1000);
    await pause(aroundSeconds * 1000);
    const goOn = await store.freeze(join(dataDir, 'spread-bot.db'));
    await pause(ms);
    await goOn();
    const asked = await asking;
    const lost = await crowd.silent(asked);
    await pause(watchMs);
    const refused = asked.filter(({ acknowledgedMs }) => acknowledgedMs === undefined).length;
    const twice = asked.filter(({ times }) => times > 1).length;
    const slowest = Math.max(...asked.map(({ answeredMs = 0 }) => answeredMs));
    const { unhandled } = await served.figures();
    say(`hang: ${name}: the slowest answer after ${(slowest / 1000).toFixed(1)} s`);
    return {
      goal: `hang: ${name}, nobody's question is lost`,
      measured: `${asked.length} questions: ${lost.length} lost, ${refused} never taken, ${twice} answered twice, ${unhandled} unhandled faults`,
      met: lost.length + refused + twice + unhandled === 0
    };
  } finally {
    await world.close();
    store.close?.();
  }
}
