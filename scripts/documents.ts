import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogue } from '../src/cli/catalogue.ts';
import type { Subcommand } from '../src/cli/command.ts';
import { packageRoot } from '../src/config/package-root.ts';
import type { Setting } from '../src/config/schemas.ts';
import { settings } from '../src/config/settings.ts';

const groupTitles: Readonly<Record<Setting['group'], string>> = {
  where: 'Where to listen',
  slack: 'Slack',
  teams: 'Microsoft Teams',
  assistants: 'Assistants (MCP)',
  keeping: 'What is kept, and where',
  people: 'People',
  running: 'Running'
};

/** Returns each group of the settings in the order of the table, with its title. */
function groupsOf(all: readonly Setting[]): { title: string; rows: readonly Setting[] }[] {
  const groups = [...new Set(all.map(({ group }) => group))];
  return groups.map((group) => ({ title: groupTitles[group], rows: all.filter((row) => row.group === group) }));
}

/** Returns the text of `.env.example`: every variable, its default and its meaning. An empty variable counts as not set. */
function envExample(): string {
  const groups = groupsOf(settings).map(({ title, rows }) => {
    const lines = rows.map(({ name, meaning, otherwise }) => {
      const fixed = /^\S+$/.test(otherwise);
      const told = otherwise && !fixed ? ` Default: ${otherwise}.` : '';
      return `# ${meaning}.${told}\n${name}=${fixed ? otherwise : ''}`;
    });
    return `## ${title}\n\n${lines.join('\n\n')}`;
  });
  const head = '# Copy this file to .env and fill in what you need. Nothing is needed to try the bot on this machine.';
  return `${head}\n\n${groups.join('\n\n')}\n`;
}

const generated = '<!-- Written by `npm run docs`; change the source named below, not this file. -->';
/** Returns a text as it stands in a cell of a Markdown table. */
const cell = (text: string): string =>
  text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\|/g, '\\|')
    .replace(/</g, '&lt;');

/** Returns the text of `docs/settings.md`. */
function settingsPage(): string {
  const groups = groupsOf(settings).map(({ title, rows }) => {
    const lines = rows.map(
      ({ name, meaning, otherwise, secret }) =>
        `| \`${name}\` | ${cell(otherwise)} | ${cell(meaning)}.${secret ? ' Secret.' : ''} |`
    );
    return `## ${title}\n\n| variable | default | meaning |\n| --- | --- | --- |\n${lines.join('\n')}`;
  });
  return `# Settings

${generated}

All are optional. The program reads them once, at start, from the environment and from a file \`.env\` in the working folder
([.env.example](../.env.example) is one to begin with); what the environment says counts more. A wrong value stops it with every
problem in one message, each with the fix; a name that looks like a slip of one of these is named too. What is marked as secret
is never logged. The table is \`src/config/settings.ts\`; \`npx spread-bot doctor\` tries what is set.

${groups.join('\n\n')}
`;
}

/** Returns what an option of a command takes, as its usage line has it; nothing for a switch. */
function takenBy(option: string, { usage, options }: Subcommand): string {
  if (options[option]?.type !== 'string') return '';
  return ` ${new RegExp(`--${option} ([A-Z]+)`).exec(usage)?.[1] ?? 'VALUE'}`;
}

/** Returns the text of `docs/commands.md`. */
async function commandsPage(): Promise<string> {
  const subcommands: Subcommand[] = [];
  for (const { load } of catalogue) subcommands.push(await load());
  const parts = subcommands.map((command) => {
    const { name, usage, summary, options, optionHelp } = command;
    const rows = Object.keys(options).map(
      (option) => `| \`--${option}${takenBy(option, command)}\` | ${cell(optionHelp[option] ?? '')} |`
    );
    const table = rows.length > 0 ? `\n\n| option | does |\n| --- | --- |\n${rows.join('\n')}` : '';
    return `## ${name}\n\n\`${`spread-bot ${name} ${usage}`.trim()}\`\n\n${summary}${table}`;
  });
  return `# Commands

${generated}

\`npx spread-bot COMMAND\` in the checkout; \`npm run -s bot -- COMMAND\` is the same; in a container and as a service it is
\`node dist/cli/index.js COMMAND\`. What a command advises to type is written as it was started itself. Each has \`--help\`. A fault in what was typed
is one line on standard error and exit status 2. The commands are \`src/cli/\`.

The first call in a checkout builds the program, if \`npm ci\` has not; interrupted, it is built at the next. Where \`npx\` says that it
could not read a \`package.json\` in its own folder \`_npx\`, it was interrupted itself: remove the folder that it names.

${parts.join('\n\n')}
`;
}

/** The documents that are made from the code, by their path in the checkout. */
export const documents: Readonly<Record<string, () => string | Promise<string>>> = {
  '.env.example': envExample,
  'docs/settings.md': settingsPage,
  'docs/commands.md': commandsPage
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of Object.entries(documents)) writeFileSync(path.join(packageRoot, file), await text());
}
