import type { Kysely, Transaction } from 'kysely';
import {
  type HandoverState,
  type HandoverStore,
  type OutboxMessageKind,
  type OutboxMessageState,
  openStates
} from '../core/handover/handover.ts';
import type { Engine } from './engine/migrate.ts';
import type { Schema } from './engine/schema.ts';
import { handoverRow, noticeOf, trackedOf, written } from './handover-rows.ts';

const noticeId = (handoverId: string, kind: OutboxMessageKind): string => `${handoverId}/${kind}`;

/**
 * Makes notices due: new ones, and those in one of the states `from`. One taken from a worker that holds it is drawn
 * again from the current state.
 */
async function makeDue(
  db: Kysely<Schema> | Transaction<Schema>,
  id: string,
  kinds: readonly OutboxMessageKind[],
  from: readonly OutboxMessageState[],
  now: number
): Promise<number> {
  if (kinds.length === 0) return 0;
  const due = { state: 'due', attempts: 0, at: now, try_at: now, lease: null, leased_at: null };
  const rows = kinds.map((kind) => ({ id: noticeId(id, kind), hand_over_id: id, kind, remote_id: null, ...due }));
  const made = await db
    .insertInto('hand_over_notices')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet(due)
        .where('hand_over_notices.state', 'in', [...from])
    )
    .returning('id')
    .execute();
  return made.length;
}

/**
 * Maximum number of rows deleted in one run; SQLite takes 32,766 values in a statement. The next hourly run deletes the
 * rest.
 */
const purgedAtOnce = 10_000;

/** Kinds sent again whenever there is something new; all others are sent once. */
const repeated: readonly OutboxMessageKind[] = ['card', 'deliveryFailed'];
const anyState: readonly OutboxMessageState[] = ['due', 'sending', 'sent', 'unsure', 'refused', 'dropped'];

/**
 * Creates the store of questions handed over. Every change of a notice is conditional on its lease, so that a late
 * worker changes nothing.
 */
