import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/package-root.ts';
import { runCli } from '../support/terminal.ts';

const environment = { KNOWLEDGE_DIR: path.join(packageRoot, 'knowledge') };
const run = (...args: string[]) => runCli(['assess', ...args], { environment });

describe('spread-bot assess', () => {
  test('lists what there is', async () => {
    const { status, out } = await run();
    expect(status).toBe(0);
    for (const id of ['ready-to-spread', 'will-it-last', 'write-it-up', 'spread-plan', 'is-it-research'])
      expect(out).toContain(id);
  });

  test('answers without a terminal, says what to do first and writes it down', async () => {
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'assess-')), 'result.md');
    const answers = 'owner=0,measure=1,routine=4,newstaff=2,senior=3,clinical=3,resources=3,project=Falls huddle';
    const { status, out } = await run('will-it-last', '--answers', answers, '--out', file);
    expect(status).toBe(0);
    expect(out).toMatch(/1\. A named person owns it/);
    expect(await readFile(file, 'utf8')).toMatch(/## Put these right first/);
  });

  test.each([
    [['horoscope'], /no assessment "horoscope"; there are: /],
    [['will-it-last', '--answers', 'owner=9'], /owner something that will-it-last does not take; allowed: /],
    [['will-it-last', '--answers', 'owner'], /write each as POINT=ANSWER/],
    [['will-it-last', '--answers', 'owner=1', '--out', 'x.pdf'], /end it with \.docx, \.md, \.html/],
    [['will-it-last'], /no terminal to ask at; give --answers/]
  ])('%j is refused with the fix', async (args, message) => {
    const { status, err } = await run(...args);
    expect(status).toBe(2);
    expect(err).toMatch(message);
  });
});
