import type { Config } from '../config/config.ts';
import { StoreError } from '../core/model/errors.ts';
import { ownCommand } from '../core/model/own-command.ts';
import { createLogger } from '../observability/logger.ts';
import { inspectStore, noStore, type OpenedStore, openStore, openToRead } from '../storage/index.ts';
import type { Terminal } from './command.ts';

const quiet = createLogger({ level: 'silent' });

/**
 * Opens the bot's own store without a log, for commands that print what they did, and brings it up to date.
 *
 * @throws StoreError when it cannot be opened or a newer program has written it
 */
export function openQuietStore({ databaseUrl, dataDir }: Config): Promise<OpenedStore> {
  return openStore({ databaseUrl, dataDir }, quiet);
}

/**
 * Opens the bot's own store for a command that only reads: the store stays as it is. Says where there is none.
 *
 * @throws StoreError when it cannot be opened or a newer program has written it
 */
export async function readQuietStore({ databaseUrl, dataDir }: Config, { stderr }: Terminal): Promise<OpenedStore> {
  const { schema } = await inspectStore({ databaseUrl, dataDir }, quiet);
  if (schema === 0 && databaseUrl !== ':memory:') stderr.write(`${noStore({ databaseUrl, dataDir })}\n`);
  return openToRead({ databaseUrl, dataDir }, quiet);
}

/**
 * Opens the bot's own store for a command that writes to it beside a running bot.
 *
 * @throws StoreError also when the store is of an older version, whose bot may run and could not go on with a newer schema
 */
export async function writeQuietStore({ databaseUrl, dataDir }: Config): Promise<OpenedStore> {
  const { schema, newest } = await inspectStore({ databaseUrl, dataDir }, quiet);
  if (schema > 0 && schema < newest)
    throw new StoreError(
      `The store has schema ${schema}, of an older version; this one works with ${newest}. Run this with the version that runs now, or start this one first, which brings the store up to date: ${ownCommand('serve')}`
    );
  return openStore({ databaseUrl, dataDir }, quiet);
}
