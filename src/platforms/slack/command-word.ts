import { commands, parseCommand } from '../../core/conversation/commands.ts';

/** The slash command, in the manifest and in what people are told to write. */
export const slashCommand = '/spread';

const inCode = new RegExp(`^(?:${commands.map(({ name }) => name).join('|')})(?=$|\\s)`);

/** Returns a text that stands as code: what begins with a word of the table of commands is written with the slash command. */
export function writtenCommand(code: string): string {
  return inCode.test(code) ? `${slashCommand} ${code}` : code;
}

/** Returns plain text with the commands that stand in curly quotes written with the slash command: “/spread tips pause”. */
export function writtenCommands(text: string): string {
  return text.replace(/“([a-z][^”]*)”/g, (whole, quoted: string) =>
    parseCommand(quoted) ? `“${slashCommand} ${quoted}”` : whole
  );
}
