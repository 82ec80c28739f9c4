import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { flood } from './stress/flood.ts';
import { fuzz } from './stress/fuzz.ts';
import { half } from './stress/half.ts';
import { hang } from './stress/hang.ts';
import { heap } from './stress/heap.ts';
import { kill } from './stress/kill.ts';
import { load } from './stress/load.ts';
import { odd } from './stress/odd.ts';
import { repeats } from './stress/repeats.ts';
import { rights } from './stress/rights.ts';
import { soak } from './stress/soak.ts';
import { table, type Verdict } from './stress/verdict.ts';

/**
 * `npm run stress [-- TRIAL…]`: puts the whole program under load and abuse, on this machine only. Prints one table of
 * goals and what was measured; ends with status 1 when one was missed. The same seed sends the same. `--long` is the form
 * for a release; `--counts` leaves goals that are times out of the status, for a machine that has other work.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string' },
    rate: { type: 'string' },
    requests: { type: 'string' },
    times: { type: 'string' },
    every: { type: 'string' },
    long: { type: 'boolean', default: false },
    counts: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) }
  }
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const common = {
  compiled: join(import.meta.dirname, 'stress'),
  knowledgeDir: join(process.cwd(), 'knowledge'),
  seed: Number(values.seed),
  say
};
const asked = (option: string | undefined, short: number, long: number): number =>
  option === undefined ? (values.long ? long : short) : Number(option);
const times = asked(values.times, 3, 10);
const deaths = { perSecond: asked(values.rate, 50, 50), lifeSeconds: 4 };
const trials: Readonly<Record<string, () => Promise<Verdict[]>>> = {
  load: () => load({ ...common, perSecond: asked(values.rate, 100, 100), seconds: asked(values.seconds, 15, 60) }),
  flood: () => flood({ ...common, perSecond: asked(values.rate, 2000, 2000), seconds: asked(values.seconds, 5, 20) }),
  fuzz: () => fuzz({ ...common, requests: asked(values.requests, 10_000, 50_000) }),
  half: () =>
    half({ ...common, strangers: 600, perSecond: asked(values.rate, 20, 20), seconds: asked(values.seconds, 12, 60) }),
  hang: () => hang({ ...common, perSecond: asked(values.rate, 20, 50) }),
  kill: async () => [
    ...(await kill({ ...common, signal: 'SIGTERM', times, ...deaths })),
    ...(await kill({ ...common, signal: 'SIGKILL', times, ...deaths }))
  ],
  heap: () =>
    heap(
      values.long
        ? { ...common, questions: asked(values.requests, 100_000, 100_000) }
        : { ...common, questions: asked(values.requests, 15_000, 15_000), warmUp: 0.7, mostEach: 1000 }
    ),
  odd: () => odd({ ...common, every: asked(values.every, 8, 1) }),
  repeats: () => repeats({ ...common, events: asked(values.requests, 200, 1000), watchMs: 10_000 }),
  rights: () => rights({ ...common, operations: asked(values.requests, 2000, 10_000) }),
  soak: () =>
    soak({
      ...common,
      perSecond: asked(values.rate, 20, 20),
      seconds: asked(values.seconds, 60, 600),
      reloadEvery: asked(undefined, 15, 60)
    })
};
const unknown = positionals.find((name) => !(name in trials));
if (unknown !== undefined) {
  process.stderr.write(`There is no trial "${unknown}"; there are ${Object.keys(trials).join(', ')}.\n`);
  process.exit(2);
}
const chosen = positionals.length > 0 ? positionals : Object.keys(trials);
say(`seed ${values.seed}`);
const verdicts: Verdict[] = [];
for (const name of chosen) verdicts.push(...(await trials[name]!()));
say(`\n${table(verdicts)}`);
process.exit(verdicts.every(({ met, timed }) => met || (timed && values.counts)) ? 0 : 1);
