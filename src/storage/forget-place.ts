import { type Kysely, sql } from 'kysely';
import { type Conversation, channelOf, placePrefix } from '../core/model/message.ts';
import { isLeft, type LeftPlace } from '../core/tips/place.ts';
import { deleteRound } from './assessments.ts';
import type { Schema } from './engine/schema.ts';

/**
 * Deletes what the store holds of a workspace or tenant, or of one team or channel in it: tips and assessments of its
 * channels, and the words, addresses and names of its questions to people; of a whole workspace also what was said last
 * in its conversations, which of a channel ends by itself within half an hour. Figures, which name no workspace, stay.
 * All or nothing.
 *
 * @returns subscriptions deleted and questions to people emptied
 */
export function forgetPlace(
  db: Kysely<Schema>,
  where: LeftPlace,
  now: number
): Promise<{ subscriptions: number; handovers: number }> {
  const { platform, tenant } = where;
  const begins = (column: 'place' | 'conversation', prefix: string) =>
    sql<boolean>`substr(${sql.ref(column)}, 1, ${sql.lit(prefix.length)}) = ${prefix}`;
  const ofTenant = begins('place', placePrefix(platform, tenant));
  const leftOf = (rows: readonly { id: string; place: string; conversation: string }[]): string[] =>
    rows.flatMap(({ id, place, conversation }) =>
      isLeft({ place, conversation: JSON.parse(conversation) as Conversation }, where) ? [id] : []
    );
  return db.transaction().execute(async (tx) => {
    const placed = ['id', 'place', 'conversation'] as const;
    const rounds = leftOf(await tx.selectFrom('assessment_rounds').select(placed).where(ofTenant).execute());
    for (const id of rounds) await deleteRound(tx, id);
    const tips = leftOf(await tx.selectFrom('subscriptions').select(placed).where(ofTenant).execute());
    for (const id of tips) {
      await tx.deleteFrom('deliveries').where('subscription_id', '=', id).execute();
      await tx.deleteFrom('subscriptions').where('id', '=', id).execute();
    }
    if (where.place === undefined && where.team === undefined) {
      const workspace = placePrefix(platform, tenant);
      await tx.deleteFrom('memory').where(begins('conversation', workspace)).execute();
      await tx.deleteFrom('assessment_drafts').where('workspace', '=', workspace).execute();
      await tx.deleteFrom('assessment_results').where('workspace', '=', workspace).execute();
      const reminders = tx.selectFrom('reminders').select('id').where(ofTenant);
      await tx.deleteFrom('reminder_deliveries').where('subscription_id', 'in', reminders).execute();
      await tx.deleteFrom('reminders').where(ofTenant).execute();
    }

    const asked = await tx
      .selectFrom('hand_overs')
      .select(['id', 'asker'])
      .where('platform', '=', platform)
      .where('asker', 'is not', null)
      .execute();
    const ids = asked.flatMap(({ id, asker }) => {
      const conversation = JSON.parse(asker ?? '{}') as Conversation;
      return isLeft({ place: channelOf(conversation).place, conversation }, where) ? [id] : [];
    });
    for (const id of ids) {
      await tx
        .updateTable('hand_over_notices')
        .set({ state: 'dropped', try_at: null, lease: null })
        .where('hand_over_id', '=', id)
        .where('try_at', 'is not', null)
        .execute();
      await tx
        .updateTable('hand_overs')
        .set({ question: null, answer: null, asker: null, taken_by: null })
        .where('id', '=', id)
        .execute();
      await tx
        .updateTable('hand_overs')
        .set({ state: 'withdrawn', finished_at: now })
        .where('id', '=', id)
        .where('state', 'in', ['waiting', 'taken'])
        .execute();
    }
    return { subscriptions: tips.length, handovers: ids.length };
  });
}
