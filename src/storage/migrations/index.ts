import type { Migration } from '../migrate.ts';
import { conversations } from './0001-conversations.ts';

/** Every migration in order. A new one is a new file and a line here. */
export const migrations: readonly Migration[] = [conversations];
