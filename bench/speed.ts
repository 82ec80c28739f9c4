import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type EngineName, titles } from './engines.ts';

const run = promisify(execFile);

/** Times in milliseconds, memory in bytes. */
export interface Cell {
  buildMs: number;
  p50: number;
  p99: number;
  asked: number;
  bytes: number;
}

/** A cell, or as much of it as there was when the time was up. */
export type Measured = Cell | { buildMs?: number; stoppedMs: number };

/** Measures one engine at one size in a process of its own, which is stopped after `limitSeconds`. */
export async function measure(
  engine: EngineName,
  size: number,
  table: string,
  limits: { askSeconds: number; limitSeconds: number }
): Promise<Measured> {
  const script = fileURLToPath(new URL('./cell.js', import.meta.url));
  const args = ['--expose-gc', '--max-old-space-size=8000', script, '--engine', engine, '--size', String(size)];
  const stoppedMs = limits.limitSeconds * 1000;
  const last = (stdout: string): object => {
    const line = stdout.trim().split('\n').at(-1);
    return line ? (JSON.parse(line) as object) : {};
  };
  try {
    const { stdout } = await run(
      process.execPath,
      [...args, '--table', table, '--seconds', String(limits.askSeconds)],
      {
        timeout: stoppedMs
      }
    );
    return last(stdout) as Cell;
  } catch (error) {
    const { killed, stdout = '', stderr } = error as { killed?: boolean; stdout?: string; stderr?: string };
    if (!killed) throw new Error(`The bench of ${engine} at ${size} entries failed: ${stderr}`, { cause: error });
    return { ...last(stdout), stoppedMs };
  }
}

export const finished = (cell: Measured | undefined): Cell | undefined => (cell && 'p50' in cell ? cell : undefined);

const time = (ms: number) =>
  ms < 1 ? `${(ms * 1000).toFixed(0)} us` : ms < 1000 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(1)} s`;

/** Formats the part of the table for one size; times of questions also as a ratio to ours. */
export function speedTable(size: number, cells: ReadonlyMap<EngineName, Measured>): string[] {
  const ours = finished(cells.get('ours'));
  const lines = [`${size.toLocaleString('en')} entries`];
  lines.push('  engine                  index build          p50 (x ours)          p99   questions   memory');
  for (const [name, cell] of cells) {
    const build = cell.buildMs === undefined ? '-' : time(cell.buildMs);
    const begin = `  ${titles[name].padEnd(22)} ${build.padStart(12)}`;
    if (!('p50' in cell)) {
      lines.push(
        `${begin} stopped after ${cell.stoppedMs / 1000} s, before ${cell.buildMs === undefined ? 'the index was built' : 'the first answer'}`
      );
      continue;
    }
    const ratio = ours ? ` (${(cell.p50 / ours.p50).toFixed(name === 'ours' ? 0 : 1)} x)` : '';
    lines.push(
      `${begin} ${(time(cell.p50) + ratio).padStart(21)} ` +
        `${time(cell.p99).padStart(12)} ${String(cell.asked).padStart(11)} ${`${(cell.bytes / 1e6).toFixed(0)} MB`.padStart(8)}`
    );
  }
  return lines;
}

/** Lists the goals, each with what was measured and whether it was met. */
export function goalLines(at: (engine: EngineName, size: number) => Cell | undefined): string[] {
  const lines: string[] = [];
  const goal = (what: string, value: number | undefined, met: (v: number) => boolean, wanted: string) => {
    const verdict = value === undefined ? 'not measured' : `${value.toFixed(1)} x, ${met(value) ? 'met' : 'MISSED'}`;
    lines.push(`  ${what}: ${verdict} (goal: ${wanted})`);
  };
  const ratio = (a: number | undefined, b: number | undefined) =>
    a !== undefined && b !== undefined ? a / b : undefined;
  const ours = at('ours', 10_000);
  goal(
    '10,000 entries, p50 of fuse.js token search over ours',
    ratio(at('fuse tokens', 10_000)?.p50, ours?.p50),
    (v) => v >= 500,
    'at least 500'
  );
  goal(
    '10,000 entries, p50 of MiniSearch over ours',
    ratio(at('minisearch', 10_000)?.p50, ours?.p50),
    (v) => v >= 30,
    'at least 30'
  );
  goal(
    'our p50 at 100,000 over 1,000 entries',
    ratio(at('ours', 100_000)?.p50, at('ours', 1000)?.p50),
    (v) => v <= 10,
    'at most 10'
  );
  goal(
    '10,000 entries, our index build over MiniSearch',
    ratio(ours?.buildMs, at('minisearch', 10_000)?.buildMs),
    (v) => v <= 2,
    'at most 2'
  );
  return lines;
}
