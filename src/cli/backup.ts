import { access, constants } from 'node:fs/promises';
import { assertWritable } from '../config/write-whole.ts';
import { StoreError } from '../core/model/errors.ts';
import { ownCommand } from '../core/model/own-command.ts';
import { createLogger } from '../observability/logger.ts';
import { backUpStore, isDiskFull } from '../storage/index.ts';
import { type Given, type Subcommand, UsageError } from './command.ts';
import { openQuietStore } from './quiet-store.ts';
import { configured } from './settings.ts';

function fileOf({ positionals: [file] }: Given): string {
  if (!file) throw new UsageError('The file is missing; write its name after the command.');
  return file;
}

export const backup: Subcommand = {
  name: 'backup',
  usage: 'FILE',
  summary: 'Write everything the store holds to a new file, while the bot goes on.',
  options: {},
  optionHelp: {},
  positionals: 1,
  run: async (given, terminal) => {
    const file = fileOf(given);
    await assertWritable(file);
    const rows = await backUpStore(configured(terminal), createLogger({ level: 'silent' }), file);
    terminal.stdout.write(`${rows} rows written to ${file}.\n`);
    return 0;
  }
};

export const restore: Subcommand = {
  name: 'restore',
  usage: 'FILE --yes',
  summary: 'Replace everything the store holds with a backup; it may come from the other kind of store.',
  options: { yes: { type: 'boolean' } },
  optionHelp: { yes: 'Do it: what the store holds now is lost.' },
  positionals: 1,
  run: async (given, terminal) => {
    if (!given.values.yes) throw new UsageError('Restoring replaces what the store holds now; add --yes to do it.');
    const file = fileOf(given);
    const store = await openQuietStore(configured(terminal));
    try {
      await access(file, constants.R_OK);
      const rows = await store.restore(file).catch((cause: unknown) => {
        const isFull = isDiskFull(cause);
        if (cause instanceof StoreError && !isFull) throw cause;
        const why = isFull
          ? 'the disk of the store, or of temporary files, is full'
          : `it is damaged, or not made by "${ownCommand('backup')}"`;
        const message = `${file} cannot be restored: ${why}. Nothing was changed.`;
        throw new Error(message, { cause });
      });
      terminal.stdout.write(`${rows} rows restored from ${file}.\n`);
      return 0;
    } finally {
      await store.close();
    }
  }
};
