import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { reviewedShare } from '../../src/core/time/review-dates.ts';
import { openBothPlatforms } from '../support/both-platforms.ts';
import { createEditingWorld, type EditingWorld } from '../support/editing-world.ts';

const chat = 'a:1scrubbed-personal';
const inSlack = 'D0SISTER';
const zebra = {
  title: 'Zebra planner',
  kind: 'tool',
  topic: 'spread',
  body: 'A **planner** for gallivanting zebras.\n\n- It is free.\n- See [the page](https://example.org/z).',
  asks: 'how do zebras gallivant\nwhere is the zebra planner',
  year: '2024',
  contact: 'contact-your-nhs-library'
};

/** Person who speaks and presses in the fixtures. */
const teamsEditor = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const editors = ['slack:U0SISTER', `teams:${teamsEditor}`];

let world: EditingWorld;
let both: Awaited<ReturnType<typeof openBothPlatforms>>;

const open = async (those: readonly string[]): Promise<void> => {
  world = await createEditingWorld({ editors: those });
  const { knowledgeBase, chatModule } = world;
  both = await openBothPlatforms(
    () => 'https://hospital.slack.com/archives/C0EXPERTS',
    () => '',
    knowledgeBase.current,
    [chatModule],
    world.now
  );
};
afterEach(async () => {
  await both.close();
  await world.close();
  expect(both.fakeSlack.complaints).toEqual([]);
  expect([...both.lines, ...world.lines].filter(({ level }) => level === 'error')).toEqual([]);
});

const shown = (what: unknown): string => JSON.stringify(what);

describe('an editor', () => {
  beforeEach(() => open(editors));

  test('in Slack adds an entry in a modal, looks at it, publishes it, and it is answered in Teams', async () => {
    const { slack, teams } = both;
    await slack.say('direct-message', 'entries');
    expect(slack.at(inSlack).at(-1)?.text).toMatch(/^The entries$/m);
    await slack.press(inSlack, 'Add an entry');
    await slack.fill({ ...zebra, asks: 'what is squire' });
    expect(slack.errors()).toEqual({ asks: expect.stringContaining('is asked by resources/squire-2.md') });
    await slack.fill({ ...zebra });
    expect(shown(slack.window())).toMatch(/How it will look.*Zebra planner.*gallivanting zebras/s);
    await slack.fill({ save: 'current' });
    expect(shown(slack.window())).toMatch(/Published.*It is saved in resources\/zebra-planner\.md/s);
    await world.learn();
    await teams.say('direct-message', 'how do zebras gallivant');
    expect(shown(teams.at(chat).at(-1)?.body)).toContain('Zebra planner');
    expect(await world.file('resources/zebra-planner.md')).toContain(`\n---\n\n${zebra.body}\n`);
  });

  test('in Teams does the same in a dialog, and it is answered in Slack', async () => {
    const { slack, teams } = both;
    const press = (label: string) => teams.press(chat, label, 'Editor', teamsEditor);
    await teams.say('direct-message', 'entries add');
    await press('Open the form');
    await teams.fill({ ...zebra, asks: 'what is squire' });
    expect(shown(teams.window())).toContain('is asked by resources/squire-2.md');
    await teams.fill({ ...zebra });
    expect(shown(teams.window())).toMatch(/Zebra planner.*gallivanting zebras/s);
    await teams.fill({ save: 'current' });
    await world.learn();
    await slack.say('direct-message', 'how do zebras gallivant');
    expect(slack.at(inSlack).at(-1)?.text).toMatch(/^Zebra planner/m);
    expect(await world.file('resources/zebra-planner.md')).toContain(`\n---\n\n${zebra.body}\n`);
  });

  test.each(['slack', 'teams'] as const)(
    'opens and saves every entry in %s, and nothing in it changes',
    async (platform) => {
      const { slack, teams } = both;
      for (const [id, { file }] of world.knowledgeBase.current().knowledge.entries) {
        const before = await world.file(file);
        await both[platform].say('direct-message', `entries edit ${id}`);
        if (platform === 'slack') await slack.press(inSlack, 'Edit');
        else await teams.press(chat, 'Edit', 'Editor', teamsEditor);
        await both[platform].fill({});
        expect(shown(both[platform].window())).toContain('If something is wrong, change it below');
        await both[platform].fill({});
        expect(await world.file(file)).toBe(before);
      }
    }
  );

  test.each(['slack', 'teams'] as const)(
    'says in %s by one press that an entry was checked, and its card names the team on both',
    async (platform) => {
      const { slack, teams } = both;
      await both[platform].say('direct-message', 'entries unreviewed');
      const [first] = reviewedShare(world.knowledgeBase.current().knowledge).left;
      if (platform === 'slack') await slack.press(inSlack, 'I have checked this');
      else await teams.press(chat, 'I have checked this', 'Editor', teamsEditor);
      expect(both[platform].window()).toBeUndefined();
      await world.learn();
      await slack.say('direct-message', first!.title);
      await teams.say('direct-message', first!.title);
      const foot = 'Reviewed 23 November 2026 by QI team, Northtown';
      expect(shown(slack.at(inSlack).at(-1)?.blocks)).toContain(foot);
      expect(shown(teams.at(chat).at(-1)?.body)).toContain(foot);
    }
  );

  test('withdraws an entry in Slack, in a window without fields', async () => {
    const { slack } = both;
    await slack.say('direct-message', 'entries withdraw psat');
    await slack.press(inSlack, 'Withdraw');
    await slack.fill({});
    expect(shown(slack.window())).toContain('Withdrawn');
    expect(await world.file('resources/psat.md')).toContain('status: draft');
  });
});

test('who is no editor is told so, on either platform, and sees no window', async () => {
  await open([]);
  const { slack, teams } = both;
  await slack.say('direct-message', 'entries edit psat');
  expect(slack.at(inSlack).at(-1)?.text).toMatch(/^Only editors change entries/m);
  await teams.say('direct-message', 'entries');
  expect(shown(teams.at(chat).at(-1)?.body)).toContain('Only editors change entries');
});
