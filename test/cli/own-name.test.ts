import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { catalogue } from '../../src/cli/catalogue.ts';
import { ownName } from '../../src/cli/own-name.ts';
import { packageRoot } from '../../src/config/package-root.ts';

test.each([
  [
    'npx in a checkout',
    '/home/ann/spread-bot/node_modules/.bin/spread-bot',
    '/home/ann/spread-bot',
    'exec',
    'npx spread-bot'
  ],
  ['npm start', '/home/ann/spread-bot/dist/cli/index.js', '/home/ann/spread-bot', 'start', 'npx spread-bot'],
  [
    'installed as a part of another program',
    '/srv/x/node_modules/spread-bot/dist/cli/index.js',
    '/srv/x',
    undefined,
    'npx spread-bot'
  ],
  ['by its name on the path', '/usr/local/bin/spread-bot', '/home/ann', undefined, 'spread-bot'],
  ['in a container', '/app/dist/cli/index.js', '/app', undefined, 'node dist/cli/index.js'],
  [
    'from another folder',
    '/opt/spread-bot/dist/cli/index.js',
    '/root',
    undefined,
    'node /opt/spread-bot/dist/cli/index.js'
  ],
  [
    'in a folder with a space',
    '/opt/our bot/dist/cli/index.js',
    '/root',
    undefined,
    'node "/opt/our bot/dist/cli/index.js"'
  ],
  ['the source itself', '/home/ann/spread-bot/src/cli/index.ts', '/home/ann/spread-bot', undefined, 'npx spread-bot']
])('%s: commands are printed as it was started', (_, script, folder, npm, name) => {
  expect(ownName(script, folder, npm)).toBe(name);
});

test('no text of the program writes a command by hand', () => {
  const names = catalogue.map(({ name }) => name).join('|');
  const written = new RegExp(`spread-bot (?:${names}|--)`);
  const source = path.join(packageRoot, 'src');
  const found = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      readFileSync(path.join(source, file), 'utf8')
        .replace(/\/\*[\s\S]*?\*\/|\/\/ .*/g, '')
        .split('\n')
        .filter((line) => written.test(line))
        .map((line) => `${file}: ${line.trim()}`)
    );
  expect(found).toEqual([]);
});
