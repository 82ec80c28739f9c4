import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createDigestRun } from '../../../src/core/digest/run.ts';
import type { Card } from '../../../src/core/model/card.ts';
import { ConversationGoneError, RetryLaterError, UnknownOutcomeError } from '../../../src/core/model/errors.ts';
import { createZones } from '../../../src/jobs/time-zones.ts';
import { type OpenedStore, openStore } from '../../../src/storage/index.ts';
import { createListeningLogger } from '../../support/listening-logger.ts';
import { runs } from '../../support/property-runs.ts';

const minute = 60_000;
const hour = 60 * minute;
const monday = Date.parse('2026-11-23T09:00:00Z');
const week = '2026-W47';
const zones = createZones();
const card: Card = { title: 'Last week', text: '' };

let store: OpenedStore;
let sent: { key: string; at: number }[];
let warned: string[];
let now: number;
/** Outcomes of the next sends; afterwards they arrive. */
let faults: (Error | 'hang' | 'arrives, then hangs')[];
let said: Card | undefined;
/** Called where a process dies with a digest in hand. */
let hang: () => void = () => undefined;

function replica() {
  return createDigestRun({
    digests: store.digests,
    zones,
    draw: async () => said,
    send: async (_, key) => {
      const fault = faults.shift();
      if (fault === undefined || fault === 'arrives, then hangs' || fault instanceof UnknownOutcomeError)
        sent.push({ key, at: now });
      if (fault instanceof Error) throw fault;
      if (fault !== undefined) {
        hang();
        await new Promise(() => undefined);
      }
    },
    log: () => undefined,
    warn: (event) => warned.push(event)
  });
}

beforeEach(async () => {
  store = await openStore({ databaseUrl: ':memory:', dataDir: '' }, createListeningLogger());
  [sent, warned, faults, said, now] = [[], [], [], card, monday - 5 * minute];
  await store.digests.settle('2026-W46', undefined, 'sent', monday - 7 * 24 * hour);
});
afterEach(() => store.close());

/** Time passes while replicas look in turn; a run that hangs is left behind, as a process that was killed. */
async function live(until: number, replicas: readonly ((at: number) => Promise<void>)[], step = minute) {
  for (let turn = 0; now < until; turn += 1) {
    now = Math.min(until, now + step);
    const died = new Promise<void>((resolve) => {
      hang = resolve;
    });
    await Promise.race([replicas[turn % replicas.length]!(now), died]);
  }
}

describe('the weekly digest goes out', () => {
  test('at nine on Monday, once, from any number of replicas at the same moment', async () => {
    const replicas = Array.from({ length: 5 }, replica);
    await live(monday - minute, replicas);
    expect(sent).toEqual([]);
    now = monday;
    await Promise.all([...replicas, ...replicas].map((run) => run(now)));
    expect(sent).toEqual([{ key: `digest/${week}`, at: monday }]);
    await live(monday + 3 * hour, [replica(), ...replicas], 10 * minute);
    expect(sent).toHaveLength(1);
    await live(monday + 7 * 24 * hour, replicas, 6 * hour);
    expect(sent.map(({ key }) => key)).toEqual([`digest/${week}`, 'digest/2026-W48']);
    expect(warned).toEqual([]);
  });

  test('up to a day late, after that not, and the ledger says so', async () => {
    now = monday + 24 * hour;
    await replica()(now);
    expect(sent).toHaveLength(1);
    now = monday + 7 * 24 * hour + 24 * hour + 1;
    await Promise.all([replica()(now), replica()(now)]);
    expect(sent).toHaveLength(1);
    expect(warned).toEqual(['digest.skipped']);
    expect(await store.digests.find('2026-W48')).toMatchObject({ state: 'skipped' });
  });

  test('not where there is nothing to say, also when it is too late to say it', async () => {
    said = undefined;
    await replica()(monday);
    await replica()(monday + 7 * 24 * hour + 30 * hour);
    expect([await store.digests.find(week), await store.digests.find('2026-W48')]).toMatchObject([
      { state: 'silent' },
      { state: 'silent' }
    ]);
    said = card;
    await replica()(monday + hour);
    expect(sent).toEqual([]);
    expect(warned).toEqual([]);
  });

  test('again after what surely did not arrive, with growing waits, for a day', async () => {
    faults = [
      new ConversationGoneError('not_in_channel'),
      new Error('refused'),
      new RetryLaterError('wait', 7 * minute)
    ];
    await live(monday + 3 * hour, [replica(), replica()]);
    expect(sent).toEqual([{ key: `digest/${week}`, at: monday + (5 + 10 + 7) * minute }]);
    expect(warned).toEqual(Array(3).fill('digest.deferred'));
    expect(await store.digests.find(week)).toMatchObject({ state: 'sent', attempts: 4 });

    now = monday + 7 * 24 * hour - minute;
    faults = Array(100).fill(new Error('refused'));
    await live(now + 30 * hour, [replica()], 2 * minute);
    expect(sent).toHaveLength(1);
    expect(warned.at(-1)).toBe('digest.skipped');
    expect(100 - faults.length).toBeGreaterThan(20);
  });

  test.each([
    ['an answer that never came', new UnknownOutcomeError('time-out')],
    ['a process that died after it arrived', 'arrives, then hangs' as const],
    ['a process that died before it arrived', 'hang' as const]
  ])('never again after %s; the ledger says that it is not sure', async (_, fault) => {
    faults = [fault];
    await live(monday + 5 * hour, [replica(), replica()]);
    expect(sent).toHaveLength(fault === 'hang' ? 0 : 1);
    expect(warned).toEqual(['digest.unsure']);
    expect(await store.digests.find(week)).toMatchObject({ state: 'unsure' });
  });

  test('at most once whatever fails in whatever order', async () => {
    const fault = fc.constantFrom<'hang' | 'arrives, then hangs' | Error>(
      'hang',
      'arrives, then hangs',
      new Error('refused'),
      new UnknownOutcomeError('time-out'),
      new RetryLaterError('wait', 90_000)
    );
    let weeks = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 6 }), fc.integer({ min: 1, max: 3 }), async (given, count) => {
        weeks += 1;
        const start = monday + weeks * 7 * 24 * hour;
        [sent, faults, now] = [[], [...given], start - minute];
        await live(start + 26 * hour, Array.from({ length: count }, replica), 7 * minute);
        expect(sent.length).toBeLessThanOrEqual(1);
        if (given.every((one) => one instanceof Error && !(one instanceof UnknownOutcomeError)))
          expect(sent).toHaveLength(1);
      }),
      { numRuns: runs(15) }
    );
  });
});
