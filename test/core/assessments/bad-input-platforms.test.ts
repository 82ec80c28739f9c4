import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createAssessments } from '../../../src/core/assessments/chat-module.ts';
import { createRoundRun } from '../../../src/core/assessments/round-run.ts';
import type { Assessment } from '../../../src/core/model/assessment.ts';
import type { ChatModule } from '../../../src/core/model/chat-module.ts';
import { type OpenedStore, openStore } from '../../../src/storage/index.ts';
import { createRoundNames } from '../../../src/storage/pseudonym.ts';
import { texts } from '../../contract/platform.contract.ts';
import { fieldsOf, fillAll } from '../../support/assessment-windows.ts';
import { shipped, shippedAssessments } from '../../support/assessments.ts';
import { openBothPlatforms } from '../../support/both-platforms.ts';
import { aKnowledge } from '../../support/entries.ts';
import { createListeningLogger } from '../../support/listening-logger.ts';
import { remindersUnderTest } from '../../support/reminders-under-test.ts';

// What goes wrong on the way, on both platforms by their real SDKs.

const start = Date.UTC(2030, 2, 1, 9);
const hour = 3_600_000;
const falls = 'C0FALLS';
const people = ['sister', 'porter', 'doctor', 'manager'];
const will = shipped('will-it-last', 'rated');

let store: OpenedStore;
let both: Awaited<ReturnType<typeof openBothPlatforms>>;
let now: number;
let assessments: ReadonlyMap<string, Assessment>;
let replica: ChatModule;
let made: number;

const knowledge = () => ({ ...aKnowledge(), assessments });

/** Starts the process anew: what it held in memory is gone. */
function restart(): void {
  const reminders = remindersUnderTest({ store, knowledge, messengers: new Map(), elapsed: () => 0 });
  replica = createAssessments({
    knowledge,
    together: {
      rounds: store.assessments,
      names: createRoundNames(['secret']),
      newId: () => `round-${++made}`,
      reminders: reminders.port
    },
    drafts: reminders.drafts,
    kept: reminders.kept
  });
}

const runRounds = (at: number, rounds = store.assessments) => {
  const nothing = () => undefined;
  return createRoundRun({ rounds, knowledge, messengers: both.messengers, log: nothing, warn: nothing })(at);
};

beforeEach(async () => {
  store = await openStore({ databaseUrl: ':memory:', dataDir: '' }, createListeningLogger());
  now = start;
  assessments = shippedAssessments();
  made = 0;
  restart();
  const explanation = { read: '', corrections: [], words: [], unknown: [], parts: {}, reason: '' };
  both = await openBothPlatforms(
    () => 'slack:C0EXPERTS',
    () => '',
    () => ({
      knowledge: knowledge(),
      matcher: { find: () => ({ outcome: 'none', matches: [], rest: [], explanation }), suggest: () => [] }
    }),
    [
      {
        name: 'assess',
        command: (message, at) => replica.command!(message, at),
        press: (message, at) => replica.press(message, at),
        submit: (message, at) => replica.submit(message, at),
        keep: (message, at) => replica.keep!(message, at)
      }
    ],
    () => now
  );
});
afterEach(async () => {
  expect(both.fakeSlack.complaints).toEqual([]);
  await both.close();
  await store.close();
});

/** Gives the assessment another version, with other points. */
function changeFile(points: typeof will.points): void {
  const pages = [{ title: 'All', points: points.map(({ id }) => id) }];
  assessments = new Map(assessments).set(will.id, { ...will, version: will.version + 1, points, pages });
}

/** Alters the hidden value of the window that stands open, as a client may do. */
function alter(window: unknown, how: (value: Record<string, unknown>) => unknown): void {
  const written = (value: string) => {
    const given = how(JSON.parse(value) as Record<string, unknown>);
    return typeof given === 'string' ? given : JSON.stringify(given);
  };
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const own = node as Record<string, unknown>;
    if (typeof own.private_metadata === 'string') {
      const [origin = '', ...value] = own.private_metadata.split('\n');
      own.private_metadata = `${origin}\n${written(value.join('\n'))}`;
    }
    if (own.form === 'assess.step') own.value = written(String(own.value));
    else for (const inner of Object.values(own)) look(inner);
  };
  look(window);
}

/** One platform, as people in one channel use it. */
interface Side {
  window(): unknown;
  fill(fields: Record<string, string>, name?: string): Promise<unknown>;
  goBack(): Promise<unknown>;
  closeWindow(): void | Promise<void>;
  /** Opens the card of an assessment. */
  say(text: string): Promise<void>;
  /** Presses a button on the newest card of the channel, or on one that was marked. */
  press(label: string, name?: string): Promise<unknown>;
  /** Marks the newest card, which is pressed from then on. */
  mark(): void;
  shown(): string;
  /** Number of messages with these words. */
  count(words: string): number;
  /** The bot is not in the channel any more. */
  leave(): void;
}

