import { PassThrough, Readable } from 'node:stream';
import { main } from '../../src/cli/index.ts';

/** Output of a command and its exit code. */
export interface Ran {
  status: number;
  out: string;
  err: string;
}

interface RunOptions {
  environment?: Record<string, string>;
  input?: string;
  /** Pretend that a person sits there; lines of `input` are typed one after the other. */
  tty?: boolean;
  /** The width it tells, in characters: 80 when not given, 0 where it does not know. */
  columns?: number;
}

/** Runs `spread-bot` in this process, with a terminal of its own. */
export async function runCli(
  args: readonly string[],
  { environment = {}, input = '', tty = false, columns = 80 }: RunOptions = {}
): Promise<Ran> {
  const texts = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => {
    const sink = new PassThrough();
    sink.on('data', (chunk: Buffer) => {
      texts[name] += chunk.toString();
    });
    return Object.assign(sink, name === 'out' && tty ? { isTTY: true, columns } : {});
  };
  const stdin = Object.assign(Readable.from(input ? [input] : []), tty ? { isTTY: true } : {});
  const status = await main(args, { stdin, stdout: stream('out'), stderr: stream('err'), environment });
  await new Promise((resolve) => setImmediate(resolve));
  return { status, ...texts };
}

/** Returns all text that was written to a stream nobody has read. From Node.js 26 on one `read` returns one chunk. */
export function textIn(stream: PassThrough): string {
  const chunks: string[] = [];
  for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) chunks.push(String(chunk));
  return chunks.join('');
}
