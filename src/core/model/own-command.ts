/** Words that begin a command of this program where it runs. */
let beginning = 'spread-bot';

/** Sets the words that begin a command of this program; once, at start. */
export function setOwnCommand(words: string): void {
  beginning = words;
}

/**
 * Returns a command of this program as people can type it where it runs: `npx spread-bot check` in a checkout,
 * `node dist/cli/index.js check` in a container.
 *
 * @param args what follows the program's name, such as `check --json`
 */
export function ownCommand(args: string): string {
  return `${beginning} ${args}`;
}
