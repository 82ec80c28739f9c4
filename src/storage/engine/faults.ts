import { StoreError } from '../../core/model/errors.ts';
import { ownCommand } from '../../core/model/own-command.ts';

interface Coded {
  code?: string;
  message?: string;
}

/** End of the sentence on a fault that passes; the same sentence ends a start. */
const goesOn = 'A bot that runs goes on by itself; one that has ended has to be started again';

/** SQLite's result codes (https://www.sqlite.org/rescode.html) with their cause and fix; RESTORE stands for the command. */
const libsqlFaults: readonly [RegExp, string][] = [
  [/^SQLITE_FULL/, `the disk is full. Nothing was half written; free some space. ${goesOn}`],
  [
    /^SQLITE_BUSY/,
    'another process has been writing to it for more than five seconds. Stop that one, or use PostgreSQL'
  ],
  [/^SQLITE_READONLY/, 'it is read-only. Let the user who runs the bot write to the file and its folder'],
  [/^SQLITE_(NOTADB|CORRUPT)/, 'it is damaged or no store of ours. Move it away and run `RESTORE`'],
  [/^SQLITE_IOERR/, 'the disk failed to read or write. Look at the disk, then `RESTORE`'],
  [
    /^(EACCES|EPERM)/,
    'this user may not open it. Run this as the user who runs the bot, or let that user write to DATA_DIR'
  ],
  [
    /^(SQLITE_CANTOPEN|EROFS|ENOTDIR|EEXIST|ENOENT)/,
    'it cannot be opened. Check that DATA_DIR is a folder the bot may write to'
  ],
  [/^ENOSPC/, `the disk is full. Free some space. ${goesOn}`]
];

/** Returns true if an error, or what caused it, is a full disk. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /^(SQLITE_FULL|ENOSPC)/.test((error as Coded).code ?? '') || isDiskFull(error.cause);
}

/** PostgreSQL's error codes (https://www.postgresql.org/docs/current/errcodes-appendix.html) and Node's, the same. */
const postgresFaults: readonly [RegExp, string][] = [
  [
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)/,
    'no server answers there. Check host and port in DATABASE_URL, and that it runs'
  ],
  [/^(ETIMEDOUT|ECONNRESET|EPIPE|08)/, `the connection was lost. ${goesOn}`],
  [/^57P/, `the server is starting or stopping. ${goesOn}`],
  [/^(28|3D)/, 'user, password or database name is not accepted. Correct DATABASE_URL'],
  [/^42501/, 'the user may not do this. Grant it CREATE and USAGE on its schema'],
  [/^53100/, `the server's disk is full. Nothing was half written; free some space. ${goesOn}`],
  [/^53300/, 'the server takes no more connections. Raise max_connections, or run fewer replicas'],
  [/^25006/, 'the server is read-only, a standby perhaps. Point DATABASE_URL at the primary']
];

/**
 * Returns a driver's error as a plain sentence that names the fix; constraint and SQL errors, which are bugs, stay as
 * they are.
 */
export function explainLibsql(error: unknown, file: string): unknown {
  const { code = '', message = '' } = (error ?? {}) as Coded;
  const found = libsqlFaults.find(([pattern]) => pattern.test(code));
  if (found) {
    const fix = found[1].replace('RESTORE', ownCommand('restore FILE'));
    return new StoreError(`The store ${file} cannot be used: ${fix}.`, { cause: error });
  }
  // libsql gives no code when it cannot open the file
  if (message.startsWith('ConnectionFailed')) return explainLibsql({ code: 'SQLITE_CANTOPEN', cause: error }, file);
  return error;
}

/** Returns the same for PostgreSQL. Never names the address: it may hold a password. */
export function explainPostgres(error: unknown): unknown {
  const { code = '', message = '' } = (error ?? {}) as Coded;
  const found = postgresFaults.find(([pattern]) => pattern.test(code));
  const lost = /timeout|terminated|Connection ended|not queryable|ECONN/i.test(message);
  const remedy = found?.[1] ?? (lost ? 'it does not answer in time. The bot tries again by itself' : undefined);
  return remedy ? new StoreError(`The PostgreSQL store cannot be used: ${remedy}.`, { cause: error }) : error;
}
