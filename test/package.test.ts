import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packageRoot } from '../src/config/package-root.ts';

const textOf = (file: string): string => readFileSync(path.join(packageRoot, file), 'utf8');
const manifest = JSON.parse(textOf('package.json'));

describe('the package that npm publishes', () => {
  test('holds the program, what it knows and its page, and nothing that only we need', () => {
    const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: packageRoot,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore']
    });
    const [{ files }] = JSON.parse(listed) as [{ files: { path: string }[] }];
    const paths = files.map((file) => file.path);
    const roots = new Set(paths.map((file) => file.split('/')[0]));
    expect(roots).toEqual(
      new Set([
        'LICENSE',
        'README.md',
        'bin',
        'data',
        'dist',
        'knowledge',
        'manifests',
        'models',
        'package.json',
        'playground'
      ])
    );
    const bin = manifest.bin['spread-bot'];
    const needed = [
      'knowledge/about.yaml',
      'models/word-table.bin',
      'playground/preview.html',
      'dist/cli/index.js',
      bin
    ];
    expect(paths).toEqual(expect.arrayContaining(needed));
    expect(paths.filter((file) => /\.map$|\.db|\.env$|\.zip$|tsbuildinfo|\.complete$/.test(file))).toEqual([]);
  });

  test('has whole addresses in its README', async () => {
    const script = path.join(packageRoot, 'scripts/packed-readme.mjs');
    const { withWholeAddresses } = (await import(script)) as {
      withWholeAddresses: (text: string, repository: string) => string;
    };
    const given = '[![A](docs/a.png)](docs/b.md) [c](https://d.example) [e](#f) [g](docs/h.md#i)';
    const page = 'https://github.com/x/y/blob/HEAD';
    expect(withWholeAddresses(given, 'git+https://github.com/x/y.git')).toBe(
      `[![A](https://raw.githubusercontent.com/x/y/HEAD/docs/a.png)](${page}/docs/b.md) [c](https://d.example) [e](#f) [g](${page}/docs/h.md#i)`
    );
    const readme = withWholeAddresses(textOf('README.md'), manifest.repository.url);
    expect(readme.match(/\]\((?!https?:|mailto:|#)[^)]*\)/g)).toBeNull();
  });

  test('is named in server.json as it is here', () => {
    const server = JSON.parse(textOf('server.json'));
    expect(server).toMatchObject({ name: manifest.mcpName, version: manifest.version });
    expect(server.packages[0]).toMatchObject({ identifier: manifest.name, version: manifest.version });
    expect(server.description.length).toBeLessThanOrEqual(100);
    expect(manifest.repository.url).toContain(`${server.repository.url}.git`);
  });

  test('takes every package in one version only', () => {
    const named = Object.entries({
      ...manifest.dependencies,
      ...manifest.optionalDependencies,
      ...manifest.devDependencies,
      ...manifest.overrides
    });
    expect(named.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version as string))).toEqual([]);
  });
});
