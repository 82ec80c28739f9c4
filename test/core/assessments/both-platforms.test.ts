import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createAssessments } from '../../../src/core/assessments/chat-module.ts';
import { type OpenedStore, openStore } from '../../../src/storage/index.ts';
import { createRoundNames } from '../../../src/storage/pseudonym.ts';
import { texts } from '../../contract/platform.contract.ts';
import { fieldsOf, fillAll } from '../../support/assessment-windows.ts';
import { shippedAssessments } from '../../support/assessments.ts';
import { openBothPlatforms } from '../../support/both-platforms.ts';
import { aKnowledge, anEntry } from '../../support/entries.ts';
import { createListeningLogger } from '../../support/listening-logger.ts';
import { remindersUnderTest } from '../../support/reminders-under-test.ts';

// Every form is filled in on both platforms, by their real SDKs.

const knowledge = {
  ...aKnowledge(anEntry({ id: 'squire-2', title: 'SQUIRE 2.0' })),
  assessments: shippedAssessments()
};
const falls = 'C0FALLS';
const people = ['sister', 'porter', 'doctor', 'manager'];

const sister = '5f3d0c1e-0000-4000-8000-00000000000a';

let rounds: OpenedStore;
let both: Awaited<ReturnType<typeof openBothPlatforms>>;
beforeEach(async () => {
  rounds = await openStore({ databaseUrl: ':memory:', dataDir: '' }, createListeningLogger());
  let made = 0;
  const parts = { store: rounds, knowledge: () => knowledge, messengers: new Map(), elapsed: () => 0 };
  const reminders = remindersUnderTest(parts);
  const assessments = createAssessments({
    knowledge: () => knowledge,
    together: {
      rounds: rounds.assessments,
      names: createRoundNames(['secret']),
      newId: () => `round-${++made}`,
      reminders: reminders.port
    },
    drafts: reminders.drafts,
    kept: reminders.kept
  });
  const nothing = { find: () => none, suggest: () => [] };
  const none = {
    ...{ outcome: 'none' as const, matches: [], rest: [] },
    explanation: { read: '', corrections: [], words: [], unknown: [], parts: {}, reason: '' }
  };
  both = await openBothPlatforms(
    () => 'slack:C0EXPERTS',
    () => '',
    () => ({ knowledge, matcher: nothing }),
    [assessments]
  );
});
afterEach(async () => {
  expect(both.fakeSlack.complaints).toEqual([]);
  await both.close();
  await rounds.close();
});

test.each([...shippedAssessments().values()].map(({ id, title, minutes }) => [id, title, minutes] as const))(
  '%s is done from the first word to the result on Slack and on Teams',
  async (id, title, minutes) => {
    await both.slack.say('mention', `assess ${id}`);
    expect(texts(both.slack.at(falls).at(-1)!.blocks)).toContain(title);
    await both.slack.press(falls, `Start (${minutes} minutes)`);
    await fillAll(both.slack);
    const onSlack = texts([both.slack.window(), ...both.slack.at(falls).map(({ blocks }) => blocks)]);

    await both.teams.say('direct-message', `assess ${id}`);
    const personal = both.connector.calls.at(-1)!.conversation;
    expect(texts(both.teams.at(personal).at(-1)!.body)).toContain(title);
    await both.teams.press(personal, `Start (${minutes} minutes)`);
    await fillAll(both.teams);
    const onTeams = texts([both.teams.window(), ...both.teams.at(personal).map(({ body }) => body)]);
    for (const shown of [onSlack, onTeams])
      expect(shown).toMatch(/right first|easiest to mend|ready to take along|Whom to ask|stands out/i);
  }
);

/** Lists the kinds of the charts in a payload. */
function charts(payload: unknown): string[] {
  if (typeof payload !== 'object' || payload === null) return [];
  const { type } = payload as { type?: unknown };
  const own = /^(?:data_visualization$|Chart\.)/.test(String(type)) ? [String(type)] : [];
  return [...own, ...Object.values(payload).flatMap(charts)];
}

