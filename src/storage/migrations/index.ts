import type { Migration } from '../migrate.ts';
import { conversations } from './0001-conversations.ts';
import { tips } from './0002-tips.ts';

/** Every migration in order. A new one is a new file and a line here. */
export const migrations: readonly Migration[] = [conversations, tips];
