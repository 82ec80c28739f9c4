import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { catalogue } from '../../src/cli/catalogue.ts';
import { runCli } from '../support/terminal.ts';
import { smallKnowledge } from '../support/trained.ts';

describe('help', () => {
  test('lists every command in its group, with examples', async () => {
    const { status, out } = await runCli(['--help']);
    expect(status).toBe(0);
    for (const { name, summary } of catalogue) {
      expect(out).toContain(name);
      expect(out).toContain(summary);
    }
    expect(out).toContain('spread-bot ask "which checklist for writing up QI?"');
  });

  test.each(catalogue.map(({ name, load }) => [name, load] as const))(
    '%s --help, and help %s, name every option',
    async (name, load) => {
      const { options, optionHelp, name: own } = await load();
      expect(own).toBe(name);
      const { status, out, err } = await runCli([name, '--help']);
      expect({ status, err }).toEqual({ status: 0, err: '' });
      for (const option of Object.keys(options)) {
        expect(optionHelp[option]).toMatch(/^[A-Z].*\.$/);
        expect(out).toContain(`--${option}`);
      }
      // What follows an option is named, and no line ends in a blank.
      expect(out).not.toMatch(/ VALUE\b| $/m);
      expect((await runCli(['help', name])).out).toBe(out);
    }
  );

  test.each(catalogue.map(({ example }) => example))('the example "%s" is understood', async (example) => {
    const words = example
      .split(' >>')[0]!
      .match(/"[^"]+"|\S+/g)!
      .map((word) => word.replaceAll('"', ''));
    expect(await runCli([...words, '--help'])).toMatchObject({ status: 0, err: '' });
  });

  test.each([40, 80, 100])('is wrapped to a terminal of %d columns', async (columns) => {
    for (const args of [['--help'], ...catalogue.map(({ name }) => [name, '--help'])]) {
      const { out } = await runCli(args, { columns, tty: true });
      const long = out.split('\n').filter((line) => line.length > columns && line.trim().includes(' '));
      expect([args, long.filter((line) => !line.includes('spread-bot '))]).toEqual([args, []]);
    }
  });
});

test.each(['bash', 'zsh', 'fish'])('completion for %s knows every command and its options', async (shell) => {
  const { status, out } = await runCli(['completion', shell]);
  expect(status).toBe(0);
  for (const { name } of catalogue) expect(out).toContain(name);
  expect(out).toMatch(shell === 'fish' ? /-l explain/ : /--explain/);
});

describe('what cannot be understood ends with 2 and one line that says what to do', () => {
  test.each([
    [['bogus'], 'There is no command "bogus"; "spread-bot --help" lists them.'],
    [['\u001b]0;bogus\u0007'], 'There is no command "]0;bogus"; "spread-bot --help" lists them.'],
    [['aks', 'squire'], 'There is no command "aks". Did you mean "ask"?'],
    [['dcotor'], 'Did you mean "doctor"?'],
    [['ask', '--explian'], "Unknown option '--explian'. Did you mean --explain?"],
    [['completion', 'tcsh'], 'Name your shell'],
    [['help', 'aks'], 'Did you mean "ask"?'],
    [['check', '--bogus'], 'Unknown option \'--bogus\'; "spread-bot check --help" lists the options.'],
    [['check', 'too', 'much'], '"too" is too much; usage: spread-bot check'],
    [['mcp', 'more'], '"more" is too much; usage: spread-bot mcp\n'],
    [['report', '--days', '-3'], '--days needs a value; "spread-bot report --help" lists the options.'],
    [['report', '--days'], '--days needs a value;'],
    [['check', '--as-of', 'today'], '--as-of is "today"; write a day as YYYY-MM-DD.']
  ])('%j', async (args, expected) => {
    const { status, out, err } = await runCli(args);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(expected);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  test('no command at all shows what there is', async () => {
    expect((await runCli([])).status).toBe(2);
  });
});

describe('a place that takes no folder or file is told at once, with what to do', () => {
  const onLinux = existsSync('/proc/self') ? test : test.skip;
  onLinux.each([
    [['import', '--out', '/proc/x', 'README.md'], '/proc/x cannot be made: the system takes no folder there.'],
    [['manifest', '--out', '/proc/x/y'], '/proc/x cannot be made: the system takes no folder there.'],
    [['new', 'guide', 'A thing'], '/proc/x cannot be made: the system takes no folder there.'],
    [['backup', '/proc/x/store'], '/proc/x/store cannot be read or written: there is no such file or folder.'],
    [['report', '--html', '/proc/x/page'], '/proc/x/page cannot be read or written: there is no such file or folder.'],
    [['setup', '--file', '/proc/x/env'], '/proc/x/env cannot be read or written: there is no such file or folder.']
  ])('%j', async (args, expected) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'nowhere-'));
    const environment = {
      DATA_DIR: folder,
      KNOWLEDGE_DIR: args[0] === 'new' ? `${smallKnowledge},/proc/x` : smallKnowledge
    };
    const { status, err } = await runCli(args, { environment, input: '1\n' });
    expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining(expected) });
    expect(err).toMatch(/\. (Choose another place|Check its name and that of the folder it is in)\.\n$/);
    await rm(folder, { recursive: true });
  });
});

test('a reader that goes away, as head does, ends a command without a fault', async () => {
  const loader = new URL('../support/typescript-worker.mjs', import.meta.url).href;
  const program = fileURLToPath(new URL('../../src/cli/index.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', loader, program, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  expect({ status, said }).toEqual({ status: 0, said: '' });
});

test('wrong settings stop a command, all named at once', async () => {
  const { status, err } = await runCli(['check'], { environment: { PORT: 'x', LOG_LEVEL: 'y' } });
  expect(status).toBe(1);
  expect(err).toMatch(/PORT is "x"[\s\S]*LOG_LEVEL is "y"/);
});

test('a file that cannot be written is named in plain words', async () => {
  const DATA_DIR = await mkdtemp(path.join(tmpdir(), 'cli-'));
  const { status, err } = await runCli(['report', '--html', '/no-such-folder/report.html'], {
    environment: { DATA_DIR }
  });
  await rm(DATA_DIR, { recursive: true });
  expect({ status, err }).toEqual({
    status: 1,
    err: expect.stringContaining(
      'spread-bot: /no-such-folder/report.html cannot be read or written: there is no such file or folder. '
    )
  });
});