const sides: Record<string, () => Side> = {
  Slack() {
    let card: ReturnType<typeof both.slack.at>[number] | undefined;
    return {
      window: () => both.slack.window(),
      fill: (fields, name) => both.slack.fill(fields, name),
      goBack: () => both.slack.goBack(),
      closeWindow: () => both.slack.closeWindow(),
      say: (text) => both.slack.say('mention', text),
      press: (label, name = 'sister') => both.slack.press(falls, label, name, card),
      mark: () => {
        card = both.slack.at(falls).at(-1);
      },
      shown: () => texts([both.slack.window(), both.slack.errors(), both.slack.at(falls).map(({ blocks }) => blocks)]),
      count: (words) => both.slack.at(falls).filter(({ blocks }) => texts(blocks).includes(words)).length,
      leave: () => both.fakeSlack.misbehave('chat.postMessage', { error: 'not_in_channel' })
    };
  },
  Teams() {
    let channel = '';
    let card: ReturnType<typeof both.teams.at>[number] | undefined;
    const idOf = (name: string) => `5f3d0c1e-0000-4000-8000-00000000000${people.indexOf(name)}`;
    return {
      window: () => both.teams.window(),
      fill: (fields) => both.teams.fill(fields),
      goBack: () => both.teams.goBack(),
      closeWindow: () => both.teams.closeWindow(),
      async say(text) {
        await both.teams.say('mention', text);
        channel = both.connector.calls.at(-1)!.conversation;
      },
      press: (label, name = 'sister') => both.teams.press(channel, label, name, idOf(name), card),
      mark: () => {
        card = both.teams.at(channel).at(-1);
      },
      shown: () => texts([both.teams.window(), both.connector.messages().map(({ body }) => body)]),
      count: (words) => both.connector.messages().filter(({ body }) => texts(body).includes(words)).length,
      leave: () => both.connector.fail({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } })
    };
  }
};

/** Somebody asks the team for an hour, and so many people answer. */
async function together(side: Side, answered: number): Promise<void> {
  await side.say('assess will-it-last');
  await side.press('Ask the team');
  await side.fill({ closes: 'hour' });
  side.mark();
  for (const name of people.slice(0, answered)) {
    await side.press('Answer (8 minutes)', name);
    await fillAll(side, name);
  }
}

