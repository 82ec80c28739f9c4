import type { Kysely, Selectable, Transaction } from 'kysely';
import type { GroupNumbers } from '../core/assessments/group-result.ts';
import type { NextStep, Round, RoundStore } from '../core/assessments/rounds.ts';
import type { Conversation } from '../core/model/message.ts';
import { deleteReminder } from './assessment-results.ts';
import type { Engine } from './engine/migrate.ts';
import type { Schema } from './engine/schema.ts';
import { storable } from './engine/storable.ts';

/** Rounds of assessments that channels do together. */
export function createRoundStore(db: Kysely<Schema>, engine: Engine): RoundStore {
  const rounds = () => db.selectFrom('assessment_rounds').selectAll();
  return {
    async open(round) {
      await db.insertInto('assessment_rounds').values(rowOf(round)).execute();
    },

    async find(id) {
      const row = await rounds().where('id', '=', id).executeTakeFirst();
      return row && roundOf(row);
    },

    async latest(place, assessment, before) {
      const row = await rounds()
        .where('place', '=', place)
        .where('numbers', 'is not', null)
        .$if(assessment !== undefined, (query) => query.where('assessment', '=', assessment!))
        .$if(before !== undefined, (query) => query.where('closed_at', '<', before!))
        .orderBy('closed_at', 'desc')
        .orderBy('id')
        .executeTakeFirst();
      return row && roundOf(row);
    },

    async latestOf(places) {
      if (places.length === 0) return [];
      const rows = await rounds()
        .where('place', 'in', places)
        .where('numbers', 'is not', null)
        .orderBy('closed_at')
        .orderBy('id', 'desc')
        .execute();
      return [...new Map(rows.map((row) => [row.place, roundOf(row)])).values()];
    },

    async closed(until) {
      const rows = await db
        .selectFrom('assessment_rounds')
        .select(['place', 'assessment', 'version', 'numbers'])
        .where('numbers', 'is not', null)
        .where('closed_at', '<=', until)
        .orderBy('closed_at')
        .orderBy('id', 'desc')
        .execute();
      const last = new Map(rows.map((row) => [JSON.stringify([row.place, row.assessment]), row]));
      return [...last.values()]
        .toSorted((a, b) => (a.numbers! < b.numbers! ? -1 : 1))
        .map(({ assessment, version, numbers }) => ({
          assessment,
          version: Number(version),
          numbers: JSON.parse(numbers!) as GroupNumbers
        }));
    },

    answer: (id, voter, answers, at) =>
      db.transaction().execute(async (tx) => {
        // PostgreSQL would let a round be closed in between; the embedded store has one writer at a time.
        const open = await tx
          .selectFrom('assessment_rounds')
          .select('id')
          .where('id', '=', id)
          .where('closed_at', 'is', null)
          .$if(engine === 'postgres', (query) => query.forUpdate())
          .executeTakeFirst();
        if (!open) return false;
        await tx
          .insertInto('assessment_answers')
          .values({ round_id: id, voter, answers, at })
          .onConflict((conflict) => conflict.columns(['round_id', 'voter']).doUpdateSet({ answers, at }))
          .execute();
        return true;
      }),

    async answers(id) {
      const rows = await db
        .selectFrom('assessment_answers')
        .select('answers')
        .where('round_id', '=', id)
        .orderBy('answers')
        .execute();
      return rows.map(({ answers }) => answers);
    },

    close: (id, now, numbers, how) =>
      db.transaction().execute(async (tx) => {
        const closed = await tx
          .updateTable('assessment_rounds')
          .set({ closed_at: now, numbers: numbers ? JSON.stringify(numbers) : null })
          .$if(how === 'shown', (query) => query.set({ next: null, next_at: null }))
          .where('id', '=', id)
          .where('closed_at', 'is', null)
          .returning('id')
          .executeTakeFirst();
        if (!closed) return false;
        await tx.deleteFrom('assessment_answers').where('round_id', '=', id).execute();
        return true;
      }),

    async keep(id, until) {
      await db
        .updateTable('assessment_rounds')
        .set({ kept_until: until })
        .where('id', '=', id)
        .where('numbers', 'is not', null)
        .execute();
    },

    async due(now, limit) {
      const rows = await rounds()
        .where('next_at', '<=', now)
        .where('in_hand_at', 'is', null)
        .orderBy('next_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(roundOf);
    },

    async begin(id, what, now) {
      const won = await db
        .updateTable('assessment_rounds')
        .set({ in_hand_at: now })
        .where('id', '=', id)
        .where('next', '=', what)
        .where('next_at', '<=', now)
        .where('in_hand_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      return won !== undefined;
    },

    async posting(id, claimedAt) {
      const ours = await db
        .updateTable('assessment_rounds')
        .set({ next: null, next_at: null })
        .where('id', '=', id)
        .where('next', 'is not', null)
        .where('in_hand_at', '=', claimedAt)
        .returning('id')
        .executeTakeFirst();
      return ours !== undefined;
    },

    async settle(id, next) {
      await db
        .updateTable('assessment_rounds')
        .set(planned(next))
        .where('id', '=', id)
        .where('in_hand_at', 'is not', null)
        .execute();
    },

    erase: (id) => db.transaction().execute((tx) => deleteRound(tx, id)),

    purge: (before, now, handedBefore) =>
      db.transaction().execute(async (tx) => {
        await tx
          .updateTable('assessment_rounds')
          .set({ in_hand_at: null })
          .where('in_hand_at', '<', handedBefore)
          .execute();
        const old = await tx
          .selectFrom('assessment_rounds')
          .select('id')
          .where((row) =>
            row.or([
              row.and([row('kept_until', 'is', null), row('opened_at', '<', before)]),
              row('kept_until', '<=', now)
            ])
          )
          .execute();
        const ids = old.map(({ id }) => id);
        if (ids.length === 0) return 0;
        await tx.deleteFrom('assessment_answers').where('round_id', 'in', ids).execute();
        await tx.deleteFrom('assessment_rounds').where('id', 'in', ids).execute();
        return ids.length;
      })
  };
}

/** Deletes a round with its answers and its reminder. */
export async function deleteRound(tx: Transaction<Schema>, id: string): Promise<void> {
  await deleteReminder(tx, id);
  await tx.deleteFrom('assessment_answers').where('round_id', '=', id).execute();
  await tx.deleteFrom('assessment_rounds').where('id', '=', id).execute();
}

const planned = (next: NextStep | undefined) => ({
  next: next?.what ?? null,
  next_at: next?.at ?? null,
  in_hand_at: null
});

function rowOf(round: Round): Schema['assessment_rounds'] {
  return {
    id: round.id,
    assessment: round.assessment,
    version: round.version,
    quick: round.quick ? 1 : 0,
    project: storable(round.project),
    place: round.place,
    conversation: JSON.stringify(round.conversation),
    key: round.key,
    opener: round.opener,
    opened_at: round.openedAt,
    closed_at: round.closedAt ?? null,
    numbers: round.numbers ? JSON.stringify(round.numbers) : null,
    kept_until: round.keptUntil ?? null,
    ...planned(round.next),
    reminded: 0
  };
}

function roundOf(row: Selectable<Schema['assessment_rounds']>): Round {
  const next = row.next === null ? undefined : { what: row.next as NextStep['what'], at: Number(row.next_at) };
  return {
    id: row.id,
    assessment: row.assessment,
    version: Number(row.version),
    quick: Number(row.quick) === 1,
    project: row.project,
    place: row.place,
    conversation: JSON.parse(row.conversation) as Conversation,
    key: row.key,
    opener: row.opener,
    openedAt: Number(row.opened_at),
    ...(row.closed_at !== null && { closedAt: Number(row.closed_at) }),
    ...(row.numbers !== null && { numbers: JSON.parse(row.numbers) as GroupNumbers }),
    ...(row.kept_until !== null && { keptUntil: Number(row.kept_until) }),
    ...(next && { next })
  };
}
