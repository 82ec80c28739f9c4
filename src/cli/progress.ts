import type { Terminal } from './command.ts';

/** Shows the progress of long work, on standard error and only on a terminal. */
export interface ProgressLine {
  show(done: number, of: number, what: string): void;
  /** Clears the line, so that the next output begins on an empty one. */
  clear(): void;
}

const cells = 24;

/**
 * Creates a progress line.
 *
 * @param about description of the work, for the start of the line
 */
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
