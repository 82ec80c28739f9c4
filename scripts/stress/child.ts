import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Figures, ServerPlan } from './plan.ts';

/** A server in a process of its own. */
export interface Served {
  origin: string;
  figures(): Promise<Figures>;
  /** Sends a signal and waits for the end; resolves with the exit status, or null for one that was killed. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** Returns false once it has ended, for whatever reason. */
  alive(): boolean;
}

/** Permitted length of its log while it is being maltreated, in lines; more shows that a flood fills the disk. */
const shownLines = 20;

/** @param file compiled `server.js` or `echo.js` */
export async function serve(file: string, plan: ServerPlan): Promise<Served> {
  const child = fork(file, [JSON.stringify(plan)], {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc']
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => said.length < shownLines && said.push(text));
  }
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The server ended by itself:\n${said.join('')}`);
  });
  ended.catch(() => undefined);
  const next = <T>(): Promise<T> => Promise.race([once(child, 'message').then(([told]) => told as T), ended]);
  const port = await next<number>();
  return {
    origin: `http://127.0.0.1:${port}`,
    async figures() {
      const told = next<Figures>();
      child.send('figures');
      return told;
    },
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill(signal);
      const [code] = (await ended) as [number | null];
      return code;
    },
    alive: () => child.exitCode === null && child.signalCode === null
  };
}
