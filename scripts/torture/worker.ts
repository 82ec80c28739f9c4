import { randomUUID } from 'node:crypto';
import { createTips } from '../../src/core/tips/index.ts';
import { createZones } from '../../src/jobs/time-zones.ts';
import { openStore } from '../../src/storage/index.ts';
import { createListeningLogger } from '../../test/support/listening-logger.ts';
import { knowledgeOf, someTips } from '../../test/support/tips-world.ts';
import { createFarClient } from './far-client.ts';
import { type TorturePlan, tortureClock, tortureTimings } from './plan.ts';

/**
 * A process that posts tips until it is killed. Prints `ready` once it has begun, and the kind of fault of every run that
 * failed.
 */
const plan = JSON.parse(process.argv[2] ?? '{}') as TorturePlan;
const clock = tortureClock(plan);
const store = await openStore({ databaseUrl: plan.databaseUrl, dataDir: plan.dataDir }, createListeningLogger());
const client = createFarClient(plan.farUrl);
const tips = createTips({
  store: store.tips,
  knowledge: () => knowledgeOf(someTips),
  messengers: new Map([['fake', plan.way === 'schedule' ? client.scheduling : client.plain]]),
  zones: createZones(),
  log: () => undefined,
  elapsed: clock,
  newId: randomUUID,
  repeatOnUnknown: new Set(plan.way === 'post again' ? ['fake'] : []),
  perMinute: new Map([['fake', 1_000_000]]),
  timings: tortureTimings
});
// A supervisor that is gone takes its workers along.
process.stdin.on('end', () => process.exit()).resume();
process.stdout.write('ready\n');
for (;;) {
  await tips.run(clock()).catch(({ name }: Error) => process.stdout.write(`${name}\n`));
  await new Promise((resolve) => setTimeout(resolve, 10));
}
