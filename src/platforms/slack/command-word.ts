import { commands, parseCommand } from '../../core/conversation/commands.ts';

/** The slash command, in the manifest and in instructions to people. */
export const slashCommand = '/spread';

const inCode = new RegExp(`^(?:${commands.map(({ name }) => name).join('|')})(?=$|\\s)`);

/** Returns a message without the slash command at its start: in a thread, where Slack takes none, people type it out. */
export function withoutSlashCommand(text: string): string {
  return text.startsWith(`${slashCommand} `) ? text.slice(slashCommand.length).trim() : text;
}

/** Returns a text set as code; one that begins with a command's word gets the slash command before it. */
export function writtenCommand(code: string): string {
  return inCode.test(code) ? `${slashCommand} ${code}` : code;
}

/** Returns plain text in which commands in curly quotes have the slash command before them: “/spread tips pause”. */
export function writtenCommands(text: string): string {
  return text.replace(/“([a-z][^”]*)”/g, (whole, quoted: string) =>
    parseCommand(quoted) ? `“${slashCommand} ${quoted}”` : whole
  );
}

/** `callback_id` of the shortcuts, in the manifest and in payloads. */
export const shortcuts = { find: 'find_resources', lookUp: 'look_up_resources' } as const;

/** `callback_id` of the steps for Workflow Builder, in the manifest and in payloads. */
export const steps = { lookUp: 'look_something_up', tip: 'tip_of_the_week' } as const;
