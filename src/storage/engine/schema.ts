/** Row of a table of subscriptions of a ledger. */
interface SubscriptionTable {
  id: string;
  place: string;
  conversation: string;
  rule: string;
  state: string;
  paused_until: string | null;
  next_at: number | null;
  next: string | null;
  last: string | null;
  owner: string | null;
  reason: string | null;
  changed_at: number;
  planned_at: number;
}

/** Row of a table of deliveries of a ledger. */
interface DeliveryTable {
  id: string;
  subscription_id: string;
  date: string;
  due_at: number;
  tip: string | null;
  state: string;
  way: string | null;
  attempts: number;
  try_at: number | null;
  lease: string | null;
  leased_at: number | null;
  remote_id: string | null;
  reason: string | null;
}

/** The tables, as Kysely sees them. Times are milliseconds since 1970; yes and no are 1 and 0; lists are JSON text. */
export interface Schema {
  schema_version: { version: number; name: string; applied_at: number };
  health: { id: number; checked_at: number };
  handled: { key: string; claimed_at: number; settled_at: number | null };
  memory: { conversation: string; entries: string; until: number };
  inbox: { id: string; owner: string; payload: string; kept_at: number; seen_at: number; tries: number };
  questions: {
    id: string;
    at: number;
    platform: string;
    outcome: string;
    entry_id: string | null;
    confidence: number;
    text: string | null;
  };
  votes: { about: string; voter: string; helpful: number; reason: string | null; at: number };
  installations: { id: string; installation: string; at: number };
  subscriptions: SubscriptionTable;
  deliveries: DeliveryTable;
  reminders: SubscriptionTable;
  reminder_deliveries: DeliveryTable;
  assessment_results: { id: string; owner: string; workspace: string; sealed: string; until: number };
  hand_overs: {
    id: string;
    state: string;
    asked_at: number;
    platform: string;
    question: string | null;
    entry_id: string | null;
    asker: string | null;
    taken_by: string | null;
    answer: string | null;
    finished_at: number | null;
  };
  hand_over_notices: {
    id: string;
    hand_over_id: string;
    kind: string;
    state: string;
    attempts: number;
    at: number;
    try_at: number | null;
    lease: string | null;
    leased_at: number | null;
    remote_id: string | null;
  };
  ignored_gaps: { id: string; wordings: string; at: number };
  entry_changes: {
    entry_id: string;
    number: number;
    file: string;
    created: number;
    edit: string;
    what: string;
    platform: string;
    at: number;
    exported_at: number | null;
    landed_at: number | null;
  };
  assessment_rounds: {
    id: string;
    assessment: string;
    version: number;
    quick: number;
    project: string;
    place: string;
    conversation: string;
    key: string;
    opener: string;
    opened_at: number;
    closed_at: number | null;
    numbers: string | null;
    kept_until: number | null;
    next: string | null;
    next_at: number | null;
    in_hand_at: number | null;
    reminded: number;
  };
  assessment_answers: { round_id: string; voter: string; answers: string; at: number };
  assessment_counts: { day: string; assessment: string; step: string; count: number };
  assessment_drafts: { owner: string; about: string; workspace: string; sealed: string; until: number };
  voter_keys: { period: number; key: string };
  digests: { week: string; state: string; attempts: number; at: number; try_at: number | null };
}
