import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { KnowledgeBase } from '../../src/core/model/knowledge-base.ts';
import { openBothPlatforms } from '../support/both-platforms.ts';
import { fixture as slackFixture } from '../support/slack-stand.ts';
import { fixture as teamsFixture, tenantId } from '../support/teams-under-test.ts';
import { trainedSmall } from '../support/trained.ts';

/** Content of a screen after something was said or pressed: all its words, and whether one person alone sees it. */
interface Seen {
  all: string;
  alone: boolean;
}
interface Place {
  /** Looks something up in private, in a channel. */
  find(text: string): Promise<Seen>;
  /** Looks something up with words that everybody reads. */
  findOpenly(text: string): Promise<Seen>;
  press(label: string): Promise<Seen>;
  /** Everything that others in the channel are shown or sent. */
  public(): string;
}

let known: KnowledgeBase;
let both: Awaited<ReturnType<typeof openBothPlatforms>>;
let now: number;

beforeAll(async () => {
  known = await trainedSmall();
});
beforeEach(async () => {
  now = Date.now();
  both = await openBothPlatforms(
    () => 'slack:C0EXPERTS',
    () => '',
    () => known,
    [],
    () => now
  );
});
afterEach(() => both.close());

function inSlack(): Place {
  const all = () => both.slack.at('C0FALLS');
  const newest = (): Seen => ({ all: JSON.stringify(all().at(-1)), alone: all().at(-1)!.onlyFor !== undefined });
  return {
    async find(text) {
      const response_url = both.fakeSlack.responseUrl('C0FALLS', 'U0SISTER');
      await both.slack.deliver({ ...slackFixture('command'), text, trigger_id: randomUUID(), response_url });
      return newest();
    },
    async findOpenly(text) {
      await both.slack.say('mention', `find ${text}`);
      return newest();
    },
    async press(label) {
      await both.slack.press('C0FALLS', label);
      return newest();
    },
    public: () => JSON.stringify(all().filter(({ onlyFor }) => onlyFor === undefined))
  };
}

function inTeams(): Place {
  const id = '19:scrubbed-group@thread.v2';
  const conversation = { isGroup: true, conversationType: 'groupChat', tenantId, id };
  const all = () => both.teams.at(id);
  const newest = (): Seen => ({ all: JSON.stringify(all().at(-1)!.body), alone: all().at(-1)!.targeted });
  const recipient = { ...(teamsFixture('mention').recipient as Record<string, unknown>), isTargeted: true };
  return {
    async find(text) {
      await both.teams.say('mention', `/find ${text}`, { conversation, recipient, entities: [] });
      return newest();
    },
    async findOpenly(text) {
      await both.teams.say('mention', `<at>Spread Bot</at> find ${text}`, { conversation });
      return newest();
    },
    async press(label) {
      await both.teams.press(id, label, 'Sister Example', 'a-sister');
      return newest();
    },
    public: () =>
      JSON.stringify(
        all()
          .filter(({ targeted }) => !targeted)
          .map(({ body }) => body)
      )
  };
}

describe.each([
  ['Slack', inSlack],
  ['Teams', inTeams]
] as const)('on %s', (_name, open) => {
  const patient = 'sustainability plan for Mrs Ethel Barker NHS 943 476 5919';
  const details = /Ethel|Barker|943\D?476|476\D?5919/;

  test('who looks up a patient’s details in private is warned, and they stand on no part of the card', async () => {
    const card = await open().find(patient);
    expect(card).toMatchObject({ alone: true, all: expect.stringContaining('seems to hold an NHS number') });
    expect(card.all).toContain('sustainability plan for [name]');
    expect(card.all).not.toMatch(details);
  });

  test('a list is shared without the words that found it, masked or not', async () => {
    const place = open();
    for (const words of [patient, 'useless manager Bob, framework for spread']) {
      expect(await place.find(words)).toMatchObject({ alone: true });
      expect(await place.press('Share with everybody here')).toMatchObject({
        alone: false,
        all: expect.stringContaining('shares the list without the words')
      });
    }
    expect(place.public()).not.toMatch(/Ethel|Barker|943\D?476|476\D?5919|Bob|manager|useless|\[name\]/);
    expect(place.public()).toContain('ihi-framework-for-spread');
  });

  test('“Share” pressed twice in a hurry posts once, and again when it is pressed later', async () => {
    const place = open();
    const posts = () => (JSON.parse(place.public()) as unknown[]).length;
    await place.find('framework for spread');
    await Promise.all([place.press('Share with everybody here'), place.press('Share with everybody here')]);
    expect(posts()).toBe(1);
    await place.find('framework for spread');
    await place.press('Share with everybody here');
    expect(posts()).toBe(1);
    now += 6_000;
    await place.find('framework for spread');
    await place.press('Share with everybody here');
    expect(posts()).toBe(2);
  });

  test('a further page and a narrower list of it say no more', async () => {
    const place = open();
    await place.find(patient);
    const narrowed = await place.press('Only sustainability');
    expect(narrowed).toMatchObject({ alone: true });
    expect(narrowed.all).not.toMatch(details);
    await place.press('Share with everybody here');
    expect(place.public()).not.toMatch(/Ethel|Barker|943\D?476|476\D?5919|plan for|\[name\]/);
  });

  test('who looks up a danger to a life is told whom to ring, and nothing is found for it', async () => {
    const card = await open().find('I want to kill myself tonight');
    expect(card).toMatchObject({ alone: true, all: expect.stringContaining('This needs a person, now') });
    expect(card.all).not.toContain('What I found');
  });

  test('what is looked up by a mention is masked in the list and its buttons', async () => {
    const card = await open().findOpenly(patient);
    expect(card.all).toContain('seems to hold an NHS number');
    expect(card.all).not.toMatch(details);
  });

  test('a list of a topic is shared as it is', async () => {
    const place = open();
    await place.find('topics sustainability');
    expect(await place.press('Share with everybody here')).toMatchObject({ alone: false });
    expect(place.public()).toMatch(/Only publishing|long-term-success-tool/);
  });
});
