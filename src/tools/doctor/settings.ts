import { type Config, readConfig, setTo } from '../../config/config.ts';
import { type Setting, type SettingName, settings } from '../../config/settings.ts';
import type { Environment } from './check.ts';
import { considered } from './considered.ts';
import { mistakeIn } from './pasted.ts';
import { fault, type Result, skipped } from './result.ts';

const table: readonly (Setting & { name: SettingName })[] = settings;

export const settingsAtFault = 'Its settings are at fault.';
export const fixSettings = 'Mend them, then run it again.';

interface SettingsRead {
  /** The valid settings. */
  config: Config;
  results: readonly Result[];
  /** Invalid settings, which are left at their defaults. */
  unread: ReadonlySet<string>;
}

/** Returns values of the environment that must not be shown, whether well-formed or not. */
export function secretsOf(environment: Environment): string[] {
  return table.flatMap(({ name, secret }) => (secret && setTo(environment, name)) || []);
}

/**
 * Reads the settings as the bot does. If some are invalid, the rest is read without them, so that one fault does not
 * hide the next: a platform's settings belong together, any other is left at its default.
 */
export function readSettings(environment: Environment): SettingsRead {
  const read = readConfig(environment);
  if ('config' in read)
    return { config: read.config, results: considered(read.config, environment), unread: new Set() };
  const named = new Set(read.problems.flatMap((problem) => problem.match(/\w+/g) ?? []));
  const platforms = (['slack', 'teams'] as const).filter((platform) =>
    table.some(({ name, group }) => group === platform && named.has(name))
  );
  const dropped = (name: string): boolean =>
    named.has(name) || platforms.some((platform) => table.find((setting) => setting.name === name)?.group === platform);
  const rest = Object.fromEntries(Object.entries(environment).filter(([name]) => !dropped(name)));
  const left = platforms.map((platform) => skipped(platform, settingsAtFault, fixSettings));
  const config = usable(rest);
  const besides =
    platforms.length === 0 ? considered(config, environment).filter(({ state }) => state === 'fault') : [];
  const results = [...read.problems.map((problem) => problemResult(problem, environment)), ...besides, ...left];
  return { config, results, unread: named };
}

function usable(environment: Environment): Config {
  const read = readConfig(environment);
  return 'config' in read ? read.config : usable({});
}

/** Returns a configuration problem as a result, with a description of a secret's form but not its value. */
function problemResult(problem: string, environment: Environment): Result {
  const setting = table.find(({ name, fix }) => problem.startsWith(`${name} `) && problem.endsWith(fix));
  const cut = setting ? problem.length - setting.fix.length : problem.indexOf('. ') + 2;
  const mistake = setting && mistakeIn(setting.name, environment[setting.name]?.trim() ?? '');
  return fault('settings', {
    what: mistake?.what ?? problem.slice(0, cut).trim(),
    why: mistake?.why ?? 'The bot does not start with a setting it cannot use.',
    fix: mistake?.fix ?? problem.slice(cut)
  });
}
