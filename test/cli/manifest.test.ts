import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { parse } from 'yaml';
import { runCli } from '../support/terminal.ts';
import { smallKnowledge } from '../support/trained.ts';

const id = '11111111-2222-3333-4444-555555555555';
const environment = {
  KNOWLEDGE_DIR: smallKnowledge,
  MicrosoftAppId: id,
  MicrosoftAppTenantId: id,
  MicrosoftAppPassword: 'a~secret~value~of~some~length'
};
const website = 'https://trust.example.nhs.uk';

let out: string;
beforeEach(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'manifest-'));
});
afterEach(() => rm(out, { recursive: true, force: true }));

const versionIn = async (name: string): Promise<string> => {
  const files = unzipSync(await readFile(path.join(out, 'teams', name)));
  expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
  return JSON.parse(new TextDecoder().decode(files['manifest.json'])).version;
};

test('each package of the same program has a higher version', async () => {
  const versions: string[] = [];
  for (let round = 0; round < 3; round++) {
    expect((await runCli(['manifest', '--out', out, '--website', website], { environment })).status).toBe(0);
    versions.push(await versionIn('spread-bot.zip'));
  }
  const numbers = versions.map((version) => Number(version.split('.')[2]));
  expect(numbers[1]).toBe(numbers[0]! + 1);
  expect(numbers[2]).toBe(numbers[1]! + 1);
});

test('the Teams package says what it was asked to leave out or to add', async () => {
  const made = async (...flags: string[]) => {
    const run = await runCli(['manifest', '--out', out, '--website', website, ...flags], { environment });
    const written = JSON.parse(await readFile(path.join(out, 'teams', 'manifest.json'), 'utf8'));
    return { said: run.out, written };
  };
  expect(await made()).toMatchObject({
    said: expect.stringContaining('with slash commands and private replies'),
    written: { manifestVersion: '1.30' }
  });
  expect(await made('--old-teams', '--copilot')).toMatchObject({
    said: expect.stringContaining('without slash commands and private replies, and for Microsoft 365 Copilot'),
    written: { manifestVersion: '1.27', copilotAgents: { customEngineAgents: [{ type: 'bot', id }] } }
  });
});

test('another organisation’s bot has its own name, subject and commands in both', async () => {
  const folder = path.join(out, 'knowledge');
  await mkdir(path.join(folder, 'resources'), { recursive: true });
  await writeFile(
    path.join(folder, 'about.yaml'),
    'name: Brindle Library Bot\ncovers: renewing loans and finding rooms\n'
  );
  const front =
    'id: renew\ntitle: Renew a loan\nkind: guide\ntopic: loans\nstatus: current\ncompiled: 2026-11-22\nasks:\n  - how do I renew';
  await writeFile(path.join(folder, 'resources', 'renew.md'), `---\n${front}\n---\nRenew it at the desk.\n`);
  const own = { ...environment, KNOWLEDGE_DIR: folder };
  const run = await runCli(['manifest', '--out', out, '--website', website, '--steps'], { environment: own });
  expect(run.status).toBe(0);
  const slack = await readFile(path.join(out, 'slack.yaml'), 'utf8');
  expect(parse(slack)).toMatchObject({
    display_information: {
      name: 'Brindle Library Bot',
      description: 'Answers questions about renewing loans and finding rooms'
    },
    features: {
      bot_user: { display_name: 'brindle-library-bot' },
      slash_commands: [{ usage_hint: 'some words | find | topics | entries | help' }]
    }
  });
  const teams = await readFile(path.join(out, 'teams', 'manifest.json'), 'utf8');
  for (const written of [slack, teams])
    expect(written).not.toMatch(/Spread Bot|improvement|spreading|"title": "(?:tips|assess|contacts)"|tip_of/i);
});

test('without Teams only the Slack manifest is written, and it is said', async () => {
  const { status, out: said } = await runCli(['manifest', '--out', out]);
  expect(status).toBe(0);
  expect(said).toMatch(/slack.yaml: Slack, over Socket Mode[\s\S]*MicrosoftAppId is not set/);
  expect(await readFile(path.join(out, 'slack.yaml'), 'utf8')).toMatch(/^display_information:/m);
});

test('Slack over HTTP needs its address, and an address must be https', async () => {
  const slack = { SLACK_BOT_TOKEN: 'xoxb-1-a', SLACK_SIGNING_SECRET: '0123456789abcdef' };
  expect(await runCli(['manifest', '--out', out], { environment: slack })).toMatchObject({
    status: 2,
    err: expect.stringContaining('--url')
  });
  const wrong = await runCli(['manifest', '--out', out, '--url', 'http://x'], { environment: slack });
  expect(wrong).toMatchObject({ status: 2, err: expect.stringContaining('begins with https://') });
});

test('previews of addresses are asked for by --unfurl, for the domains with most old addresses', async () => {
  const { status, out: said } = await runCli(['manifest', '--out', out, '--unfurl']);
  expect(status).toBe(0);
  const { features } = parse(await readFile(path.join(out, 'slack.yaml'), 'utf8')) as {
    features: { unfurl_domains: string[] };
  };
  expect(features.unfurl_domains[0]).toBe('weahsn.net');
  expect(features.unfurl_domains).toHaveLength(5);
  expect(said).toContain(`Previews for addresses at: ${features.unfurl_domains.join(', ')}`);
});
