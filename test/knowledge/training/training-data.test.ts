import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { packageRoot } from '../../../src/config/package-root.ts';
import { readGroups } from '../../../src/config/word-lists.ts';
import { readTrainingData, trainingVersion } from '../../../src/knowledge/training/training-data.ts';

test('reads groups: headings, lines, and what stands before the first heading is not read', () => {
  const text =
    'What this file holds.\n\n# outside/tea\r\nwhere is the kettle\n\n  is there milk \n# greeting/greeting\nhi\n';
  expect(readGroups(text)).toEqual([
    { name: 'outside/tea', lines: ['where is the kettle', 'is there milk'] },
    { name: 'greeting/greeting', lines: ['hi'] }
  ]);
});

test('the data that ships: every heading names a kind of talk, every group has lines, from any current directory', () => {
  const before = process.cwd();
  process.chdir('/');
  const training = readTrainingData();
  process.chdir(before);
  const talks = ['greeting', 'thanks', 'goodbye', 'praise', 'insult', 'about-me', 'outside'];
  expect(training.negativeExamples.length).toBeGreaterThan(100);
  expect(training.negativeExamples.filter(({ talk, asks }) => !talks.includes(talk) || asks.length < 3)).toEqual([]);
  expect(training.asides.length).toBeGreaterThan(10);
  expect(training.danger?.told.length).toBeGreaterThan(500);
  expect(training.danger?.soundsSo.length).toBeGreaterThan(500);
});

test('its version changes with a line', () => {
  const training = readTrainingData();
  const other = { ...training, asides: [...training.asides, 'one more'] };
  expect(trainingVersion(training)).toBe(trainingVersion(readTrainingData()));
  expect(trainingVersion(other)).not.toBe(trainingVersion(training));
});

test('git keeps the data, and leaves out what the embedded store writes there', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'spread-bot-ignored-'));
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  copyFileSync(path.join(packageRoot, '.gitignore'), path.join(folder, '.gitignore'));
  const ignored = (name: string): boolean =>
    spawnSync('git', ['check-ignore', '--quiet', `data/${name}`], { cwd: folder }).status === 0;
  for (const name of ['README.md', 'asides.txt', 'danger.txt', 'negative-examples/everyday.txt'])
    expect(ignored(name)).toBe(false);
  for (const name of ['spread-bot.db', 'spread-bot.db-wal', 'models/x.model', 'links.json'])
    expect(ignored(name)).toBe(true);
  rmSync(folder, { recursive: true });
});
