import type { Transaction } from 'kysely';
import type { Schema } from '../engine/schema.ts';

/** One step of the schema. `version` counts up from 1 without gaps; a step that has been released never changes. */
export interface Migration {
  version: number;
  name: string;
  up(db: Transaction<Schema>): Promise<void>;
}
