import { randomUUID } from 'node:crypto';
import type { Compilable, Kysely } from 'kysely';
import type { Outcome } from '../core/model/matcher.ts';
import type { HandledStore, InboxStore, MemoryStore, QuestionStore } from '../core/model/store.ts';
import { aheadMs } from './engine/clocks.ts';
import type { Schema } from './engine/schema.ts';
import { storable } from './engine/storable.ts';

/** Creates the store of message claims. One statement claims, so that of any number of replicas exactly one wins. */
export function createHandledStore(db: Kysely<Schema>): HandledStore {
  const claim = compileOnce(db, (place: Place<{ key: string; now: number; expired: number; ahead: number }>) =>
    db
      .insertInto('handled')
      .values({ key: place('key'), claimed_at: place('now'), settled_at: null })
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet({ claimed_at: place('now') })
          .where('handled.settled_at', 'is', null)
          .where((is) =>
            is.or([is('handled.claimed_at', '<=', place('expired')), is('handled.claimed_at', '>', place('ahead'))])
          )
      )
      .returning('key')
  );
  return {
    async claim(key, now, retryAfterMs) {
      const won = await claim({ key, now, expired: now - retryAfterMs, ahead: now + aheadMs });
      return won.length > 0;
    },
    async renew(keys, now) {
      if (keys.length === 0) return;
      await db
        .updateTable('handled')
        .set({ claimed_at: now })
        .where('key', 'in', [...keys])
        .where('settled_at', 'is', null)
        .execute();
    },
    async settle(keys, now) {
      const rows: Schema['handled'][] = [];
      for (const key of keys) rows.push({ key, claimed_at: now, settled_at: now });
      if (rows.length === 0) return;
      await db
        .insertInto('handled')
        .values(rows)
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ settled_at: now }))
        .execute();
    },
    async forget(before) {
      const gone = await db.deleteFrom('handled').where('claimed_at', '<', before).executeTakeFirst();
      return Number(gone.numDeletedRows);
    }
  };
}

/** Creates the store of the last answers of each conversation. */
export function createMemoryStore(db: Kysely<Schema>): MemoryStore {
  const remember = compileOnce(db, (place: Place<{ conversation: string; entries: string; until: number }>) => {
    const row = { entries: place('entries'), until: place('until') };
    return db
      .insertInto('memory')
      .values({ conversation: place('conversation'), ...row })
      .onConflict((conflict) => conflict.column('conversation').doUpdateSet(row));
  });
  return {
    async recall(conversation, now) {
      const row = await db
        .selectFrom('memory')
        .select(['entries', 'until'])
        .where('conversation', '=', conversation)
        .executeTakeFirst();
      const shown: unknown = row && row.until > now ? JSON.parse(row.entries) : [];
      // Another version of this program may have written something else.
      return Array.isArray(shown) ? shown.filter((id) => typeof id === 'string') : [];
    },
    async remember(conversation, entryIds, until) {
      await remember({ conversation, entries: JSON.stringify(entryIds), until });
    },
    async forget(now) {
      const gone = await db.deleteFrom('memory').where('until', '<=', now).executeTakeFirst();
      return Number(gone.numDeletedRows);
    }
  };
}

/** Creates the store of what was asked. */
export function createQuestionStore(db: Kysely<Schema>): QuestionStore {
  const insert = compileOnce(db, (place: Place<Schema['questions']>) =>
    db.insertInto('questions').values({
      id: place('id'),
      at: place('at'),
      platform: place('platform'),
      outcome: place('outcome'),
      entry_id: place('entry_id'),
      confidence: place('confidence'),
      text: place('text')
    })
  );
  return {
    async record({ at, platform, outcome, entryId, confidence, text }) {
      await insert({
        id: randomUUID(),
        at,
        platform,
        outcome,
        entry_id: entryId ?? null,
        confidence,
        text: text === undefined ? null : storable(text)
      });
    },
    async since(at) {
      const rows = await db.selectFrom('questions').selectAll().where('at', '>=', at).orderBy('at').execute();
      return rows.map((row) => ({
        at: row.at,
        platform: row.platform,
        outcome: row.outcome as Outcome,
        confidence: row.confidence,
        ...(row.entry_id === null ? {} : { entryId: row.entry_id }),
        ...(row.text === null ? {} : { text: row.text })
      }));
    },
    async purge(before) {
      const gone = await db.deleteFrom('questions').where('at', '<', before).executeTakeFirst();
      return Number(gone.numDeletedRows);
    }
  };
}

/** Creates the store of requests that are acknowledged and not answered yet. */
export function createInboxStore(db: Kysely<Schema>): InboxStore {
  const insert = compileOnce(db, (place: Place<{ id: string; owner: string; payload: string; now: number }>) =>
    db.insertInto('inbox').values({
      id: place('id'),
      owner: place('owner'),
      payload: place('payload'),
      kept_at: place('now'),
      seen_at: place('now'),
      tries: 1
    })
  );
  return {
    async keep(id, owner, payload, now) {
      await insert({ id, owner, payload, now });
    },
    async done(ids) {
      if (ids.length > 0)
        await db
          .deleteFrom('inbox')
          .where('id', 'in', [...ids])
          .execute();
    },
    async alive(owner, now) {
      await db.updateTable('inbox').set({ seen_at: now }).where('owner', '=', owner).execute();
    },
    async takeOver(owner, now, silentMs, most) {
      const [, kind] = /^([a-z]+)\//.exec(owner) ?? [];
      const [whether, like] = kind ? (['like', `${kind}/%`] as const) : (['not like', '%/%'] as const);
      return (
        db
          .updateTable('inbox')
          .set((of) => ({ owner, seen_at: now, tries: of('tries', '+', 1) }))
          .where('id', 'in', (of) =>
            of
              .selectFrom('inbox')
              .select('id')
              .where('owner', whether, like)
              .where((is) => is.or([is('seen_at', '<=', now - silentMs), is('seen_at', '>', now + aheadMs)]))
              .orderBy('seen_at')
              .limit(most)
          )
          // Replicas that ask at once pick the same rows, and change them one after another.
          .where((is) => is.or([is('seen_at', '<=', now - silentMs), is('seen_at', '>', now + aheadMs)]))
          .returning(['id', 'payload', 'tries', 'kept_at as keptAt'])
          .execute()
      );
    },
    async forget(before) {
      const old = await db.deleteFrom('inbox').where('kept_at', '<', before).executeTakeFirst();
      return Number(old.numDeletedRows);
    }
  };
}

/** Stands for a value that differs from run to run, by its name. */
type Place<V> = <N extends keyof V & string>(name: N) => V[N];

/**
 * Compiles a statement once, for those that run with every message: building one with Kysely takes longer than SQLite
 * takes to run it.
 *
 * @param build builds the statement with `place(name)` where a value goes
 * @returns runs the statement with the values of one run, and returns its rows
 */
function compileOnce<V extends Readonly<Record<string, string | number | null>>, R>(
  db: Kysely<Schema>,
  build: (place: Place<V>) => Compilable<R>
): (values: V) => Promise<readonly R[]> {
  const compiled = build((name) => Symbol(name) as never).compile();
  return async (values) => {
    const parameters: unknown[] = [];
    for (const each of compiled.parameters)
      parameters.push(typeof each === 'symbol' ? values[each.description!] : each);
    return (await db.executeQuery<R>({ ...compiled, parameters })).rows;
  };
}
