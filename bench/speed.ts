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

/** Measures one engine at one size in a process of its own; undefined when it took longer than `limitSeconds`. */
export async function measure(
  engine: EngineName,
  size: number,
  table: string,
  limitSeconds: number
): Promise<Cell | undefined> {
  const script = fileURLToPath(new URL('./cell.js', import.meta.url));
  const args = ['--expose-gc', '--max-old-space-size=8000', script, '--engine', engine, '--size', String(size)];
  try {
    const { stdout } = await run(process.execPath, [...args, '--table', table, '--seconds', '12'], {
      timeout: limitSeconds * 1000
    });
    return JSON.parse(stdout) as Cell;
  } catch {
    return undefined;
  }
}

const time = (ms: number) =>
  ms < 1 ? `${(ms * 1000).toFixed(0)} us` : ms < 1000 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(1)} s`;

/** The table of one size, each figure also as a ratio to ours. */
export function speedTable(size: number, cells: ReadonlyMap<EngineName, Cell | undefined>): string[] {
  const ours = cells.get('ours');
  const lines = [`${size.toLocaleString('en')} entries`];
  lines.push('  engine                  index build          p50 (x ours)          p99   questions   memory');
  for (const [name, cell] of cells) {
    if (!cell) {
      lines.push(`  ${titles[name].padEnd(22)} did not finish in time`);
      continue;
    }
    const ratio = ours ? ` (${(cell.p50 / ours.p50).toFixed(name === 'ours' ? 0 : 1)} x)` : '';
    lines.push(
      `  ${titles[name].padEnd(22)} ${time(cell.buildMs).padStart(12)} ${(time(cell.p50) + ratio).padStart(21)} ` +
        `${time(cell.p99).padStart(12)} ${String(cell.asked).padStart(11)} ${`${(cell.bytes / 1e6).toFixed(0)} MB`.padStart(8)}`
    );
  }
  return lines;
}

/** The goals, each with what was measured and whether it was met. */
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
