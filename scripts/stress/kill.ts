import { createCrowd, pause } from './crowd.ts';
import type { Verdict } from './verdict.ts';
import { openWorld, type StressOptions } from './world.ts';

export interface KillOptions extends StressOptions {
  signal: 'SIGKILL' | 'SIGTERM';
  times: number;
  perSecond: number;
  /** The longest life of a process under load, in seconds. */
  lifeSeconds: number;
}

/** Time by which the clock of every other process is ahead, in milliseconds: less than the five minutes that a signature is good for. */
const aheadMs = 4 * 60_000;

/**
 * Ends the program again and again while it is asked, starts it on the same store, with the clock jumping ahead and back,
 * and counts what nobody answered.
 */
export async function kill(options: KillOptions): Promise<Verdict[]> {
  const { signal, times, perSecond, lifeSeconds, say } = options;
  const world = await openWorld(options);
  try {
    const crowd = createCrowd(world, { again: true });
    let served = await world.serve();
    const seconds = lifeSeconds + 0.5;
    const asking = [];
    const codes = new Set<number | null>();
    for (let n = 0; n < times; n += 1) {
      asking.push(crowd.ask(() => served.origin, perSecond, seconds));
      await pause(500 + world.random() * lifeSeconds * 1000);
      codes.add(await served.end(signal));
      served = await world.serve('server', { aheadMs: n % 2 === 0 && n < times - 1 ? aheadMs : 0 });
    }
    const asked = (await Promise.all(asking)).flat();
    const lost = await crowd.silent(asked);
    const acknowledged = asked.filter(({ acknowledgedMs }) => acknowledgedMs !== undefined);
    const refused = asked.filter(({ acknowledgedMs }) => acknowledgedMs === undefined);
    const twice = asked.filter((one) => one.times > 1).length;
    const late = acknowledged.filter(({ answeredMs = 0 }) => answeredMs > 5000).length;
    say(`${signal}: ${asked.length} questions, ${refused.length} never taken, ended with ${[...codes].join(', ')}`);
    return [
      {
        goal: `kill: ${times} times ${signal} under load, the clock jumping, nothing acknowledged is lost`,
        measured: `${acknowledged.length} acknowledged of ${asked.length} asked: ${lost.length} lost, ${late} answered after a new start, ${twice} answered twice`,
        met: lost.length === 0 && (signal === 'SIGKILL' || (twice === 0 && [...codes].every((code) => code === 0)))
      }
    ];
  } finally {
    await world.close();
  }
}
