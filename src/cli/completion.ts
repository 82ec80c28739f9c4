import { ownCommand } from '../core/model/own-command.ts';
import { type Listed, type Subcommand, UsageError } from './command.ts';

/** A command with its options, as a completion script needs them. */
interface Completed {
  name: string;
  summary: string;
  options: readonly string[];
}

type Script = (commands: readonly Completed[], names: string) => string;

const bash: Script = (commands, names) => `_spread_bot() {
  local current=\${COMP_WORDS[COMP_CWORD]} words
  if [ "$COMP_CWORD" -eq 1 ]; then words="${names} help"
  else case \${COMP_WORDS[1]} in
${commands.map(({ name, options }) => `    ${name}) words="${options.join(' ')}" ;;`).join('\n')}
    help) words="${names}" ;;
  esac; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _spread_bot spread-bot
`;

const zsh: Script = (commands, names) => `#compdef spread-bot
_spread_bot() {
  if (( CURRENT == 2 )); then compadd ${names} help; return; fi
  case $words[2] in
${commands.map(({ name, options }) => `    ${name}) compadd -- ${options.join(' ')}; _files ;;`).join('\n')}
    help) compadd ${names} ;;
  esac
}
compdef _spread_bot spread-bot
`;

const fish: Script = (commands) =>
  commands
    .flatMap(({ name, summary, options }) => [
      `complete -c spread-bot -n __fish_use_subcommand -f -a ${name} -d '${summary.replaceAll("'", "\\'")}'`,
      ...options.map(
        (option) => `complete -c spread-bot -n '__fish_seen_subcommand_from ${name}' -l ${option.slice(2)}`
      )
    ])
    .concat('')
    .join('\n');

const shells: Readonly<Record<string, Script>> = { bash, zsh, fish };

/** Creates `spread-bot completion SHELL` for the commands of this program. */
export function createCompletion(listed: readonly Listed[]): Subcommand {
  return {
    name: 'completion',
    usage: 'bash | zsh | fish',
    summary: 'Print the completion script of a shell. Put it where your shell reads it at start.',
    options: {},
    optionHelp: {},
    positionals: 1,
    run: async ({ positionals }, terminal) => {
      const shell = positionals[0] ?? '';
      const script = Object.hasOwn(shells, shell) ? shells[shell] : undefined;
      if (!script) throw new UsageError(`Name your shell: ${ownCommand('completion bash')}, zsh or fish.`);
      const commands = await Promise.all(
        listed.map(async ({ name, summary, load }) => {
          // This command has no options of its own, and loading it here would recurse.
          const options = name === 'completion' ? [] : Object.keys((await load()).options);
          return { name, summary, options: [...options, 'help'].map((option) => `--${option}`) };
        })
      );
      terminal.stdout.write(script(commands, listed.map(({ name }) => name).join(' ')));
      return 0;
    }
  };
}
