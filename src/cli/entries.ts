import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config/config.ts';
import type { StoredChange } from '../core/editing/entry-writer.ts';
import { nameOf } from '../core/model/about-of.ts';
import { ownCommand } from '../core/model/own-command.ts';
import { dateAt } from '../core/time/calendar.ts';
import { chooseSink, createOverlay, exportChanges, reviewEntries } from '../editing/index.ts';
import { layersOf, loadKnowledge } from '../knowledge/index.ts';
import { createLogger } from '../observability/logger.ts';
import type { OpenedStore } from '../storage/index.ts';
import { type Given, type Subcommand, type Terminal, UsageError } from './command.ts';
import { harmless } from './print.ts';
import { readQuietStore, writeQuietStore } from './quiet-store.ts';
import { configured, today } from './settings.ts';

function stateOf({ exportedAt, landedAt }: StoredChange): string {
  if (landedAt !== undefined) return `in the files since ${dateAt(landedAt)}`;
  return exportedAt === undefined ? 'waits to be exported' : `exported on ${dateAt(exportedAt)}, not in the files yet`;
}

function listed(changes: readonly StoredChange[]): string {
  if (changes.length === 0) {
    return `No change of an entry waits in the store. "${ownCommand('entries --help')}" tells what such a change is.\n`;
  }
  const lines = changes.map(
    (change) => `${dateAt(change.at)}  ${change.entryId}: ${change.what} (${change.platform}), ${stateOf(change)}`
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
      `${written.length} ${written.length === 1 ? 'file' : 'files'} written to ${folders.at(-1)}. Read them with "git diff", commit and ship them.\n`
    );
  return busy.length > 0 ? 1 : 0;
}

/** Returns what the editor of the chat says as it holds in a terminal, which has no `entries edit`. */
const inTerminal = (said: string): string => said.replace('Write `', 'In chat, write `').replaceAll('`', '"');

async function undone(config: Config, store: OpenedStore, id: string, { stdout }: Terminal): Promise<number> {
  const last = (await store.entryChanges.all()).filter(({ entryId }) => entryId === id).at(-1);
  if (!last) {
    const { sink, kept } = await sinkOf(config, store);
    if (kept === 'store')
      throw new Error(`No change of ${id} waits in the store. What stands in the files is undone there, with git.`);
    const said = await sink.undo(id, Date.now());
    if (!said.startsWith('Taken back')) throw new Error(inTerminal(said));
    stdout.write(harmless(`${said}\n`));
    return 0;
  }
  if (!(await store.entryChanges.remove(last))) {
    throw new Error(`The last change of ${id} has been exported. Undo it in the files, with git.`);
  }
  stdout.write(`Taken back: "${last.what}" of ${id}.\n`);
  return 0;
}

/** Returns what saves changes of entries: the files or the store, as the running bot would choose. */
async function sinkOf(config: Config, store: OpenedStore): ReturnType<typeof chooseSink> {
  const logger = createLogger({ level: 'silent' });
  const layer = layersOf(config.knowledgeDirs).at(-1)?.name;
  const overlay = createOverlay({ store: store.entryChanges, logger, now: () => Date.now(), layer });
  await overlay.refresh();
  const { knowledge } = await loadKnowledge(config.knowledgeDirs, today());
  return chooseSink(config, {
    store: store.entryChanges,
    overlay,
    platformTitle: () => 'the terminal',
    botName: () => nameOf(knowledge),
    logger
  });
}

/** Marks entries as reviewed by a team; reports each that could not be marked. */
async function reviewed(
  config: Config,
  store: OpenedStore,
  { values, positionals }: Given,
  { stdout }: Terminal
): Promise<number> {
  const { editorsAs } = config;
  const given = typeof values['reviewed-by'] === 'string' ? values['reviewed-by'].trim().replace(/\s+/g, ' ') : '';
  const team = given || editorsAs;
  if (!team)
    throw new UsageError('Say which team has checked them: --reviewed-by "QI team, Northtown", or set EDITORS_AS.');
  const [, ...ids] = positionals;
  if (ids.length === 0) {
    throw new UsageError(
      `Name the entries that were checked; "${ownCommand('check --unreviewed')}" lists those that were not.`
    );
  }
  const { sink } = await sinkOf(config, store);
  const logger = createLogger({ level: 'silent' });
  let done = 0;
  for await (const each of reviewEntries({ ids: [...new Set(ids)], team, sink, logger }, Date.now())) {
    if (each.done) done += 1;
    stdout.write(harmless(`${each.id}: ${each.done ? `reviewed. ${each.said}` : `not reviewed: ${each.said}`}`));
    stdout.write('\n');
  }
  stdout.write(`${done} reviewed by ${harmless(team)}.\n`);
  return done === new Set(ids).size ? 0 : 1;
}

/** The action that takes an option: whoever writes `--dry-run` expects that nothing is written. */
const actionOf: Readonly<Record<string, string>> = { 'reviewed-by': 'review', to: 'export', 'dry-run': 'export' };

async function run(given: Given, terminal: Terminal): Promise<number> {
  const { values, positionals } = given;
  const [what = 'list', id] = positionals;
  if (!['list', 'export', 'review', 'undo'].includes(what)) {
    throw new UsageError(`There is no "entries ${what}"; write list, review ID…, export or undo ID.`);
  }
  if (what !== 'review' && ((what === 'undo') !== (id !== undefined) || positionals.length > 2)) {
    throw new UsageError(
      what === 'undo' && id === undefined
        ? 'The id is missing; write: entries undo ID'
        : `"${positionals.at(-1)}" is too much.`
    );
  }
  const misplaced = Object.keys(values).find((option) => actionOf[option] !== what);
  if (misplaced)
    throw new UsageError(
      `--${misplaced} belongs to "entries ${actionOf[misplaced]}"; leave it out of "entries ${what}".`
    );
  const config = configured(terminal);
  const { knowledgeDirs } = config;
  const store = await (what === 'list' ? readQuietStore(config, terminal) : writeQuietStore(config));
  try {
    if (what === 'review') return await reviewed(config, store, given, terminal);
    if (what === 'undo') return await undone(config, store, id!, terminal);
    if (what === 'export') {
      if (typeof values.to === 'string' && !(await stat(values.to).catch(() => undefined))?.isDirectory())
        throw new UsageError(`--to is "${values.to}"; there is no such folder. Make it first, or correct the name.`);
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
  usage: '[list | review ID… | export | undo ID] [--reviewed-by TEAM] [--to DIR] [--dry-run]',
  summary:
    'Mark entries as reviewed by your team, take the last change of one made in chat back (undo), and list and export the changes that wait in the store, where there are several replicas or the knowledge folder cannot be written to. Undo puts files back where they are in git; changes made by hand are undone with git.',
  options: { 'reviewed-by': { type: 'string' }, to: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  optionHelp: {
    'reviewed-by': 'The team that has checked the words and links, as cards name it; EDITORS_AS when not given.',
    to: 'Export into this knowledge folder, such as a checkout, in place of the last one of KNOWLEDGE_DIR.',
    'dry-run': 'Name the files that an export would write, and write nothing.'
  },
  positionals: 1000,
  run
};
