import { createCrowd, pause } from './crowd.ts';
import { platforms } from './deliver.ts';
import type { Verdict } from './verdict.ts';
import { openWorld, type StressOptions } from './world.ts';

export interface FloodOptions extends StressOptions {
  perSecond: number;
  seconds: number;
}

const mostRss = 300e6;
const recoveryMs = 5000;
/** Time to an answer when all is well again, in milliseconds. */
const calmMs = 500;
/** Time limit for the far end of the queue, in milliseconds. */
const patienceMs = 60_000;

/** Sends far more questions than can be answered, each from another person; then measures the time until the bot answers as before. */
export async function flood(options: FloodOptions): Promise<Verdict[]> {
  const { perSecond, seconds, say } = options;
  const world = await openWorld(options);
  try {
    const served = await world.serve();
    const crowd = createCrowd(world, { patienceMs: { slack: 3000, teams: 15_000 } });
    await crowd.silent(await crowd.ask(() => served.origin, 20, 3));
    let rss = 0;
    let over = false;
    const watch = (async () => {
      while (!over && served.alive()) {
        rss = Math.max(rss, (await served.figures()).rss);
        await pause(250);
      }
    })();
    const began = performance.now();
    let sent: () => void = () => undefined;
    const allSent = new Promise<void>((resolve) => {
      sent = resolve;
    });
    const asking = crowd.ask(() => served.origin, perSecond, seconds, sent);
    // What still waits for a connection is flood too: it ends when the last request is on its way.
    await allSent;
    const took = (performance.now() - began) / 1000;
    say(`flood: ${perSecond * seconds} questions were sent in ${took.toFixed(1)} s`);
    const recovered = await recovery(() => crowd.askOne(served.origin, platforms[0], 'what is a PDSA cycle', calmMs));
    const asked = await asking;
    const silent = await crowd.silent(asked);
    over = true;
    await watch.catch(() => undefined);
    const { unhandled } = await served.figures();
    const acknowledged = asked.filter(({ acknowledgedMs }) => acknowledgedMs !== undefined);
    const busy = acknowledged.filter((one) => one.busy).length;
    const refused = asked.filter(({ status }) => status === 503).length;
    const broken = asked.length - acknowledged.length - refused;
    return [
      {
        goal: `flood: ${perSecond} questions a second for ${seconds} s do not end it`,
        measured: served.alive()
          ? `alive, ${unhandled} unhandled faults, ${broken} left before an answer came (Slack after 3 s, Teams after 15 s)`
          : 'ended',
        met: served.alive() && unhandled === 0
      },
      {
        goal: 'flood: whatever was acknowledged was answered or told "busy"',
        measured: `${acknowledged.length} acknowledged: ${acknowledged.length - busy - silent.length} answered, ${busy} told "busy", ${silent.length} left without a word; ${refused} refused with 503, to come again`,
        met: silent.length === 0
      },
      {
        goal: 'flood: memory below 300 MB',
        measured: `${(rss / 1e6).toFixed(0)} MB resident at most`,
        met: rss < mostRss
      },
      {
        goal: `flood: an answer within ${calmMs} ms again, within 5 s of the end`,
        measured: recovered === undefined ? 'not within 60 s' : `after ${(recovered / 1000).toFixed(1)} s`,
        met: recovered !== undefined && recovered <= recoveryMs,
        timed: true
      }
    ];
  } finally {
    await world.close();
  }
}

/** Milliseconds until one question is answered as if nothing had been. */
async function recovery(ask: () => Promise<{ answeredMs?: number; busy: boolean }>): Promise<number | undefined> {
  const began = performance.now();
  while (performance.now() - began < patienceMs) {
    const at = performance.now();
    const { answeredMs, busy } = await ask();
    if (answeredMs !== undefined && answeredMs <= calmMs && !busy) return at - began;
    await pause(250);
  }
  return undefined;
}
