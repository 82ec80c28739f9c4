import { describe, expect, test } from '@jest/globals';
import { subcommands } from '../../src/cli/index.ts';
import { runCli } from '../support/terminal.ts';

describe('help', () => {
  test('lists every command', async () => {
    const { status, out } = await runCli(['--help']);
    expect(status).toBe(0);
    for (const { name, summary } of subcommands) {
      expect(out).toContain(name);
      expect(out).toContain(summary);
    }
  });

  test.each(subcommands.map((subcommand) => [subcommand.name, subcommand] as const))(
    '%s --help names every option',
    async (name, { options, optionHelp }) => {
      const { status, out, err } = await runCli([name, '--help']);
      expect({ status, err }).toEqual({ status: 0, err: '' });
      for (const option of Object.keys(options)) {
        expect(optionHelp[option]).toMatch(/^[A-Z].*\.$/);
        expect(out).toContain(`--${option}`);
      }
      // What follows an option is named, and no line ends in a blank.
      expect(out).not.toMatch(/ VALUE\b| $/m);
    }
  );
});

describe('what cannot be understood ends with 2 and one line that says what to do', () => {
  test.each([
    [['bogus'], 'There is no command "bogus"; "spread-bot --help" lists them.'],
    [['check', '--bogus'], 'Unknown option \'--bogus\'; "spread-bot check --help" lists the options.'],
    [['check', 'too', 'much'], '"too" is too much; usage: spread-bot check'],
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

test('wrong settings stop a command, all named at once', async () => {
  const { status, err } = await runCli(['check'], { environment: { PORT: 'x', LOG_LEVEL: 'y' } });
  expect(status).toBe(1);
  expect(err).toMatch(/PORT is "x"[\s\S]*LOG_LEVEL is "y"/);
});
