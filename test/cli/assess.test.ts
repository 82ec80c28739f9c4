import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/package-root.ts';
import { runCli } from '../support/terminal.ts';
import { smallKnowledge } from '../support/trained.ts';

/** The assessments that ship beside a few entries: each command reads all of its knowledge. */
const environment = { KNOWLEDGE_DIR: '' };
beforeAll(async () => {
  environment.KNOWLEDGE_DIR = await folder();
  await cp(smallKnowledge, environment.KNOWLEDGE_DIR, { recursive: true });
  await cp(path.join(packageRoot, 'knowledge', 'assessments'), path.join(environment.KNOWLEDGE_DIR, 'assessments'), {
    recursive: true
  });
});
afterAll(() => rm(environment.KNOWLEDGE_DIR, { recursive: true }));

const run = (...args: string[]) => runCli(['assess', ...args], { environment });
const folder = () => mkdtemp(path.join(tmpdir(), 'assess-'));

describe('spread-bot assess', () => {
  test.each([['--quick'], ['--answers', 'owner=1'], ['--out', 'result.md']])(
    '%s asks for which one',
    async (...args) => {
      const { status, out, err } = await run(...args);
      expect({ status, out }).toEqual({ status: 2, out: '' });
      expect(err).toMatch(/belongs to one assessment; name it: .*will-it-last/);
    }
  );

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

  describe('at a terminal', () => {
    const talk = (dataDir: string, lines: readonly string[], name = 'will-it-last') =>
      runCli(['assess', name, '--quick'], {
        environment: { ...environment, DATA_DIR: dataDir },
        input: lines.map((line) => `${line}\n`).join(''),
        tty: true
      });
    test('asks one question at a time, goes back to what was given, and ends with what to do first', async () => {
      const { status, out } = await talk(await folder(), ['9', '0', '3', 'b', '', '?', '-', 'Falls huddle']);
      expect(status).toBe(0);
      expect(out).toMatch(/1 of 5\. /);
      expect(out).toMatch(/Type one of 0, 1, 2, 3, 4, \?, -\./);
      expect(out).toMatch(/Now: 3\n/);
      expect(out).not.toMatch(/0 {2}0: /);
      expect(out).toMatch(/1\. A named person owns it/);
      expect(out).toMatch(/Falls huddle/);
    });

    test('one who stops, or whose terminal is closed, goes on where they were or begins again', async () => {
      const dataDir = await folder();
      expect((await talk(dataDir, ['0', '3', 'q'])).out).toMatch(/goes on where you were, within a day/);
      const closed = await talk(dataDir, ['', '1']);
      expect(closed.out).toMatch(/Go on where you were \(3 of 5\)\?/);
      expect(closed.status).toBe(0);
      const done = await talk(dataDir, ['', '4', '']);
      expect(done.out).toMatch(/\(4 of 5\)/);
      expect(done.out).toMatch(/1\. A named person owns it/);
      expect((await talk(dataDir, ['q'])).out).not.toMatch(/You stopped/);
      await talk(dataDir, ['0', 'q']);
      expect((await talk(dataDir, ['n', 'q'])).out).toMatch(/1 of 5\. /);
    });

    test('a tree needs each answer, and its last question takes none as an answer', async () => {
      const { out } = await runCli(['assess', 'is-it-research'], {
        environment: { ...environment, DATA_DIR: await folder() },
        input: '\n1\n1\n1\n1\n1\n\n',
        tty: true
      });
      expect(out).toMatch(/This one is needed to go on/);
      expect(out).toMatch(/This sounds like quality improvement/);
    });
  });

  test('a plan needs each field that its file needs, at the terminal and in --answers', async () => {
    const dataDir = await folder();
    const input = `\n${'Ten wards by June\n'.repeat(9)}`;
    const { out } = await runCli(['assess', 'spread-plan'], {
      environment: { ...environment, DATA_DIR: dataDir },
      input,
      tty: true
    });
    expect(out).toMatch(/Your words \(needed, b goes back, q stops\)/);
    expect(out).toMatch(/This one is needed to go on/);
    expect(out).toMatch(/Your plan is ready to take along/);
    const { status, err } = await run('spread-plan', '--answers', 'change=Huddle,aim=Ten wards by June');
    expect([status, err]).toEqual([2, expect.stringMatching(/leaves out what spread-plan needs: first, /)]);
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
