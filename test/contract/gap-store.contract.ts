import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import type { OpenedStore } from '../../src/storage/index.ts';

const now = Date.UTC(2026, 10, 23, 9);
const minute = 60_000;

/** Behaviour of every store with ignored gaps and with the ledger of digests; two of them see the same contents. */
export function gapStoreContract(open: () => { first: OpenedStore; second: OpenedStore }) {
  test('ignored gaps come back as they were, for every replica, until they are taken up again or too old', async () => {
    const { first, second } = open();
    const gap = { id: 'a', wordings: ['who\'s paying; —%_"\n?', 'é 👩🏽‍⚕️'], at: now };
    await first.gaps.ignore({ ...gap, id: 'b', at: now + 1 });
    await first.gaps.ignore(gap);
    await first.gaps.ignore(gap);
    expect(await second.gaps.ignored()).toEqual([gap, { ...gap, id: 'b', at: now + 1 }]);
    await second.gaps.restore(['b', 'never there']);
    await second.gaps.restore([]);
    expect(await first.gaps.ignored()).toEqual([gap]);
    expect(await first.gaps.purge(now)).toBe(0);
    expect(await first.gaps.purge(now + 1)).toBe(1);
    expect(await second.gaps.ignored()).toEqual([]);
  });

  test('of fifty claims of one digest by two replicas exactly one wins, and no other once it is out', async () => {
    const { first, second } = open();
    const claims = await Promise.all(
      Array.from({ length: 50 }, (_, index) => (index % 2 ? first : second).digests.take('2026-W47', now))
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await first.digests.find('2026-W47')).toEqual({ week: '2026-W47', state: 'sending', attempts: 1, at: now });
    expect(await first.digests.settle('2026-W47', 'sending', 'sent', now + 1)).toBe(true);
    expect(await second.digests.take('2026-W47', now + 1000 * minute)).toBe(false);
    expect(await second.digests.find('2026-W46')).toBeUndefined();
  });

  test('a failed digest is claimed again at its time, by one', async () => {
    const { first, second } = open();
    await first.digests.take('2026-W47', now);
    await first.digests.settle('2026-W47', 'sending', 'failed', now, now + minute);
    expect(await second.digests.find('2026-W47')).toMatchObject({ state: 'failed', tryAt: now + minute });
    expect(await second.digests.take('2026-W47', now + minute - 1)).toBe(false);
    const again = await Promise.all(
      [first, second, first].map(({ digests }) => digests.take('2026-W47', now + minute))
    );
    expect(again.filter(Boolean)).toHaveLength(1);
    expect(await second.digests.find('2026-W47')).toMatchObject({ state: 'sending', attempts: 2 });
  });

  test('after a restore the digest that came due last is not sent, since it may have gone out', async () => {
    const { first, second } = open();
    const folder = await mkdtemp(join(tmpdir(), 'spread-bot-digests-'));
    const file = join(folder, 'backup.db');
    await first.backup(file);
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now + minute);
    await second.restore(file).finally(() => clock.mockRestore());
    expect(await first.digests.find('2026-W47')).toMatchObject({ state: 'unsure' });
    expect(await first.digests.take('2026-W47', now + minute)).toBe(false);
    expect(await first.digests.take('2026-W48', now + minute)).toBe(true);
    await rm(folder, { recursive: true });
  });

  test('what became of it is written where it stands as thought, and once', async () => {
    const { first, second } = open();
    const skips = [first, second, first].map(({ digests }) => digests.settle('2026-W45', undefined, 'skipped', now));
    expect((await Promise.all(skips)).filter(Boolean)).toHaveLength(1);
    expect(await second.digests.settle('2026-W45', 'sending', 'sent', now)).toBe(false);
    expect(await second.digests.take('2026-W45', now)).toBe(false);
    expect(await first.digests.forget(now)).toBe(0);
    expect(await first.digests.forget(now + 1)).toBe(1);
  });
}
