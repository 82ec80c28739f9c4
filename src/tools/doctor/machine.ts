import { existsSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { nodeAdvice } from '../../config/node-version.ts';
import { packageRoot } from '../../config/package-root.ts';
import { type Answer, isAnswer } from './ask.ts';
import type { Check, CheckParts } from './check.ts';
import { fault, ok, type Result } from './result.ts';

const [wantedNode] = /[\d.]+/.exec(
  (JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as { engines: { node: string } }).engines
    .node
)!;

/** Compares two versions; negative if `a` is the older one. */
function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  return [0, 1, 2].map((at) => (left?.[at] ?? 0) - (right?.[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

export const nodeVersion: Check = async (parts) => {
  if (compare(parts.nodeVersion, wantedNode) >= 0)
    return [ok('node', nodeAdvice(parts.nodeVersion) ?? `Node.js ${parts.nodeVersion}.`)];
  return [
    fault('node', {
      what: `This is Node.js ${parts.nodeVersion}; the bot needs ${wantedNode} or later.`,
      why: 'It uses what older versions lack, and they get no security updates any more.',
      fix: 'Install the current LTS version from https://nodejs.org, then run: npm ci'
    })
  ];
};

/** Least free space, in bytes: with less, SQLite's journal, a backup or the log may fill the disk within days. */
const leastFree = 200 * 1024 * 1024;

/** Returns the folder itself, or its nearest existing parent. */
export const existing = (folder: string): string => (existsSync(folder) ? folder : existing(path.dirname(folder)));

export const disk: Check = async ({ config, freeBytes }) => {
  if (config.databaseUrl) return [];
  const free = await freeBytes(existing(config.dataDir));
  const shown = `${Math.floor(free / 1024 / 1024)} MB are free for ${config.dataDir}`;
  if (free >= leastFree) return [ok('disk', `${shown}.`)];
  return [
    fault('disk', {
      what: `Only ${shown}.`,
      why: 'On a full disk nothing is remembered, so no tip goes out and no question is counted.',
      fix: 'Free at least 200 MB, or set DATA_DIR to a folder on a larger disk.'
    })
  ];
};

export const port: Check = async (parts) => {
  const { host, port } = parts.config;
  const code = await listenFault(host, port);
  if (!code) return [ok('port', `${port === 0 ? 'Any port' : `Port ${port}`} on ${host} is free.`)];
  if (code === 'EADDRINUSE') return [await inUse(parts)];
  const [what, fix] =
    code === 'EACCES'
      ? [`Port ${port} may not be taken by this user.`, 'Set PORT to one over 1023 and let the proxy hand on to it.']
      : [`This machine has no address ${host} (${code}).`, 'Correct HOST; 0.0.0.0 takes every address it has.'];
  return [fault('port', { what, why: 'The bot does not start when it cannot listen.', fix })];
};

/**
 * Listens briefly on a port.
 *
 * @returns Node's error code if that fails
 */
function listenFault(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

/** Checks a port in use: the bot itself on its own port is not a fault. */
async function inUse({ ask, config: { host, port } }: CheckParts): Promise<Result> {
  const name = /^(0\.0\.0\.0|::)$/.test(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  const [alive, ready] = await Promise.all(['healthz', 'readyz'].map((page) => ask(`http://${name}:${port}/${page}`)));
  if (!alive || !ready || !isAnswer(alive) || alive.json.ok !== true) {
    return fault('port', {
      what: `Another program listens on port ${port} of ${host}.`,
      why: 'The bot does not start when it cannot listen.',
      fix: `Stop that program (ss -ltnp 'sport = :${port}' names it), or set PORT to another port.`
    });
  }
  const { json } = ready as Answer;
  if (json?.ready !== false) return ok('port', `The bot is running on port ${port}, and is ready.`);
  return fault('port', {
    what: `The bot is running on port ${port}, but is not ready: ${String(json.reason)}`,
    why: 'A load balancer sends it no questions until it is.',
    fix: 'Mend what it names; most likely another line here tells more. It goes on by itself.'
  });
}
