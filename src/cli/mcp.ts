import { Readable, Writable } from 'node:stream';
import { version } from '../config/package-root.ts';
import { type Subcommand, UsageError } from './command.ts';
import { quietKnowledgeBase } from './settings.ts';

export const mcp: Subcommand = {
  name: 'mcp',
  usage: '',
  summary: 'Serve assistants on this machine: the Model Context Protocol over standard input and output.',
  options: {},
  optionHelp: {},
  positionals: 0,
  run: async (_given, { stdin, stdout, stderr, ...terminal }) => {
    if (stdin.isTTY)
      stderr.write('Waiting for an assistant: this command is started by one, and speaks JSON. Ctrl-D ends it.\n');
    if (!(stdin instanceof Readable) || !(stdout instanceof Writable))
      throw new UsageError('The command mcp needs an input and an output to read from and write to.');
    const { serveOverStdio } = await import('../mcp/stdio.ts');
    const knowledgeBase = await quietKnowledgeBase({ ...terminal, stdin, stdout, stderr });
    const watch = await knowledgeBase.watch();
    await serveOverStdio({
      stdin,
      stdout,
      knowledgeBase: knowledgeBase.current,
      version,
      now: () => Date.now(),
      onFailure: (where, error) => stderr.write(`${where}: ${error instanceof Error ? error.message : String(error)}\n`)
    });
    watch.stop();
    return 0;
  }
};
