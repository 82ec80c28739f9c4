import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createAssessments } from '../../src/core/assessments/chat-module.ts';
import type { KnowledgeWatch } from '../../src/knowledge/index.ts';
import { createLiveKnowledge, type LiveKnowledge } from '../../src/knowledge/live-knowledge.ts';
import { texts } from '../contract/platform.contract.ts';
import { fillAll } from '../support/assessment-windows.ts';
import { openBothPlatforms } from '../support/both-platforms.ts';
import { createListeningLogger, type LoggedLine } from '../support/listening-logger.ts';
import { runCli } from '../support/terminal.ts';
import { indexOnly, smallKnowledge, trained } from '../support/trained.ts';
import { openWebStand } from '../support/web-stand.ts';

/** A sixth one, as an editor writes it: the shortest file that is whole. */
const caravan = `id: caravan
version: 1
title: Is the caravan ready to roll?
modal_title: Is the caravan ready?
topic: spread
purpose: Find out what to mend before the improvement caravan rolls.
minutes: 2
quick_minutes: 1
for: Whoever drives it.
not_for: Anybody else.
validated: false
notice: For a conversation, not a measurement.
rights: Our own words.
asks:
  - is the caravan ready to roll
  - check the caravan with me before it rolls
scale:
  min: 0
  max: 4
  meaning: Choose the highest one that is true today.
  aim_for: 3
  default: none
bands:
  - {from: 0, to: 1, name: to work on}
  - {from: 2, to: 2, name: part way}
  - {from: 3, to: 4, name: in good shape}
tie_order: [wheels, tea]
shown_on: [psat]
recheck_months: [3]
pages:
  - {title: The caravan, points: [wheels, tea]}
quick: []
points:
  - id: wheels
    short: Wheels
    label: The wheels are round
    help: Look at them.
    scale: [There are none, They are square, They are oval, They are round, They are round and spare]
    weight: 1
    advice: Ring the garage.
    entry: psat
    also: []
    tips: []
    basis: Our own.
  - id: tea
    short: Tea
    label: There is tea
    help: Look in the cupboard.
    scale: [There is none, There is one bag, There is a box, There is a box and a kettle, There is a pot on]
    weight: 1
    advice: Buy tea.
    entry: psat
    also: []
    tips: []
    basis: Our own.
sources:
  - id: own
    says: Made up for a test.
validated_instead: []
`;

let base: string;
let local: string;
let lines: LoggedLine[];
let live: LiveKnowledge;
let watch: KnowledgeWatch;

beforeAll(() => trained(smallKnowledge, '/nowhere'));
beforeEach(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'editor-'));
  base = path.join(folder, 'knowledge');
  local = path.join(folder, 'local');
  await cp(smallKnowledge, base, { recursive: true });
  await mkdir(local);
  lines = [];
  live = await createLiveKnowledge({
    folder: [base, local],
    wordTable: '/nowhere',
    today: () => '2026-11-23',
    logger: createListeningLogger(lines),
    trainer: indexOnly
  });
  watch = await live.watch();
  watch.stop();
});
afterEach(() => rm(path.dirname(base), { recursive: true, force: true }));

/** Puts a file into the editor's own folder; it is live when two looks agree. */
async function put(text: string): Promise<void> {
  await mkdir(path.join(local, 'assessments'), { recursive: true });
  await writeFile(path.join(local, 'assessments', 'caravan.yaml'), text);
  await watch.look();
  await watch.look();
}

test('a file in local/assessments is there at once: found, listed, done on Slack, Teams and the page', async () => {
  const chatModule = createAssessments({ knowledge: () => live.current().knowledge });
  const both = await openBothPlatforms(
    () => 'slack:C0EXPERTS',
    () => '',
    live.current,
    [chatModule]
  );
  const falls = 'C0FALLS';
  const sister = '5f3d0c1e-0000-4000-8000-00000000000a';
  try {
    await both.slack.say('mention', 'assess');
    expect(texts(both.slack.at(falls).at(-1)!.blocks)).not.toContain('caravan');
    await put(caravan);

    await both.slack.say('mention', 'assess');
    expect(texts(both.slack.at(falls).at(-1)!.blocks)).toContain('Is the caravan ready to roll?');
    await both.slack.say('mention', 'is the caravan ready to roll');
    expect(texts(both.slack.at(falls).at(-1)!.blocks)).toContain('Is the caravan ready to roll?');
    await both.slack.say('mention', 'assess caravan');
    await both.slack.press(falls, 'Start (2 minutes)');
    expect(await fillAll(both.slack)).toMatch(/Is the caravan ready to roll\?/);

    await both.teams.say('mention', 'assess caravan');
    const channel = both.connector.calls.at(-1)!.conversation;
    await both.teams.press(channel, 'Start (2 minutes)', 'Sister', sister);
    await both.teams.fill({ wheels: '1', tea: '4' });
    expect(texts(both.teams.window())).toContain('1. The wheels are round');

    const web = await openWebStand(both.bot);
    expect(await (await fetch(`${web.origin}/?q=assess+caravan`)).text()).toContain('Is the caravan ready to roll?');
    await web.close();
  } finally {
    await both.close();
  }
});

test('a broken one costs itself alone, and is named with file and line in the log, the state and by “check”', async () => {
  const before = live.current().knowledge;
  await put(caravan.replace('aim_for: 3', 'aim_for: 5'));
  expect([...live.current().knowledge.entries.keys()]).toEqual([...before.entries.keys()]);
  expect(live.current().knowledge.assessments.has('caravan')).toBe(false);
  expect(live.state().faults?.join('\n')).toMatch(/assessments\/caravan\.yaml:\d+: .*aim_for/);
  expect(lines.map(({ event }) => event)).toContain('knowledge.file.left-out');
  const { status, out, err } = await runCli(['check'], { environment: { KNOWLEDGE_DIR: `${base},${local}` } });
  expect([status, out + err]).toEqual([1, expect.stringMatching(/assessments\/caravan\.yaml:\d+: .*aim_for/)]);

  await put(caravan);
  expect(live.current().knowledge.assessments.has('caravan')).toBe(true);
  expect(live.state().faults).toBeUndefined();
  for (const [sound, broken] of [
    ['title: Is the', 'title: [Is the'],
    ['max: 4', 'max: 40'],
    ['points: [wheels, tea]', 'points: [wheels]']
  ] as const) {
    await put(caravan.replace(sound, broken));
    expect(live.current().knowledge.assessments.get('caravan')?.title).toBe('Is the caravan ready to roll?');
    expect(live.state().faults).toEqual([expect.stringMatching(/assessments\/caravan\.yaml:\d+: /)]);
  }
});
