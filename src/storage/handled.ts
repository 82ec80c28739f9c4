import type { Kysely } from 'kysely';
import type { HandledStore } from '../core/model/store.ts';
import { createBatch } from './engine/batch.ts';
import type { Schema } from './engine/schema.ts';
import { type Behind, behindMs, createTogether } from './engine/together.ts';
import type { WriteTurn } from './engine/write-turns.ts';

interface Claim {
  key: string;
  now: number;
  retryAfterMs: number;
}

interface Settled {
  key: string;
  now: number;
}

/** Claims are safe before an answer is sent; that they are settled is written some milliseconds later, many at once. */
export function createHandledStore(db: Kysely<Schema>, turn?: WriteTurn): HandledStore & Behind {
  const claims = createTogether<Claim>(createClaimAll(db), ({ key }) => key, { turn });
  const settled = createTogether<Settled>(createSettleAll(db), ({ key }) => key, { turn, waitMs: behindMs.answered });
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
function createClaimAll(db: Kysely<Schema>): (asked: readonly Claim[]) => Promise<ReadonlySet<string>> {
  const write = createBatch(
    db,
    (claims: readonly Claim[]) =>
      db
        .insertInto('handled')
        .values(claims.map(({ key, now }) => ({ key, claimed_at: now, settled_at: null })))
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet((of) => ({ claimed_at: of.ref('excluded.claimed_at') }))
            .where('handled.settled_at', 'is', null)
            .where((of) => of('handled.claimed_at', '<=', of('excluded.claimed_at', '-', claims[0]!.retryAfterMs)))
        )
        .returning('key'),
    (claims) => [...claims.flatMap(({ key, now }) => [key, now, null]), claims[0]!.retryAfterMs]
  );
  return async (asked) => {
    const won = new Set<string>();
    for (const retryAfterMs of new Set(asked.map((claim) => claim.retryAfterMs))) {
      const { rows } = await write(asked.filter((claim) => claim.retryAfterMs === retryAfterMs));
      for (const { key } of rows) won.add(key);
    }
    return won;
  };
}

function createSettleAll(db: Kysely<Schema>): (done: readonly Settled[]) => Promise<ReadonlySet<string>> {
  const latest = (done: readonly Settled[]) => Math.max(...done.map(({ now }) => now));
  const keysOf = (done: readonly Settled[]) => done.map(({ key }) => key);
  const write = createBatch(
    db,
    (done: readonly Settled[]) =>
      db
        .updateTable('handled')
        .set({ settled_at: latest(done) })
        .where('key', 'in', keysOf(done)),
    (done) => [latest(done), ...keysOf(done)]
  );
  return async (done) => {
    await write(done);
    return new Set(keysOf(done));
  };
}