test('a window closed half-way on Slack is taken up with every choice that was made; the others see nothing of it', async () => {
  await both.slack.say('mention', 'assess will-it-last');
  const card = both.slack.at(falls).at(-1)!;
  await both.slack.press(falls, 'Start (8 minutes)', 'sister', card);
  await both.slack.fill({ shows: '2', easier: '1' }, 'sister');
  await both.slack.choose({ team: '4' }, 'sister');
  await both.slack.choose({ team: '4', senior: 'dont_know' }, 'sister');
  await both.slack.closeWindow('sister');
  expect(both.slack.window()).toBeUndefined();

  await both.slack.press(falls, 'Start (8 minutes)', 'porter', card);
  expect(fieldsOf(both.slack.window()).has('shows')).toBe(true);
  await both.slack.closeWindow('porter');

  await both.slack.press(falls, 'Start (8 minutes)', 'sister', card);
  expect(texts(both.slack.window())).toMatch(/Go on \(2 of 3\)/);
  await both.slack.fill({}, 'sister');
  const window = JSON.stringify(both.slack.window());
  expect(window).toMatch(/"initial_option":\{[^}]*\{[^}]*\},"value":"4"/);
  expect(window).toMatch(/"initial_option":\{[^}]*\{[^}]*\},"value":"dont_know"/);
  await fillAll(both.slack, 'sister');
  await both.slack.press(falls, 'Start (8 minutes)', 'sister', card);
  expect(texts(both.slack.window())).not.toMatch(/Go on \(/);
  expect(texts(both.slack.at(falls).map(({ blocks }) => blocks))).not.toMatch(/Go on/);
});

test('a dialog closed half-way on Teams is taken up at the page that was reached, or begun again', async () => {
  await both.teams.say('direct-message', 'assess spread-plan');
  const personal = both.connector.calls.at(-1)!.conversation;
  const open = () => both.teams.press(personal, 'Start (12 minutes)', 'Sister', sister);
  await open();
  await both.teams.fill({ change: 'A huddle at nine', aim: '10 wards by June', first: 'Ward 4' });
  both.teams.closeWindow();
  await open();
  expect(texts(both.teams.window())).toMatch(/Go on \(2 of 3\)/);
  await both.teams.fill({});
  expect(fieldsOf(both.teams.window()).has('people')).toBe(true);
  await both.teams.goBack();
  expect(JSON.stringify(both.teams.window())).toContain('A huddle at nine');
  both.teams.closeWindow();
  await open();
  await both.teams.goBack();
  expect(JSON.stringify(both.teams.window())).not.toContain('A huddle at nine');
  await both.teams.press(personal, 'Start (12 minutes)', 'Porter', sister.replace('a', 'b'));
  expect(fieldsOf(both.teams.window()).has('change')).toBe(true);
});

test('what is asked for in a channel is for its person alone; the team is asked in front of everybody', async () => {
  await both.slack.say('mention', 'assess');
  const list = both.slack.at(falls).at(-1)!;
  const blocks = (list.blocks as unknown[]).filter((block) => JSON.stringify(block).includes('"will-it-last"'));
  await both.slack.press(falls, 'Look', 'sister', { ...list, blocks });
  const card = both.slack.at(falls).at(-1)!;
  expect([list.onlyFor, card.onlyFor]).toEqual(['U0SISTER', 'U0SISTER']);
  await both.slack.press(falls, 'Ask the team', 'sister', card);
  await both.slack.fill({ closes: 'day' });
  const asked = both.slack.at(falls).at(-1)!;
  expect(texts(asked.blocks)).toContain('Answer alone, then talk');
  expect(asked.onlyFor).toBeUndefined();

  await both.teams.say('mention', 'assess');
  const channel = both.connector.calls.at(-1)!.conversation;
  expect(both.connector.messages().at(-1)!.targeted).toBe(true);
  await both.teams.press(channel, 'Look', 'sister', sister);
  const shown = both.connector.messages().at(-1)!;
  expect(texts(shown.body)).toContain('Get a first idea');
  expect(shown.targeted).toBe(true);
});

