import { spawn } from 'node:child_process';

/** Commands that open an address, by system; others have `xdg-open`. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler']
};

/** Opens an address in the browser. Does nothing if there is none: the address is printed in the terminal too. */
export function openInBrowser(address: string): void {
  const [program, ...given] = openers[process.platform] ?? ['xdg-open'];
  spawn(program, [...given, address], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
