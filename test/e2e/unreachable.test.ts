import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/package-root.ts';
import { childEnvironment } from '../support/child-environment.ts';
import { trainedSmall } from '../support/trained.ts';
import { until } from '../support/until.ts';

let dataDir: string;
let child: ChildProcess | undefined;

beforeAll(trainedSmall);
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'spread-bot-'));
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

test.each([
  ['Slack', { SLACK_BOT_TOKEN: 'xoxb-1-a', SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef' }],
  [
    'Teams',
    {
      MicrosoftAppId: '11111111-2222-3333-4444-555555555555',
      MicrosoftAppTenantId: '99999999-8888-7777-6666-555555555555',
      MicrosoftAppPassword: 'a-secret-of-the-right-length-1234'
    }
  ]
])(
  'a bot whose proxy is dead is alive and not ready, and says what cannot be reached: %s',
  async (platform, settings) => {
    const hooks = `import { register } from 'node:module'; register(${JSON.stringify(pathToFileURL(path.join(packageRoot, 'test/support/typescript-hooks.mjs')).href)});`;
    const loader = `data:text/javascript,${encodeURIComponent(hooks)}`;
    let out = '';
    child = spawn(process.execPath, ['--import', loader, path.join(packageRoot, 'src/cli/index.ts'), 'serve'], {
      cwd: dataDir,
      env: childEnvironment({
        PORT: '0',
        HOST: '127.0.0.1',
        DATA_DIR: dataDir,
        KNOWLEDGE_DIR: path.join(packageRoot, 'test/fixtures/knowledge/small'),
        HTTPS_PROXY: 'http://127.0.0.1:9',
        ...settings
      })
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (out += String(chunk)));
    await until(() => out.includes('process.ready'));
    const port = /"port":(\d+)/.exec(out)?.[1];
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    const look = () => fetch(`http://127.0.0.1:${port}/readyz`);
    let ready = await look();
    // It listens before it knows of Microsoft.
    while ((await ready.clone().text()).includes('not known yet')) ready = await look();
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      ready: false,
      reason: expect.stringMatching(`^${platform}.*trying again`)
    });
  }
);
