import type { Terminal } from './command.ts';

/** Shows how far long work is, on standard error and only where a person watches. */
export interface ProgressLine {
  show(done: number, of: number, what: string): void;
  /** Takes the line away, so that what is printed next begins on a clean one. */
  clear(): void;
}

const cells = 24;

/** @param about what is being worked on, for the start of the line */
export function createProgressLine({ stderr }: Pick<Terminal, 'stderr'>, about: string): ProgressLine {
  let shown = '';
  const draw = (line: string): void => {
    if (!stderr.isTTY || line === shown) return;
    stderr.write(`\r${line.padEnd(shown.length)}${line ? '' : '\r'}`);
    shown = line;
  };
  return {
    show: (done, of, what) => {
      const full = of === 0 ? cells : Math.floor((cells * done) / of);
      draw(`${about.slice(0, 40)} [${'#'.repeat(full)}${'.'.repeat(cells - full)}] ${done} of ${of} ${what}`);
    },
    clear: () => draw('')
  };
}