export function createHandoverStore(db: Kysely<Schema>, engine: Engine): HandoverStore {
  const noticesOf = (ids: readonly string[]) =>
    db
      .selectFrom('hand_over_notices')
      .selectAll()
      .where('hand_over_id', 'in', [...ids])
      .execute();

  const follow = async (tx: Transaction<Schema>, id: string, kinds: readonly OutboxMessageKind[], now: number) => {
    for (const kind of kinds) await makeDue(tx, id, [kind], repeated.includes(kind) ? anyState : ['dropped'], now);
  };

  return {
    add: (handover, tell) =>
      db.transaction().execute(async (tx) => {
        const made = await tx
          .insertInto('hand_overs')
          .values(handoverRow(handover))
          .onConflict((conflict) => conflict.column('id').doNothing())
          .returning('id')
          .executeTakeFirst();
        if (made) await follow(tx, handover.id, tell, handover.askedAt);
        return made !== undefined;
      }),

    async find(id) {
      const row = await db.selectFrom('hand_overs').selectAll().where('id', '=', id).executeTakeFirst();
      return row && trackedOf(row, await noticesOf([id]));
    },

    change: (id, { from, to, takenBy, answer, erase, tell, drop }, now) =>
      db.transaction().execute(async (tx) => {
        const over = to !== 'waiting' && to !== 'taken';
        const changed = await tx
          .updateTable('hand_overs')
          .set({
            state: to,
            ...(over ? { finished_at: now, taken_by: null } : { taken_by: written(takenBy) }),
            ...(answer !== undefined && { answer: written(answer) }),
            ...(erase && erased)
          })
          .where('id', '=', id)
          .where('state', 'in', [...from])
          .returning('id')
          .executeTakeFirst();
        if (!changed) return false;
        if (drop.length > 0) {
          await tx
            .updateTable('hand_over_notices')
            .set({ state: 'dropped', try_at: null, lease: null })
            .where('hand_over_id', '=', id)
            .where('kind', 'in', [...drop])
            .where('state', '=', 'due')
            .execute();
        }
        await follow(tx, id, tell, now);
        return true;
      }),

    async tell(id, kind, from, now) {
      return (await makeDue(db, id, [kind], from, now)) > 0;
    },

    async claim(now, lease, leaseMs, limit) {
      const claimed = await db
        .with('picked', (cte) =>
          cte
            .selectFrom('hand_over_notices')
            .select('id')
            .where('try_at', '<=', now)
            .where((is) => is.or([is('lease', 'is', null), is('leased_at', '<=', now - leaseMs)]))
            .orderBy('try_at')
            .limit(limit)
            .$if(engine === 'postgres', (query) => query.forUpdate().skipLocked())
        )
        .updateTable('hand_over_notices')
        .set({ lease, leased_at: now })
        .where('id', 'in', (of) => of.selectFrom('picked').select('picked.id'))
        .returningAll()
        .execute();
      if (claimed.length === 0) return [];
      const ids = [...new Set(claimed.map((row) => row.hand_over_id))];
      const rows = await db.selectFrom('hand_overs').selectAll().where('id', 'in', ids).execute();
      const notices = await noticesOf(ids);
      const tracked = new Map(rows.map((row) => [row.id, trackedOf(row, notices)]));
      return claimed.flatMap((row) => {
        const of = tracked.get(row.hand_over_id);
        return of ? [{ ...of, notice: noticeOf(row), lease }] : [];
      });
    },

    async begin({ notice, lease }) {
      const begun = await db
        .updateTable('hand_over_notices')
        .set((of) => ({ state: 'sending', attempts: of('attempts', '+', 1) }))
        .where('id', '=', noticeId(notice.handoverId, notice.kind))
        .where('lease', '=', lease)
        .returning('id')
        .executeTakeFirst();
      return begun !== undefined;
    },

    settle: ({ notice, lease }, { state, tryAt, remoteId }, tell, now) =>
      db.transaction().execute(async (tx) => {
        const settled = await tx
          .updateTable('hand_over_notices')
          .set({ state, try_at: tryAt ?? null, lease: null, ...(remoteId !== undefined && { remote_id: remoteId }) })
          .where('id', '=', noticeId(notice.handoverId, notice.kind))
          .where('lease', '=', lease)
          .returning('id')
          .executeTakeFirst();
        if (!settled) return false;
        await follow(tx, notice.handoverId, tell, now);
        return true;
      }),

    async figures(since, to = Number.MAX_SAFE_INTEGER) {
      const rows = await db
        .selectFrom('hand_overs')
        .select(['state', 'asked_at', 'finished_at'])
        .where('asked_at', '>=', since)
        .where('asked_at', '<=', to)
        .execute();
      const states: Record<HandoverState, number> = { waiting: 0, taken: 0, answered: 0, closed: 0, withdrawn: 0 };
      for (const { state } of rows) states[state as HandoverState] += 1;
      const spans = rows
        .flatMap(({ state, asked_at, finished_at }) =>
          state === 'answered' && finished_at !== null ? [finished_at - asked_at] : []
        )
        .sort((a, b) => a - b);
      const half = spans.length / 2;
      const medianMs = (spans[Math.ceil(half) - 1]! + spans[Math.floor(half)]!) / 2;
      return { states, ...(spans.length > 0 && { medianMs }) };
    },

    async erase(before) {
      const done = await db
        .updateTable('hand_overs')
        .set({ ...erased, taken_by: null })
        .where('finished_at', '<', before)
        .where((is) =>
          is.or([is('question', 'is not', null), is('answer', 'is not', null), is('asker', 'is not', null)])
        )
        .executeTakeFirst();
      return Number(done.numUpdatedRows);
    },

    async leftOpen(before) {
      const open = await db
        .selectFrom('hand_overs')
        .select('id')
        .where('asked_at', '<', before)
        .where('state', 'in', [...openStates])
        .execute();
      return open.map(({ id }) => id);
    },

    purge: (before) =>
      db.transaction().execute(async (tx) => {
        const old = await tx
          .selectFrom('hand_overs')
          .select('id')
          .where('asked_at', '<', before)
          .where('state', 'not in', [...openStates])
          .where((is) =>
            is.or([
              is('finished_at', '<', before),
              is.not(
                is.exists(
                  is
                    .selectFrom('hand_over_notices')
                    .select('hand_over_notices.id')
                    .whereRef('hand_over_notices.hand_over_id', '=', 'hand_overs.id')
                    .where('hand_over_notices.try_at', 'is not', null)
                )
              )
            ])
          )
          .limit(purgedAtOnce)
          .execute();
        const ids = old.map(({ id }) => id);
        if (ids.length === 0) return 0;
        await tx.deleteFrom('hand_over_notices').where('hand_over_id', 'in', ids).execute();
        const gone = await tx.deleteFrom('hand_overs').where('id', 'in', ids).executeTakeFirst();
        return Number(gone.numDeletedRows);
      })
  };
}

/** Columns emptied when a question is erased: the rest of the row counts in the report. */
const erased = { question: null, answer: null, asker: null };
