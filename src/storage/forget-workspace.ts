import { type Kysely, sql } from 'kysely';
import { placePrefix } from '../core/model/message.ts';
import type { Schema } from './engine/schema.ts';

/**
 * Deletes what the store holds of a workspace or tenant: tips and assessments of its channels, what was said last in
 * its conversations, and the words, addresses and names of its questions to people. Figures, which name no workspace,
 * stay. All or nothing.
 *
 * @returns subscriptions deleted and questions to people emptied
 */
export function forgetWorkspace(
  db: Kysely<Schema>,
  platform: string,
  tenant: string,
  now: number
): Promise<{ subscriptions: number; handovers: number }> {
  const begins = (column: 'place' | 'conversation', prefix: string) =>
    sql<boolean>`substr(${sql.ref(column)}, 1, ${sql.lit(prefix.length)}) = ${prefix}`;
  return db.transaction().execute(async (tx) => {
    const ofPlace = begins('place', placePrefix(platform, tenant));
    await tx
      .deleteFrom('deliveries')
      .where('subscription_id', 'in', (of) => of.selectFrom('subscriptions').select('id').where(ofPlace))
      .execute();
    await tx
      .deleteFrom('assessment_answers')
      .where('round_id', 'in', (of) => of.selectFrom('assessment_rounds').select('id').where(ofPlace))
      .execute();
    await tx.deleteFrom('assessment_rounds').where(ofPlace).execute();
    const tips = await tx.deleteFrom('subscriptions').where(ofPlace).executeTakeFirst();
    await tx
      .deleteFrom('memory')
      .where(begins('conversation', `${platform}/${tenant}/`))
      .execute();

    const asked = await tx
      .selectFrom('hand_overs')
      .select(['id', 'asker'])
      .where('platform', '=', platform)
      .where('asker', 'is not', null)
      .execute();
    const ids = asked.flatMap(({ id, asker }) =>
      (JSON.parse(asker ?? '{}') as { tenant?: string }).tenant === tenant ? [id] : []
    );
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
    return { subscriptions: Number(tips.numDeletedRows), handovers: ids.length };
  });
}
