import type { Config } from '../config/config.ts';
import { createLogger } from '../observability/logger.ts';
import { type OpenedStore, openStore } from '../storage/index.ts';

/**
 * Opens the bot's own store without a log, for commands that print what they did.
 *
 * @throws StoreError when it cannot be opened or a newer program has written it
 */
export function openQuietStore({ databaseUrl, dataDir }: Config): Promise<OpenedStore> {
  return openStore({ databaseUrl, dataDir }, createLogger({ level: 'silent' }));
}
