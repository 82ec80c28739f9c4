import { createTips } from '../../src/core/tips/index.ts';
import { nextSlot } from '../../src/core/tips/schedule.ts';
import { timings } from '../../src/core/tips/timings.ts';
import { defaultRule } from '../../src/core/tips/wish.ts';
import { createZones } from '../../src/jobs/time-zones.ts';
import { openStore } from '../../src/storage/index.ts';
import { createListeningLogger } from '../../test/support/listening-logger.ts';
import { channel, knowledgeOf, someTips } from '../../test/support/tips-world.ts';
import type { Work } from './work.ts';

/** Spread bot: subscriptions due in one minute become lines of the ledger, are claimed, begun and settled. */
export async function ours(databaseUrl: string, dataDir: string, count: number): Promise<Work> {
  const store = await openStore({ databaseUrl, dataDir }, createListeningLogger());
  const zones = createZones();
  const rule = defaultRule('Europe/London');
  const before = Date.UTC(2026, 10, 23);
  const next = nextSlot(rule, before, zones)!;
  for (let index = 0; index < count; index += 1) {
    const id = String(index).padStart(6, '0');
    const conversation = channel(id, { tenant: `T${index % 1000}` });
    await store.tips.save({ id, place: id, conversation, rule, state: 'active', next, changedAt: before }, before);
  }
  let sent = 0;
  let made = 0;
  const tips = createTips({
    store: store.tips,
    knowledge: () => knowledgeOf(someTips),
    messengers: new Map([
      [
        'fake',
        {
          async send() {
            sent += 1;
            return String(sent);
          }
        }
      ]
    ]),
    zones,
    log: () => undefined,
    elapsed: () => performance.now(),
    newId: () => {
      made += 1;
      return `${process.pid}-${made}`;
    },
    perMinute: new Map([['fake', 1_000_000]]),
    timings: { ...timings, run: 600_000 }
  });
  return {
    async run() {
      await tips.run(next.at + timings.spread);
      return sent;
    },
    close: () => store.close()
  };
}
