import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readEnvFile, withSettings } from '../../src/cli/env-file.ts';
import { createFakeSlack } from '../support/fake-slack.ts';
import { runCli } from '../support/terminal.ts';
import { smallKnowledge } from '../support/trained.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'spread-bot-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => path.join(folder, 'env');
const run = (input: string, environment: Record<string, string> = {}) =>
  runCli(['setup', '--file', file()], {
    input,
    environment: { DATA_DIR: folder, KNOWLEDGE_DIR: smallKnowledge, ...environment }
  });

describe('spread-bot setup', () => {
  test('writes what was given for Slack, keeps what stood there, and shows no token', async () => {
    writeFileSync(file(), '# mine\nLOG_LEVEL=debug\nSLACK_BOT_TOKEN=xoxb-old\n');
    const fake = await createFakeSlack();
    const { out } = await run('1\nxoxb-1-abc\nxapp-1-A-abc\n\n', { SLACK_API_URL: fake.apiUrl });
    await fake.close();
    expect(readFileSync(file(), 'utf8')).toBe(
      '# mine\nLOG_LEVEL=debug\nSLACK_BOT_TOKEN=xoxb-1-abc\nSLACK_APP_TOKEN=xapp-1-A-abc\n'
    );
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(out).toMatch(/https:\/\/api\.slack\.com\/apps\?new_app=1&manifest_yaml=/);
    expect(out).not.toMatch(/xoxb-1-abc|xapp-1-A/);
    expect(out).toMatch(/spread-bot doctor/);
  });

  test('says what is wrong with an answer and asks again', async () => {
    const { out, status } = await run('slack\nabc\nxoxb-1-abc\n\n');
    expect(out).toMatch(/no SLACK_BOT_TOKEN\. Copy the "Bot User OAuth Token"/);
    expect(status).toBe(1);
    expect(out).toMatch(/left to do/);
    expect(readFileSync(file(), 'utf8')).toBe('SLACK_BOT_TOKEN=xoxb-1-abc\n');
  });

  test('names the bot as its knowledge does, in the manifest of Slack and the command of Teams', async () => {
    const KNOWLEDGE_DIR = 'test/fixtures/knowledge/food-bank';
    expect((await run('1\n', { KNOWLEDGE_DIR })).out).toMatch(/manifest_yaml=\S*display_name%3A%20pantry%0A/);
    expect((await run('2\n', { KNOWLEDGE_DIR })).out).toContain('app create --name "Pantry" ');
  });

  test('an input that ends leaves no file and status 1; an unknown place is asked for again', async () => {
    const { status, out } = await run('mail\n2\n');
    expect(out).toMatch(/Please type 1, 2 or 3/);
    expect(status).toBe(1);
    expect(() => readFileSync(file())).toThrow();
  });
});

test('a value with a blank or a sign stands in quotation marks', () => {
  expect(withSettings('A=1\r\nexport B=2', { B: 'two words', C: 'x#y', A: 'n' })).toBe("A=n\nB='two words'\nC='x#y'\n");
});

test('of several lines for one setting one is left, since the last one would hold', () => {
  expect(withSettings('A=1\nB=2\nexport A=3\n', { A: 'n' })).toBe('A=n\nB=2\n');
});

describe('reading a .env file', () => {
  test.each([
    ['Notepad’s UTF-8', Buffer.from('\ufeffA=1\r\n')],
    ['PowerShell’s UTF-16', Buffer.from('\ufeffA=1\r\n', 'utf16le')],
    ['UTF-16 with the high byte first', Buffer.from('\ufeffA=1\r\n', 'utf16le').swap16()]
  ])('%s', (_name, bytes) => {
    writeFileSync(file(), bytes);
    expect(readEnvFile(file())).toBe('A=1\r\n');
  });

  test('none, and a folder of that name, are no settings; one that may not be read is told', () => {
    expect(readEnvFile(file())).toBe('');
    mkdirSync(file());
    expect(readEnvFile(file())).toBe('');
    expect(() => readEnvFile(path.join(folder, 'x'.repeat(300)))).toThrow(/cannot be read \(ENAMETOOLONG\)/);
  });
});