describe.each(Object.keys(sides))('on %s', (platform) => {
  let side: Side;
  beforeEach(() => {
    side = sides[platform]!();
  });

  const begin = async (id: string, label: string) => {
    await side.say(`assess ${id}`);
    side.mark();
    await side.press(label);
  };

  test('half-filled: what was answered counts, nothing answered gives a plain word, a tree waits for its answer', async () => {
    await begin('will-it-last', 'Quick version (3 minutes)');
    await side.fill({ owner: '0', measure: '3' });
    expect(side.shown()).toContain('A named person owns it, and has a stand-in');
    expect(side.shown()).not.toContain('Too few questions were answered');
    await side.press('Quick version (3 minutes)');
    await side.fill({});
    expect(side.shown()).toContain('Too few questions were answered to go by.');
    await begin('is-it-research', 'Start (3 minutes)');
    await side.fill({ special: '' });
    expect(side.shown()).toContain('Choose one to go on.');
  });

  test('too long: said at the field, with the text still there, and taken once it is shorter', async () => {
    await begin('spread-plan', 'Start (12 minutes)');
    await side.fill({ change: 'x'.repeat(501), aim: 'Ten wards by June', first: 'Ward 4' });
    expect(side.shown()).toContain('Too long by 1 character.');
    expect(JSON.stringify(side.window())).toContain('Ten wards by June');
    await side.fill({ change: 'x'.repeat(500), aim: 'Ten wards by June', first: 'Ward 4' });
    expect(fieldsOf(side.window()).has('people')).toBe(true);
  });

  test('needed and empty: said at the field of each page of a plan, with the other words still there', async () => {
    await begin('spread-plan', 'Start (12 minutes)');
    for (let page = 0; page < 3; page++) {
      const [left, ...others] = [...fieldsOf(side.window()).keys()].filter((id) => id !== 'project');
      const words = Object.fromEntries(others.map((id) => [id, `Ten wards by June, ${id}`]));
      await side.fill({ ...words, [left!]: '  ' });
      expect(side.shown()).toContain('Please write something here, even a first guess.');
      for (const text of Object.values(words)) expect(JSON.stringify(side.window())).toContain(text);
      await side.fill({ ...words, [left!]: 'Now it is there' });
    }
    expect(side.shown()).toContain('Your plan is ready to take along');
  });

  test.each([
    ['not to be read', () => 'rubbish', /I do not know that form/],
    ['of an assessment that is not there', (value: object) => ({ ...value, assessment: 'x' }), /is not there any more/],
    [
      'with a page far off and answers of nothing',
      (value: object) => ({ ...value, page: 99, packed: 'owner:9,x,:' }),
      /Will it last\?/
    ],
    [
      'of another channel’s round',
      (value: object) => ({ ...value, round: 'elsewhere', page: 99 }),
      /over or was deleted/
    ]
  ] as const)('altered: a form %s gets a clear word and crosses nothing', async (_, how, says) => {
    await store.assessments.open({
      ...{ id: 'elsewhere', assessment: will.id, version: will.version, quick: false, project: '', key: 'k' },
      ...{ place: 'slack/T0OTHER/C1', opener: 'o', openedAt: now },
      conversation: { platform: 'slack', tenant: 'T0OTHER', address: 'C1', direct: false }
    });
    await begin('will-it-last', 'Start (8 minutes)');
    alter(side.window(), how);
    await side.fill({ shows: '1' });
    expect(side.shown()).toMatch(says);
    expect(await store.assessments.answers('elsewhere')).toEqual([]);
  });

  test('an old version of the file between two steps: answers stay at their own questions, and the person is told', async () => {
    await begin('will-it-last', 'Start (8 minutes)');
    await side.fill({ shows: '2', easier: '4' });
    const [shows, easier, ...others] = will.points;
    changeFile([{ ...others[0]!, id: 'added', label: 'A new question' }, easier!, ...others]);
    await side.fill({ team: '1' });
    expect(side.shown()).toContain('The questions have changed since you began.');
    const window = JSON.stringify(side.window());
    expect(window).not.toContain(shows!.label);
    const { value } = JSON.parse(
      /(\{\\"assessment.*?\})/.exec(window)![1]!.replace(/^/, '{"value":"').replace(/$/, '"}')
    ) as { value: string };
    expect(JSON.parse(value)).toMatchObject({ packed: 'easier:4,team:1', page: 0 });
  });

  test('two devices: the second takes up what the first gave, and a team counts a person once', async () => {
    await begin('will-it-last', 'Start (8 minutes)');
    await side.fill({ shows: '2' });
    await side.press('Start (8 minutes)');
    expect(side.shown()).toContain('Go on (2 of 3)');
    await side.closeWindow();
    side = sides[platform]!();
    await together(side, 1);
    await side.press('Answer (8 minutes)');
    await fillAll(side, 'sister');
    expect(await store.assessments.answers('round-1')).toHaveLength(1);
  });

  test('a channel that the bot left before the result: nothing is repeated, no answers stay, and the result is there when the bot is back', async () => {
    await together(side, 4);
    side.leave();
    await runRounds(now + hour);
    await runRounds(now + 3 * hour);
    expect(side.shown()).not.toContain('What the team says');
    expect(await store.assessments.answers('round-1')).toEqual([]);
    const left = await store.assessments.find('round-1');
    expect(left).not.toHaveProperty('next');
    // The bot is back: the card that was asked with shows what the team said.
    await side.press('Close and show', 'porter');
    expect(side.shown()).toContain('4 people answered');
  });

  test('a restart in the middle changes nothing for anybody, alone or together', async () => {
    await begin('write-it-up', 'Start (7 minutes)');
    await side.fill({ title: 'yes' });
    restart();
    await fillAll(side);
    expect(side.shown()).toMatch(/easiest to mend|stands out/i);
    side = sides[platform]!();
    await together(side, 2);
    restart();
    for (const name of people.slice(2)) {
      await side.press('Answer (8 minutes)', name);
      await fillAll(side, name);
    }
    const died = { ...store.assessments, posting: () => Promise.reject(new Error('killed')) };
    await expect(runRounds(now + hour, died)).rejects.toThrow('killed');
    await store.assessments.purge(0, now, now + hour + 1);
    for (const later of [2, 3, 4]) await runRounds(now + later * hour);
    expect(side.count('What the team says')).toBe(1);
  });

  test('a replica that does not have the assessment says so; on one that has it the person goes on', async () => {
    await begin('will-it-last', 'Start (8 minutes)');
    await side.fill({ shows: '2' });
    assessments = new Map();
    await side.fill({ team: '1' });
    expect(side.shown()).toContain('This assessment is not there any more.');
    assessments = shippedAssessments();
    await side.press('Start (8 minutes)');
    expect(side.shown()).toContain('Go on (2 of 3)');
  });

  test('a team’s round: a replica without its questions leaves it to others; questions that have changed end it with a word', async () => {
    await together(side, 3);
    await side.press('Answer (8 minutes)', 'manager');
    await side.fill({ shows: '1' }, 'manager');
    assessments = new Map();
    await runRounds(now + hour);
    expect(await store.assessments.answers('round-1')).toHaveLength(3);
    assessments = shippedAssessments();
    changeFile(will.points);
    await side.fill({ team: '1' }, 'manager');
    expect(side.shown()).toContain('The questions have changed since the team was asked');
    expect(await store.assessments.answers('round-1')).toHaveLength(3);
    await runRounds(now + 3 * hour);
    expect(side.shown()).toContain('Will it last? The questions have changed');
    expect(await store.assessments.find('round-1')).toBeUndefined();
  });
});
