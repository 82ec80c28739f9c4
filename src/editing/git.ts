import { execFile } from 'node:child_process';
import { devNull } from 'node:os';
import { promisify } from 'node:util';

/** Result of a commit. */
export type Commit = { outcome: 'committed'; id: string } | { outcome: 'left'; why: string };

/** Git history of a folder, if it has one. */
export interface History {
  /** Returns whether a file can be committed by itself; called before it is written. */
  before(file: string): Promise<'ready' | 'busy' | 'none'>;
  /** Commits this one file, as the bot. Never rejects. */
  commit(file: string, message: string): Promise<Commit>;
}

const run = promisify(execFile);

/** Limit for one git command, in milliseconds: longer than git needs on a slow disk, since an editor is waiting. */
const timeout = 8_000;

/**
 * Git settings for the bot's own commands: the bot is the author, no programs of the repository are run, nothing is
 * signed with a person's key, and no maintenance runs while somebody waits.
 */
const settings = [
  'user.name=Spread Bot',
  'user.email=spread-bot@localhost',
  `core.hooksPath=${devNull}`,
  'core.fsmonitor=false',
  'commit.gpgSign=false',
  'gc.auto=0',
  'maintenance.auto=false'
].flatMap((setting) => ['-c', setting]);

/**
 * Creates access to the git history of a folder.
 *
 * @param folder the knowledge folder, in a git work tree or not
 */
export function createHistory(folder: string): History {
  const git = async (...args: string[]): Promise<string> => {
    const { stdout } = await run('git', [...settings, '-C', folder, ...args], { timeout, windowsHide: true });
    return stdout.trim();
  };
  const works = (...args: string[]): Promise<boolean> =>
    git(...args).then(
      () => true,
      () => false
    );

  return {
    async before(file) {
      if (!(await works('rev-parse', '--verify', '--quiet', 'HEAD'))) return 'none';
      if (await works('check-ignore', '--quiet', '--', file)) return 'none';
      const state = await git('status', '--porcelain', '--untracked-files=all', '--', file).catch(() => 'unknown');
      return state === '' ? 'ready' : 'busy';
    },

    async commit(file, message) {
      const added = await works('add', '--intent-to-add', '--', file);
      try {
        await git('commit', '--quiet', '--no-verify', '--only', '--message', message, '--', file);
        return { outcome: 'committed', id: await git('rev-parse', '--short', 'HEAD') };
      } catch (error) {
        if (added) await works('reset', '--quiet', '--', file);
        return { outcome: 'left', why: reasonOf(error) };
      }
    }
  };
}

function reasonOf(error: unknown): string {
  const { code, killed } = error as { code?: unknown; killed?: boolean };
  if (code === 'ENOENT') return 'git is not installed here';
  return killed ? 'git took too long' : 'git would not take it now';
}
