/** The tables, as Kysely sees them. Times are milliseconds since 1970; yes and no are 1 and 0; lists are JSON text. */
export interface Schema {
  schema_version: { version: number; name: string; applied_at: number };
  health: { id: number; checked_at: number };
  handled: { key: string; claimed_at: number; settled_at: number | null };
  memory: { conversation: string; entries: string; until: number };
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
}
