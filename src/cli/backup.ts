import { access, constants } from 'node:fs/promises';
import { ownCommand } from '../core/model/own-command.ts';
import { isDiskFull, type OpenedStore } from '../storage/index.ts';
import { type Given, type Subcommand, type Terminal, UsageError } from './command.ts';
import { openQuietStore } from './quiet-store.ts';
import { configured } from './settings.ts';

async function withStore(
  { positionals }: Given,
  terminal: Terminal,
  work: (store: OpenedStore, file: string) => Promise<string>
): Promise<number> {
  const [file] = positionals;
  if (!file) throw new UsageError('The file is missing; write its name after the command.');
  const store = await openQuietStore(configured(terminal));
  try {
    terminal.stdout.write(`${await work(store, file)}\n`);
    return 0;
  } finally {
    await store.close();
  }
}

export const backup: Subcommand = {
  name: 'backup',
  usage: 'FILE',
  summary: 'Write everything the store holds to a new file, while the bot goes on.',
  options: {},
  optionHelp: {},
  positionals: 1,
  run: (given, terminal) =>
    withStore(given, terminal, async (store, file) => `${await store.backup(file)} rows written to ${file}.`)
};

export const restore: Subcommand = {
  name: 'restore',
  usage: 'FILE --yes',
  summary: 'Replace everything the store holds with a backup; it may come from the other kind of store.',
  options: { yes: { type: 'boolean' } },
  optionHelp: { yes: 'Do it: what the store holds now is lost.' },
  positionals: 1,
  run: (given, terminal) => {
    if (!given.values.yes) throw new UsageError('Restoring replaces what the store holds now; add --yes to do it.');
    return withStore(given, terminal, async (store, file) => {
      await access(file, constants.R_OK);
      const rows = await store.restore(file).catch((cause: unknown) => {
        const why = isDiskFull(cause)
          ? 'the disk of the store, or of temporary files, is full'
          : `it is damaged, or not made by "${ownCommand('backup')}"`;
        const message = `${file} cannot be restored: ${why}. Nothing was changed.`;
        throw new Error(message, { cause });
      });
      return `${rows} rows restored from ${file}.`;
    });
  }
};