test('a ward does it together on Slack: four answer alone, the opener closes it, nobody is named', async () => {
  await both.slack.say('mention', 'assess will-it-last');
  await both.slack.press(falls, 'Ask the team');
  await both.slack.fill({ closes: 'day', project: 'Falls huddle' });
  const asked = both.slack.at(falls).at(-1)!;
  expect(texts(asked.blocks)).toMatch(/a day after this was asked/);
  for (const name of people) {
    await both.slack.press(falls, 'Answer (8 minutes)', name, asked);
    await fillAll(both.slack, name, name === 'porter' ? -6 : -3);
    if (name !== people[2]) continue;
    await both.slack.press(falls, 'Close and show', 'sister', asked);
    expect(texts(both.slack.at(falls).map(({ blocks }) => blocks))).toMatch(/Fewer than four/);
  }
  expect(await rounds.assessments.answers('round-1')).toHaveLength(4);
  await both.slack.press(falls, 'Close and show', 'porter', asked);
  expect(texts(both.slack.at(falls).map(({ blocks }) => blocks))).not.toContain('What the team says');
  await both.slack.press(falls, 'Close and show', 'sister', asked);
  const shown = texts(both.slack.at(falls).map(({ blocks }) => blocks));
  expect(shown).toContain('What the team says');
  expect(shown).toContain('4 people answered');
  expect(shown).not.toMatch(/porter|doctor|U0PORTER/i);
  expect(charts(both.slack.at(falls).map(({ blocks }) => blocks))).toEqual(['data_visualization']);
});

test('a chart that Slack refuses is left out, and the words are there all the same', async () => {
  await both.slack.say('mention', 'assess will-it-last');
  await both.slack.press(falls, 'Ask the team');
  await both.slack.fill({ closes: 'day' });
  const asked = both.slack.at(falls).at(-1)!;
  for (const name of people) {
    await both.slack.press(falls, 'Answer (8 minutes)', name, asked);
    await fillAll(both.slack, name, name === 'porter' ? -6 : -3);
  }
  both.fakeSlack.misbehave('response_url', { error: 'invalid_blocks' });
  await both.slack.press(falls, 'Close and show', 'sister', asked);
  const shown = both.slack.at(falls).map(({ blocks }) => blocks);
  expect(texts(shown)).toContain('4 people answered');
  expect(charts(shown)).toEqual([]);
});

test('a ward does it together on Teams: three are too few, four are shown, nobody is named', async () => {
  await both.teams.say('mention', 'assess will-it-last');
  const channel = both.connector.calls.at(-1)!.conversation;
  const idOf = (name: string) => sister.replace(/a$/, String(people.indexOf(name)));
  await both.teams.press(channel, 'Ask the team', 'sister', idOf('sister'));
  await both.teams.fill({ closes: 'hour', project: 'Falls huddle' });
  const asked = both.teams.at(channel).at(-1)!;
  expect(texts(asked.body)).toMatch(/an hour after this was asked/);
  for (const name of people) {
    await both.teams.press(channel, 'Answer (8 minutes)', name, idOf(name), asked);
    await fillAll(both.teams, name, name === 'porter' ? -6 : -3);
    if (name !== people[2]) continue;
    await both.teams.press(channel, 'Close and show', 'sister', idOf('sister'), asked);
    expect(texts(both.teams.at(channel).map(({ body }) => body))).not.toContain('What the team says');
  }
  expect(await rounds.assessments.answers('round-1')).toHaveLength(4);
  await both.teams.press(channel, 'Close and show', 'porter', idOf('porter'), asked);
  expect(texts(both.teams.at(channel).map(({ body }) => body))).not.toContain('What the team says');
  await both.teams.press(channel, 'Close and show', 'sister', idOf('sister'), asked);
  const shown = both.teams.at(channel).map(({ body }) => texts((body as { attachments?: unknown }).attachments));
  const result = shown.find((card) => card.includes('What the team says'));
  expect(result).toContain('4 people answered');
  expect(result).not.toMatch(/porter|doctor|29:/i);
  expect(charts(both.teams.at(channel).map(({ body }) => body))).toEqual(['Chart.HorizontalBar.Stacked']);
});
