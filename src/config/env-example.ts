import type { Setting } from './schemas.ts';
import { settings } from './settings.ts';

const groupTitles: Readonly<Record<Setting['group'], string>> = {
  where: 'Where to listen',
  slack: 'Slack',
  teams: 'Microsoft Teams',
  keeping: 'What is kept, and where',
  people: 'People',
  running: 'Running'
};

/** The text of `.env.example`: every variable, its default and its meaning. An empty variable counts as not set. */
export function envExample(): string {
  const groups = [...new Set(settings.map(({ group }) => group))].map((group) => {
    const rows = settings
      .filter((setting) => setting.group === group)
      .map(({ name, meaning, otherwise }) => {
        const fixed = /^\S+$/.test(otherwise);
        const told = otherwise && !fixed ? ` Default: ${otherwise}.` : '';
        return `# ${meaning}.${told}\n${name}=${fixed ? otherwise : ''}`;
      });
    return `## ${groupTitles[group]}\n\n${rows.join('\n\n')}`;
  });
  return `# Copy this file to .env and fill in what you need. Nothing is needed to try the bot on this machine.\n\n${groups.join('\n\n')}\n`;
}
