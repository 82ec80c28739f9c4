import type { Listed } from './command.ts';

/** All commands, in the groups and the order in which help lists them. */
export const groups: readonly { title: string; commands: readonly Listed[] }[] = [
  {
    title: 'Ask',
    commands: [
      {
        name: 'ask',
        summary: 'Ask a question here, or talk with the bot',
        example: 'ask "which checklist for writing up QI?"',
        load: async () => (await import('./ask.ts')).ask
      },
      {
        name: 'assess',
        summary: 'Do an assessment step by step',
        example: 'assess',
        load: async () => (await import('./assess.ts')).assess
      }
    ]
  },
  {
    title: 'Run',
    commands: [
      {
        name: 'serve',
        summary: 'Run the bot',
        example: 'serve',
        load: async () => (await import('./serve.ts')).serve
      },
      {
        name: 'mcp',
        summary: 'Serve an assistant on this machine (Model Context Protocol)',
        example: 'mcp',
        load: async () => (await import('./mcp.ts')).mcp
      },
      {
        name: 'setup',
        summary: 'Connect Slack or Teams: three questions',
        example: 'setup',
        load: async () => (await import('./setup.ts')).setup
      },
      {
        name: 'doctor',
        summary: 'Find what is wrong with settings, tokens, network and store',
        example: 'doctor --url https://bot.example.nhs.uk',
        load: async () => (await import('./doctor.ts')).doctor
      },
      {
        name: 'manifest',
        summary: 'Write the Slack manifest and the Teams package',
        example: 'manifest',
        load: async () => (await import('./manifest.ts')).manifest
      },
      {
        name: 'tips',
        summary: 'See and send weekly tips',
        example: 'tips preview',
        load: async () => (await import('./tips.ts')).tips
      },
      {
        name: 'report',
        summary: 'See what was asked and what helped',
        example: 'report --days 7',
        load: async () => (await import('./report.ts')).report
      },
      {
        name: 'backup',
        summary: 'Copy the store to a file',
        example: 'backup spread-bot.backup',
        load: async () => (await import('./backup.ts')).backup
      },
      {
        name: 'restore',
        summary: 'Put a copy of the store back',
        example: 'restore spread-bot.backup --yes',
        load: async () => (await import('./backup.ts')).restore
      }
    ]
  },
  {
    title: 'Look after the knowledge',
    commands: [
      {
        name: 'check',
        summary: 'Find every problem in the knowledge',
        example: 'check',
        load: async () => (await import('./check.ts')).check
      },
      {
        name: 'new',
        summary: 'Begin a new entry from a template',
        example: 'new guide "How we spread our huddle"',
        load: async () => (await import('./new.ts')).createEntry
      },
      {
        name: 'import',
        summary: 'Draft entries from a document',
        example: 'import guide.docx',
        load: async () => (await import('./import.ts')).importDocuments
      },
      {
        name: 'entries',
        summary: 'Review entries; list, export and undo what was edited in chat',
        example: 'entries list',
        load: async () => (await import('./entries.ts')).entries
      },
      {
        name: 'links',
        summary: 'Find dead, moved and slow links',
        example: 'links',
        load: async () => (await import('./links.ts')).links
      }
    ]
  },
  {
    title: 'This command line',
    commands: [
      {
        name: 'completion',
        summary: 'Print the completion script for bash, zsh or fish',
        example: 'completion bash >> ~/.bashrc',
        load: async () => (await import('./completion.ts')).createCompletion(catalogue)
      }
    ]
  }
];

export const catalogue: readonly Listed[] = groups.flatMap(({ commands }) => commands);
