/** A word people may begin with, on every platform alike. */
export interface CommandRow {
  name: string;
  /** What may follow, as shown in help: `QUERY`, `[topic]`. */
  usage: string;
  description: string;
}

/** The one table of commands: help, the manifests and the parsers follow it. */
export const commands: readonly CommandRow[] = [
  { name: 'find', usage: 'QUERY', description: 'Look up tools, guides and contacts' },
  { name: 'topics', usage: '', description: 'See what I know about, by topic' },
  { name: 'contacts', usage: '[topic]', description: 'Who to turn to' },
  {
    name: 'tips',
    usage: 'weekly monday 09:00 | pause | resume | skip | next | status | stop',
    description: 'One improvement tip a week for this channel'
  },
  { name: 'help', usage: '', description: 'How to use me' }
];
