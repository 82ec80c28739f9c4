import path from 'node:path';
import type { StoredChange } from '../core/editing/entry-writer.ts';
import { exportChanges } from '../editing/index.ts';
import { createLogger } from '../observability/logger.ts';
import { type OpenedStore, openStore } from '../storage/index.ts';
import { type Given, type Subcommand, type Terminal, UsageError } from './command.ts';
import { harmless } from './print.ts';
import { configured } from './settings.ts';

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

function stateOf({ exportedAt, landedAt }: StoredChange): string {
  if (landedAt !== undefined) return `in the files since ${day(landedAt)}`;
  return exportedAt === undefined ? 'waits to be exported' : `exported on ${day(exportedAt)}, not in the files yet`;
}

function listed(changes: readonly StoredChange[]): string {
  if (changes.length === 0) {
    return 'No change of an entry waits in the store. "spread-bot entries --help" tells what such a change is.\n';
  }
  const lines = changes.map(
    (change) => `${day(change.at)}  ${change.entryId}: ${change.what} (${change.platform}), ${stateOf(change)}`
  );
  const waiting = changes.filter(({ exportedAt }) => exportedAt === undefined).length;
  return `${harmless(lines.join('\n'))}\n${changes.length} in all, ${waiting} to be exported.\n`;
}

async function exported(
  store: OpenedStore,
  folders: readonly string[],
  dry: boolean,
  { stdout }: Terminal
): Promise<number> {
  const { written, held, busy } = await exportChanges(folders, store.entryChanges, Date.now(), dry);
  for (const file of written) stdout.write(`${file}\n`);
  for (const file of held) stdout.write(`${file}: holds the change already\n`);
  for (const file of busy)
    stdout.write(`${file}: somebody was writing it, or its front matter cannot be read; mend that and export again\n`);
  if (written.length + held.length + busy.length === 0) stdout.write('Nothing waits to be exported.\n');
  else if (dry) stdout.write('Nothing was written (--dry-run).\n');
  else
    stdout.write(
      `${written.length} files written to ${folders.at(-1)}. Read them with "git diff", commit and ship them.\n`
    );
  return busy.length > 0 ? 1 : 0;
}

async function undone(store: OpenedStore, id: string, { stdout }: Terminal): Promise<number> {
  const last = (await store.entryChanges.all()).filter(({ entryId }) => entryId === id).at(-1);
  if (!last) throw new Error(`No change of ${id} waits in the store; "spread-bot entries" lists those that do.`);
  if (!(await store.entryChanges.remove(last))) {
    throw new Error(`The last change of ${id} has been exported. Undo it in the files, with git.`);
  }
  stdout.write(`Taken back: "${last.what}" of ${id}.\n`);
  return 0;
}

async function run({ values, positionals }: Given, terminal: Terminal): Promise<number> {
  const [what = 'list', id] = positionals;
  if (!['list', 'export', 'undo'].includes(what)) {
    throw new UsageError(`There is no "entries ${what}"; write list, export or undo ID.`);
  }
  if ((what === 'undo') !== (id !== undefined)) {
    throw new UsageError(what === 'undo' ? 'The id is missing; write: entries undo ID' : `"${id}" is too much.`);
  }
  const { databaseUrl, dataDir, knowledgeDirs } = configured(terminal);
  const store = await openStore({ databaseUrl, dataDir }, createLogger({ level: 'silent' }));
  try {
    if (what === 'undo') return await undone(store, id!, terminal);
    if (what === 'export') {
      const folders =
        typeof values.to === 'string' ? [...knowledgeDirs.slice(0, -1), path.resolve(values.to)] : knowledgeDirs;
      return await exported(store, folders, Boolean(values['dry-run']), terminal);
    }
    terminal.stdout.write(listed(await store.entryChanges.all()));
    return 0;
  } finally {
    await store.close();
  }
}

export const entries: Subcommand = {
  name: 'entries',
  usage: '[list | export | undo ID] [--to DIR] [--dry-run]',
  summary:
    'Changes of entries that editors made in chat and that wait in the store, where there are several replicas or the knowledge folder cannot be written to.',
  options: { to: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  optionHelp: {
    to: 'Export into this knowledge folder, such as a checkout, in place of the last one of KNOWLEDGE_DIR.',
    'dry-run': 'Name the files that an export would write, and write nothing.'
  },
  positionals: 2,
  run
};
