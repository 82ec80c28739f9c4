import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync
} from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { shipped } from '../scripts/supply-chain/shipped.ts';
import { packageRoot } from '../src/config/package-root.ts';
import { readDockerfile } from './support/dockerfile.ts';
import { until } from './support/until.ts';

/**
 * The image without an engine to build it: exactly the files that the Dockerfile copies, only the packages that are shipped,
 * read only, and, where this machine lets us, run by the image's own user.
 */
const dockerfile = readDockerfile();
const root = mkdtempSync(path.join(tmpdir(), 'spread-bot-image-'));
const app = path.join(root, 'app');
const data = path.join(root, 'data');
const imageUser = Number(dockerfile.last('USER').split(':')[0]);
let user: number | undefined;

/** All files below a folder with the time of their last change. */
const state = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
    (name) => `${name} ${statSync(path.join(folder, name)).mtimeMs}`
  );

/** The program's own imports, by package, of the built JavaScript: types are gone from it. */
function imported(): Set<string> {
  const packages = new Set<string>();
  for (const name of readdirSync(path.join(app, 'dist'), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js')) continue;
    const code = readFileSync(path.join(app, 'dist', name), 'utf8');
    const places = /^(?:import|export)\s[^'"=;]*?\sfrom '([^']+)'|\bimport\('([^']+)'\)|\.resolve\('([^']+)'\)/gm;
    for (const [, one, two, three] of code.matchAll(places)) {
      const from = one ?? two ?? three ?? '';
      if (/^(\.|node:)/.test(from) || builtinModules.includes(from)) continue;
      packages.add(from.split('/', from.startsWith('@') ? 2 : 1).join('/'));
    }
  }
  return packages;
}

function run(args: readonly string[], environment: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [...JSON.parse(dockerfile.last('ENTRYPOINT')).slice(1), ...args], {
    cwd: app,
    env: { ...dockerfile.environment, DATA_DIR: data, PORT: '0', ...environment },
    ...(user !== undefined && { uid: user, gid: user })
  });
}

beforeAll(() => {
  const tsc = path.join(packageRoot, 'node_modules', '.bin', 'tsc');
  mkdirSync(app, { recursive: true });
  // Compiles what changed since the last build, which is nothing after an install.
  execFileSync(tsc, ['-b', 'tsconfig.build.json'], { cwd: packageRoot });
  // With what the build trained, which makes the first start quick.
  cpSync(path.join(packageRoot, 'dist'), path.join(app, 'dist'), { recursive: true });
  const last = dockerfile.stages.length - 1;
  for (const { stage, from, sources, target } of dockerfile.copies) {
    if (stage !== last || from) continue;
    for (const source of sources) {
      const isFolder = statSync(path.join(packageRoot, source)).isDirectory();
      cpSync(path.join(packageRoot, source), path.join(app, target, isFolder ? '' : path.basename(source)), {
        recursive: true
      });
    }
  }
  const names = new Set(shipped(path.join(packageRoot, 'package-lock.json')).map(({ name }) => name));
  for (const name of names) {
    const place = path.join(app, 'node_modules', name);
    const installed = path.join(packageRoot, 'node_modules', name);
    mkdirSync(path.dirname(place), { recursive: true });
    if (statSync(installed, { throwIfNoEntry: false })) symlinkSync(installed, place);
  }
  mkdirSync(data);
  chmodSync(root, 0o755);
  const reads = ['-e', `require('node:fs').readdirSync(${JSON.stringify(path.join(packageRoot, 'node_modules'))})`];
  if (process.getuid?.() === 0 && spawnSync(process.execPath, reads, { uid: imageUser }).status === 0) {
    user = imageUser;
    chownSync(data, user, user);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('what it imports is what is shipped, and what is depended on is imported', () => {
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(path.join(app, 'package.json'), 'utf8'));
  const shipped = { ...dependencies, ...optionalDependencies };
  const found = imported();
  expect([...found].filter((name) => !(name in shipped))).toEqual([]);
  expect(Object.keys(shipped).filter((name) => !found.has(name))).toEqual([]);
});

describe('the program in the image', () => {
  let bot: ChildProcess;
  let port: number;
  let before: string[];
  let lines = '';
  const health = (environment: Record<string, string>) => {
    const [command = '', ...args] = JSON.parse(dockerfile.last('HEALTHCHECK').replace(/^.*?CMD /, '')) as string[];
    expect(command).toBe('node');
    return spawnSync(process.execPath, args, { env: environment }).status;
  };

  beforeAll(async () => {
    before = state(app);
    bot = run(JSON.parse(dockerfile.last('CMD')));
    bot.stdout?.on('data', (chunk) => {
      lines += chunk;
    });
    bot.stderr?.on('data', (chunk) => {
      lines += chunk;
    });
    await until(() => lines.includes('"event":"process.ready"') || bot.exitCode !== null);
    port = Number(/"port":(\d+)/.exec(lines)?.[1]);
  });
  afterAll(() => {
    bot.kill('SIGKILL');
  });

  test('is ready, with the knowledge, the page and its parts', async () => {
    expect(lines).toContain('"event":"process.ready"');
    const paths = ['/healthz', '/readyz', '/metrics', '/', '/playground/page.css', '/playground/adaptivecards.js'];
    const answers = await Promise.all(paths.map((each) => fetch(`http://localhost:${port}${each}`)));
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
  });

  test('passes its own health check, and another port does not', () => {
    expect(health({ PORT: String(port) })).toBe(0);
    expect(health({ PORT: '1' })).toBe(1);
  });

  test('takes nothing of Teams while it has no credentials', async () => {
    const sent = await fetch(`http://localhost:${port}/api/messages`, { method: 'POST' });
    expect(sent.status).toBe(404);
  });

  test('ends by itself on the signal that stops a container, and has written to its data folder only', async () => {
    bot.kill(dockerfile.last('STOPSIGNAL') as NodeJS.Signals);
    await until(() => bot.exitCode !== null);
    expect(bot.exitCode).toBe(0);
    expect(readdirSync(data)).toContain('spread-bot.db');
    expect(state(app)).toEqual(before);
  });

  test('has the parts of other commands too', async () => {
    const out = path.join(data, 'manifests');
    const credentials = {
      MicrosoftAppId: '00000000-0000-0000-0000-000000000001',
      MicrosoftAppPassword: 'a-secret-value'
    };
    const tenant = { MicrosoftAppTenantId: '00000000-0000-0000-0000-000000000002' };
    const manifest = run(
      ['manifest', '--url', 'https://bot.example.org', '--website', 'https://example.org', '--out', out],
      {
        ...credentials,
        ...tenant
      }
    );
    let said = '';
    manifest.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    await until(() => manifest.exitCode !== null);
    expect(said).toBe('');
    expect(readdirSync(out, { recursive: true }).join()).toContain('.zip');
  });
});
