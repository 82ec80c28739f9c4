import type { Kysely } from 'kysely';
import type { HandledStore } from '../core/store.ts';
import type { Schema } from './schema.ts';
import { type Behind, behindMs, createTogether } from './together.ts';

interface Claim {
  key: string;
  now: number;
  retryAfterMs: number;
}

/** Claims are safe before an answer is sent; that they are settled is written some milliseconds later, many at once. */
export function createHandledStore(db: Kysely<Schema>): HandledStore & Behind {
  const claims = createTogether<Claim>(
    (asked) => claimAll(db, asked),
    ({ key }) => key
  );
  const settled = createTogether<{ key: string; now: number }>(
    (done) => settleAll(db, done),
    ({ key }) => key,
    behindMs.answered
  );
  const asking = new Map<string, Promise<boolean>>();
  const settling = new Set<string>();

  return {
    async claim(key, now, retryAfterMs) {
      if (settling.has(key)) return false;
      const before = asking.get(key);
      if (before) return before.then(() => false);
      const won = claims.put({ key, now, retryAfterMs }).finally(() => asking.delete(key));
      asking.set(key, won);
      return won;
    },
    async settle(key, now) {
      settling.add(key);
      await settled.put({ key, now }).finally(() => settling.delete(key));
    },
    async forget(before) {
      const gone = await db.deleteFrom('handled').where('claimed_at', '<', before).executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
    idle: settled.idle
  };
}

/** One statement claims, so that of any number of replicas exactly one wins. */
async function claimAll(db: Kysely<Schema>, asked: readonly Claim[]): Promise<ReadonlySet<string>> {
  const won = new Set<string>();
  for (const retryAfterMs of new Set(asked.map((claim) => claim.retryAfterMs))) {
    const rows = await db
      .insertInto('handled')
      .values(
        asked
          .filter((claim) => claim.retryAfterMs === retryAfterMs)
          .map(({ key, now }) => ({ key, claimed_at: now, settled_at: null }))
      )
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet((of) => ({ claimed_at: of.ref('excluded.claimed_at') }))
          .where('handled.settled_at', 'is', null)
          .where((of) => of('handled.claimed_at', '<=', of('excluded.claimed_at', '-', retryAfterMs)))
      )
      .returning('key')
      .execute();
    for (const { key } of rows) won.add(key);
  }
  return won;
}

async function settleAll(
  db: Kysely<Schema>,
  done: readonly { key: string; now: number }[]
): Promise<ReadonlySet<string>> {
  const keys = done.map(({ key }) => key);
  await db
    .updateTable('handled')
    .set({ settled_at: Math.max(...done.map(({ now }) => now)) })
    .where('key', 'in', keys)
    .execute();
  return new Set(keys);
}
