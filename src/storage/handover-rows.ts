import type { Selectable } from 'kysely';
import type {
  Handover,
  HandoverState,
  OutboxMessage,
  OutboxMessageKind,
  OutboxMessageState,
  TrackedHandover
} from '../core/handover/handover.ts';
import type { Conversation } from '../core/model/message.ts';
import type { Schema } from './engine/schema.ts';
import { storable } from './engine/storable.ts';

type HandoverRow = Selectable<Schema['hand_overs']>;
type OutboxMessageRow = Selectable<Schema['hand_over_notices']>;

/** Returns `{ key: value }`, or `{}` where the column is empty. */
const given = <K extends string, V>(key: K, value: V | null): { [key in K]?: V } =>
  value === null ? {} : ({ [key]: value } as { [key in K]: V });

export const written = (text: string | undefined): string | null => (text === undefined ? null : storable(text));

export function handoverRow(handover: Handover): HandoverRow {
  const { id, state, askedAt, platform, question, entryId, asker, takenBy, answer, finishedAt, alsoAt } = handover;
  return {
    id,
    state,
    asked_at: askedAt,
    platform,
    question: written(question),
    entry_id: written(entryId),
    asker: asker ? JSON.stringify({ ...asker, ...(alsoAt && { alsoAt }) }) : null,
    taken_by: written(takenBy),
    answer: written(answer),
    finished_at: finishedAt ?? null
  };
}

function handoverOf(row: HandoverRow): Handover {
  return {
    id: row.id,
    state: row.state as HandoverState,
    askedAt: row.asked_at,
    platform: row.platform,
    ...given('question', row.question),
    ...given('entryId', row.entry_id),
    ...(row.asker !== null && addressesOf(JSON.parse(row.asker))),
    ...given('takenBy', row.taken_by),
    ...given('answer', row.answer),
    ...given('finishedAt', row.finished_at)
  };
}

/** Separates the two addresses of an asker, which one column holds. */
function addressesOf({ alsoAt, ...asker }: Conversation & { alsoAt?: Conversation }): Partial<Handover> {
  return { asker, ...(alsoAt && { alsoAt }) };
}

export function noticeOf(row: OutboxMessageRow): OutboxMessage {
  return {
    handoverId: row.hand_over_id,
    kind: row.kind as OutboxMessageKind,
    state: row.state as OutboxMessageState,
    attempts: row.attempts,
    at: row.at,
    ...given('tryAt', row.try_at),
    ...given('remoteId', row.remote_id)
  };
}

export function trackedOf(row: HandoverRow, notices: readonly OutboxMessageRow[]): TrackedHandover {
  const own = notices.filter((notice) => notice.hand_over_id === row.id);
  return { handover: handoverOf(row), notices: Object.fromEntries(own.map((each) => [each.kind, noticeOf(each)])) };
}
