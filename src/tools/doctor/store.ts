import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import { StoreError } from '../../core/model/errors.ts';
import { ownCommand } from '../../core/model/own-command.ts';
import { emptyFix, inspectStore, openStore, othersFix, type StoreState, withEmptyStore } from '../../storage/index.ts';
import type { Check, CheckParts } from './check.ts';
import { existing } from './machine.ts';
import { fault, ok, type Result } from './result.ts';

const why = 'Without its store the bot does not start: it could answer twice, and post a tip twice or never.';

const emptyWhy =
  'A store that was filled has lost everything: tips, votes, questions in people’s hands. The bot would begin anew without a word.';
const readWhy = 'It holds what people asked and voted, without their names.';

export const store: Check = async (parts) => {
  try {
    return await look(parts);
  } catch (error) {
    return [fault('store', { ...sentences(error), why })];
  }
};

/** Returns what is told of the files, and then of the store in them. */
async function look(parts: CheckParts): Promise<Result[]> {
  const { dataDir } = parts.config;
  const state = await inspectStore(parts.config, parts.logger);
  const { files } = state;
  if (files?.empty) {
    const file = path.join(dataDir, 'spread-bot.db');
    return [fault('store', { what: `${file} is empty: it has 0 bytes.`, why: emptyWhy, fix: emptyFix(file) })];
  }
  const told = await lookInside(parts, state);
  switch (files?.others) {
    case 'read':
      return [
        told,
        fault('store', {
          what: `Everybody on this machine may read ${dataDir}.`,
          why: readWhy,
          fix: othersFix(dataDir)
        })
      ];
    case 'look':
      return [
        told,
        ok('store', `Everybody on this machine may look into ${dataDir}; to keep them out: ${othersFix(dataDir)}`)
      ];
    default:
      return [told];
  }
}

async function lookInside(parts: CheckParts, { engine, schema, newest }: StoreState): Promise<Result> {
  const name = engine === 'postgres' ? 'PostgreSQL' : parts.config.dataDir;
  if (schema > newest) {
    return fault('store', {
      what: `A newer version has used the store: it has schema ${schema}, this version knows up to ${newest}.`,
      why: 'The bot does not start on a store it does not understand, so that nothing in it is damaged.',
      fix: `Run the newer version again; or, to go back to a backup made before it, ${withEmptyStore(engine)}, then: ${ownCommand('restore FILE --yes')}`
    });
  }
  if (schema === 0)
    return engine === 'postgres' ? ok('store', `${name} is empty; the first start fills it.`) : fresh(parts);
  if (schema < newest) {
    const advice = `To be able to go back, make a backup first: ${ownCommand('backup FILE')}`;
    return ok('store', `${name} has schema ${schema}; the next start brings it to ${newest}. ${advice}`);
  }
  const opened = await openStore(parts.config, parts.logger);
  try {
    await opened.check();
  } finally {
    await opened.close();
  }
  return ok('store', `${name} can be written to and has schema ${schema}, as it should.`);
}

/** Checks a data folder without a store: nothing is created here, but the first start must be able to. */
async function fresh({ config: { dataDir } }: CheckParts): Promise<Result> {
  const above = existing(dataDir);
  const folder = (await stat(above)).isDirectory();
  const writable =
    folder &&
    (await access(above, constants.W_OK | constants.X_OK).then(
      () => true,
      () => false
    ));
  if (writable) return ok('store', `There is none yet; the first start makes it in ${dataDir}.`);
  return fault('store', {
    what: folder ? `This user may not write to ${above}.` : `${above} is a file where a folder is meant.`,
    why,
    fix: folder
      ? `Let the user who runs the bot write there (chown), or set DATA_DIR to a folder of its own.`
      : 'Set DATA_DIR to a folder the bot may write to.'
  });
}

/** Splits the store's own message into what happened and what to do. */
function sentences(error: unknown): { what: string; fix: string } {
  if (!(error instanceof StoreError)) {
    const { code } = (error ?? {}) as { code?: unknown };
    const what = `The store cannot be used${typeof code === 'string' ? ` (${code})` : ''}.`;
    return { what, fix: `Check DATABASE_URL or DATA_DIR; the log of "${ownCommand('serve')}" tells more.` };
  }
  const cut = error.message.indexOf('. ') + 1;
  return { what: error.message.slice(0, cut), fix: error.message.slice(cut).trim() };
}
