import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { isAllowed, readByHand } from '../scripts/supply-chain/allowed.ts';
import { shipped } from '../scripts/supply-chain/shipped.ts';
import { packageRoot } from '../src/config/package-root.ts';
import { settings } from '../src/config/settings.ts';
import { readDockerfile } from './support/dockerfile.ts';

const textOf = (file: string): string => readFileSync(path.join(packageRoot, file), 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(path.join(packageRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(packageRoot, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
const yamlFiles = ['compose.yaml', ...filesIn('deploy'), ...filesIn('.github')].filter((file) => /\.ya?ml$/.test(file));
// biome-ignore lint/suspicious/noExplicitAny: manifests are read as they are
type Yaml = any;
const documents = (file: string): Yaml[] =>
  parseAllDocuments(textOf(file)).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });
const manifest = (name: string): Yaml => documents(`deploy/kubernetes/${name}.yaml`)[0];

const dockerfile = readDockerfile();
const unit = textOf('deploy/spread-bot.service');
const compose = documents('compose.yaml')[0].services;
const pod = manifest('deployment').spec.template.spec;
const container = pod.containers[0];

const known = new Set<string>(settings.map(({ name }) => name));
const port = Number(settings.find(({ name }) => name === 'PORT')?.otherwise);

describe('what is written for operators names only what there is', () => {
  test.each(yamlFiles)('%s is valid YAML', (file) => {
    expect(documents(file).length).toBeGreaterThan(0);
  });

  test('every file that the image copies is there, and let in by .dockerignore', () => {
    const letIn: string[] = textOf('.dockerignore').match(/(?<=^!).+$/gm) ?? [];
    const sources = dockerfile.copies.filter(({ from }) => !from).flatMap((copy) => copy.sources);
    expect(sources.length).toBeGreaterThan(8);
    expect(sources.filter((source) => !existsSync(path.join(packageRoot, source)))).toEqual([]);
    expect(sources.filter((source) => !letIn.includes(source.split('/')[0]!))).toEqual([]);
  });

  test('every variable is a setting of the program, or one of the database', () => {
    const examples = filesIn('deploy').filter((file) => file.endsWith('.env.example'));
    const named = [
      ...examples.flatMap((file) => textOf(file).match(/(?<=^#? ?)[A-Za-z_]+(?==)/gm) ?? []),
      ...(unit.match(/(?<=^Environment=)\w+/gm) ?? []),
      ...Object.keys(compose.bot.environment),
      ...Object.keys(manifest('configmap').data),
      ...Object.keys(dockerfile.environment)
    ];
    expect(examples).toHaveLength(2);
    expect(named).toContain('MicrosoftAppId');
    expect(named.filter((name) => !known.has(name) && !name.startsWith('POSTGRES_'))).toEqual([]);
  });

  test('docs/install.md names no variable that does not exist', () => {
    const names = /\b(?:SLACK|TIPS|TEAMS|DATA|DATABASE|KNOWLEDGE|LOG|RETENTION)_[A-Z_]+\b/g;
    const named: string[] = textOf('docs/install.md').match(names) ?? [];
    expect(named).toContain('DATABASE_URL');
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  test('no secret stands in any of it', () => {
    for (const { name } of settings.filter((setting) => 'secret' in setting)) {
      expect(Object.keys(manifest('configmap').data)).not.toContain(name);
      expect(textOf('deploy/spread-bot.env.example')).not.toMatch(new RegExp(`^${name}=\\S`, 'm'));
    }
    expect(textOf('deploy/.gitignore').split('\n')).toEqual(expect.arrayContaining(['spread-bot.env', 'postgres.env']));
  });
});

describe('port, folders and user are the same everywhere', () => {
  test('port', () => {
    expect(dockerfile.last('EXPOSE')).toBe(String(port));
    expect(compose.bot.ports).toEqual([`127.0.0.1:${port}:${port}`]);
    expect(container.ports).toEqual([{ name: 'http', containerPort: port }]);
    expect(manifest('service').spec.ports[0].targetPort).toBe('http');
    expect(manifest('network-policy').spec.ingress[0].ports).toEqual([{ protocol: 'TCP', port }]);
    expect(dockerfile.last('HEALTHCHECK')).toContain(`process.env.PORT || ${port}`);
  });

  test('folders that are written to', () => {
    const { DATA_DIR } = dockerfile.environment;
    expect(dockerfile.last('VOLUME')).toBe(DATA_DIR);
    expect(compose.bot.volumes).toEqual([`data:${DATA_DIR}`]);
    const mounted = container.volumeMounts.map(({ mountPath }: Yaml) => mountPath);
    expect(mounted.sort()).toEqual([DATA_DIR, '/tmp']);
    expect(compose.bot.tmpfs[0]).toMatch(/^\/tmp:/);
    const state = /^StateDirectory=(.+)$/m.exec(unit)?.[1];
    expect(unit).toMatch(new RegExp(`^Environment=DATA_DIR=/var/lib/${state}$`, 'm'));
  });

  test('what is started is what package.json starts', () => {
    const { bin, scripts } = JSON.parse(textOf('package.json'));
    const program = /^node (\S+) serve$/.exec(scripts.start)![1]!;
    expect(JSON.parse(dockerfile.last('ENTRYPOINT'))).toEqual(['node', program]);
    expect(unit).toContain(`ExecStart=/usr/bin/node ${program} serve`);
    expect(textOf(bin['spread-bot'])).toContain(
      program
        .split('/')
        .map((part) => `'${part}'`)
        .join(', ')
    );
  });

  test('nobody is root, and nothing but those folders can be written to', () => {
    expect(dockerfile.last('USER')).toMatch(/^[1-9]\d{3,}:[1-9]\d{3,}$/);
    expect(`${pod.securityContext.runAsUser}:${pod.securityContext.runAsGroup}`).toBe(dockerfile.last('USER'));
    expect(compose.bot).toMatchObject({ user: dockerfile.last('USER'), read_only: true, cap_drop: ['ALL'] });
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] }
    });
    for (const line of ['DynamicUser=yes', 'ProtectSystem=strict', 'NoNewPrivileges=yes', 'CapabilityBoundingSet='])
      expect(unit.split('\n')).toContain(line);
  });

  test('a stop is given the time it takes: five seconds of warning, then up to fifteen', () => {
    const stopMs = Number(/stopMs = ([\d_]+)/.exec(textOf('src/cli/serve.ts'))?.[1]?.replaceAll('_', ''));
    expect(stopMs).toBeGreaterThan(0);
    const given = [
      pod.terminationGracePeriodSeconds - 5,
      Number.parseInt(compose.bot.stop_grace_period, 10),
      Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])
    ];
    for (const seconds of given) expect(seconds * 1000).toBeGreaterThan(stopMs);
    expect(dockerfile.last('STOPSIGNAL')).toBe('SIGTERM');
  });

  test('the cluster asks the addresses that answer it, and lets outsiders reach only what the platforms call', () => {
    const server = textOf('src/server/http-server.ts');
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'])
      expect(server).toContain(`app.get('${container[probe].httpGet.path}'`);
    const paths = manifest('ingress').spec.rules[0].http.paths;
    expect(paths.map(({ path, pathType }: Yaml) => `${pathType} ${path}`)).toEqual([
      'Exact /slack/events',
      'Exact /slack/install',
      'Exact /slack/oauth_redirect',
      'Exact /api/messages'
    ]);
    expect(manifest('disruption-budget').spec.selector).toEqual(manifest('deployment').spec.selector);
    expect(manifest('deployment').spec.replicas).toBeGreaterThan(manifest('disruption-budget').spec.maxUnavailable);
  });
});

test('engines, image, workflows, scripts and documents say the same of Node.js', () => {
  const { engines, devDependencies } = JSON.parse(textOf('package.json'));
  const [oldestRunning = 0, oldestSupported = 0] = /^\^(\d+)\.\d+\.\d+ \|\| >=(\d+)$/
    .exec(engines.node)!
    .slice(1)
    .map(Number);
  const supported = /const supported = \[(.+)\]/.exec(textOf('scripts/test-node.mjs'))![1]!.match(/\d+/g)!.map(Number);
  const main = Number(textOf('.nvmrc'));
  expect(supported[0]).toBe(oldestSupported);
  expect(supported).toContain(main);
  expect(textOf('src/config/node-version.ts')).toContain(`oldestSupported = ${oldestSupported};`);
  expect(devDependencies['@types/node']).toMatch(new RegExp(`^${oldestRunning}\\.`));
  for (const image of dockerfile.stages) expect(image).toContain(`node:${main}.`);
  expect(textOf('.ci/run')).toContain(`test:node -- ${main}\n`);
  const steps = filesIn('.github/workflows').flatMap((file) =>
    Object.values<Yaml>(documents(file)[0].jobs).flatMap((job) => job.steps)
  );
  const told = steps.flatMap(({ with: given }) => given?.['node-version'] ?? given?.['node-version-file'] ?? []);
  expect(new Set(told.filter((one) => !/matrix\.node/.test(one)))).toEqual(new Set([main, '.nvmrc']));
  const matrix = documents('.github/workflows/ci.yml')[0].jobs.test.strategy.matrix;
  expect(matrix.node).toEqual([oldestRunning, ...supported]);
  for (const { node } of matrix.include) expect(node).toBe(main);
  const words = `Node.js ${supported.slice(0, -1).join(', ')} or ${supported.at(-1)}`;
  for (const file of ['README.md', 'CONTRIBUTING.md', 'docs/slack.md', 'docs/teams.md', 'docs/install.md'])
    expect(textOf(file).replace('[Node.js](https://nodejs.org)', 'Node.js')).toContain(words);
});

describe('what others made comes as it was looked at', () => {
  test('the base image by digest, and every stage from it', () => {
    expect(dockerfile.stages.length).toBeGreaterThan(1);
    for (const image of dockerfile.stages) expect(image).toMatch(/^node:24\.\d+\.\d+-[a-z-]+@sha256:[0-9a-f]{64}$/);
  });

  test('actions of the release by commit, and no right that is not named at its job', () => {
    const release = documents('.github/workflows/release.yml')[0];
    const steps: Yaml[] = Object.values<Yaml>(release.jobs).flatMap((job) => job.steps);
    const foreign = steps.flatMap(({ uses }) => uses ?? []);
    expect(foreign.length).toBeGreaterThan(4);
    for (const uses of foreign) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    expect(release.permissions).toEqual({});
    for (const { run } of steps) expect(run ?? '').not.toMatch(/\$\{\{/);
  });

  test('every package that is shipped has a licence we may ship under', () => {
    const packages = shipped(path.join(packageRoot, 'package-lock.json'));
    expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(['botbuilder', 'pg', '@slack/bolt']));
    const refused = packages.filter(
      ({ name, version, licence }) => !isAllowed(readByHand[`${name}@${version}`] ?? licence)
    );
    expect(refused).toEqual([]);
  });

  test.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['(MIT AND Zlib)', true],
    ['MIT OR (GPL-2.0-only AND ISC)', true],
    ['GPL-3.0-or-later', false],
    ['MIT AND AGPL-3.0-only', false],
    ['(MIT OR ISC) AND LGPL-2.1-only', false],
    ['Apache-2.0 WITH LLVM-exception', false],
    ['SEE LICENSE IN LICENSE.txt', false],
    ['(MIT', false],
    ['MIT MIT', false],
    ['', false]
  ])('the licence “%s” is allowed: %s', (expression, allowed) => {
    expect(isAllowed(expression)).toBe(allowed);
  });

  test('no package that is shipped runs a script when it is installed', () => {
    const { packages } = JSON.parse(textOf('package-lock.json'));
    const scripted = Object.entries<Yaml>(packages).filter(([, { dev, hasInstallScript }]) => hasInstallScript && !dev);
    expect(scripted.map(([place]) => place)).toEqual([]);
  });
});
