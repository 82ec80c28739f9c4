import { execFile } from 'node:child_process';
import { devNull } from 'node:os';
import { promisify } from 'node:util';

/** Result of a commit. */
type Commit = { outcome: 'committed'; id: string } | { outcome: 'left'; why: string };

/** Git history of a folder, if it has one. */
export interface History {
  /** Returns whether a file can be committed by itself; called before it is written. */
  before(file: string): Promise<'ready' | 'busy' | 'none'>;
  /** Commits this one file, as the bot. Never rejects. */
  commit(file: string, message: string): Promise<Commit>;
  /**
   * Finds the last change of a file that is not taken back yet; one that was, names the change in its message
   * ({@link undoes}).
   *
   * @returns undefined where git keeps no change of the file
   */
  lastChange(file: string): Promise<LastChange | undefined>;
}

/** A commit that changed a file, and the file's text before and after it; undefined where there was no file. */
interface LastChange {
  id: string;
  /** True if the bot made it. */
  own: boolean;
  what: string;
  before: string | undefined;
  after: string | undefined;
}

/** Returns the line of a commit's message that says which commit it takes back. */
export const undoes = (id: string): string => `Undoes ${id}.`;

/** Address of the bot as the author of commits, by which its own are told from those of people. */
const address = 'spread-bot@localhost';
/** Most commits of one file that are looked through. */
const mostCommits = 200;

const run = promisify(execFile);

/** Limit for one git command, in milliseconds: longer than git needs on a slow disk, since an editor is waiting. */
const timeout = 8_000;

/**
 * Git settings for the bot's own commands: the bot is the author, no programs of the repository are run, nothing is
 * signed with a person's key, and no maintenance runs while somebody waits.
 */
const settings = [
  `user.email=${address}`,
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
 * @param botName returns what the bot is called, the author of its commits
 */
export function createHistory(folder: string, botName: () => string): History {
  const output = async (...args: string[]): Promise<string> => {
    const { stdout } = await run('git', [...settings, '-c', `user.name=${botName()}`, '-C', folder, ...args], {
      timeout,
      windowsHide: true
    });
    return stdout;
  };
  const git = async (...args: string[]): Promise<string> => (await output(...args)).trim();
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
    },

    async lastChange(file) {
      const format = '--format=%H%x1f%ae%x1f%s%x1f%b%x1e';
      const log = await git('log', `--max-count=${mostCommits}`, format, '--', file).catch(() => '');
      const undone = new Set<string>();
      for (const line of log.split('\x1e')) {
        const [id = '', by, what = '', body = ''] = line.trim().split('\x1f');
        if (!id) continue;
        const takenBack = by === address ? /^Undoes ([\da-f]{40})\.$/m.exec(body)?.[1] : undefined;
        if (takenBack) undone.add(takenBack);
        if (takenBack || undone.has(id)) continue;
        const text = (commit: string): Promise<string | undefined> =>
          output('show', `${commit}:./${file}`).catch(() => undefined);
        return { id, own: by === address, what, before: await text(`${id}^`), after: await text(id) };
      }
      return undefined;
    }
  };
}

function reasonOf(error: unknown): string {
  const { code, killed } = error as { code?: unknown; killed?: boolean };
  if (code === 'ENOENT') return 'git is not installed here';
  return killed ? 'git took too long' : 'git would not take it now';
}
