import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { createTips } from '../../src/core/tips/index.ts';
import { connectReminders } from '../../src/jobs/assessment-reminders.ts';
import { createZones } from '../../src/jobs/time-zones.ts';
import { openStore } from '../../src/storage/index.ts';
import { createListeningLogger } from '../../test/support/listening-logger.ts';
import { knowledgeOf, someTips } from '../../test/support/tips-world.ts';
import { createFarClient } from './far-client.ts';
import { type TorturePlan, tortureTimings } from './plan.ts';

/** Between two runs, in milliseconds: the first wait after a refusal is three of them in the fastest trials. */
const pauseMs = 25;

/**
 * A process that posts tips, or reminders, until it is killed. Reads the time, a line a tick. Prints `ready` once it has begun, `ran` after
 * every run, and the kind of fault of one that failed.
 */
const plan = JSON.parse(process.argv[2] ?? '{}') as TorturePlan;
let time = plan.now;
const clock = () => time;
const store = await openStore({ databaseUrl: plan.databaseUrl, dataDir: plan.dataDir }, createListeningLogger());
const client = createFarClient(plan.farUrl);
const messengers = new Map([['fake', plan.way === 'schedule' ? client.scheduling : client.plain]]);
const repeatOnUnknown = new Set(plan.way === 'post again' ? ['fake'] : []);
const own = { messengers, elapsed: clock, repeatOnUnknown, timings: tortureTimings };
const { run } =
  plan.ledger === 'reminders'
    ? connectReminders({
        ...{ ...own, store: store.reminders, perMinute: new Map([['fake', 1_000_000]]) },
        sealing: { close: async (plain) => plain, open: async (sealed) => sealed },
        cardOf: async (id) => ({ title: 'Time to look again', text: id }),
        logger: createListeningLogger()
      })
    : createTips({
        ...{ ...own, store: store.tips, perMinute: new Map([['fake', 1_000_000]]) },
        knowledge: () => knowledgeOf(someTips),
        zones: createZones(),
        log: () => undefined,
        newId: randomUUID
      });
// A supervisor that is gone takes its workers along.
process.stdin.on('end', () => process.exit());
createInterface(process.stdin).on('line', (line) => (time = Number(line)));
process.stdout.write('ready\n');
for (;;) {
  await run(clock()).catch(({ name }: Error) => process.stdout.write(`${name}\n`));
  process.stdout.write('ran\n');
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
}
