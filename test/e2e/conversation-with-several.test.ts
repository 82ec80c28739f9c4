import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { KnowledgeBase } from '../../src/core/model/knowledge-base.ts';
import type { Command } from '../../src/core/model/message.ts';
import { toAsker } from '../../src/core/model/reply.ts';
import { openBothPlatforms } from '../support/both-platforms.ts';
import { tenantId } from '../support/teams-under-test.ts';
import { trainedSmall } from '../support/trained.ts';

/** Content of the screen after a message: all its words, and whether one person alone sees it. */
interface Seen {
  words: string;
  alone: boolean;
}
type Say = (name: 'sister' | 'brother', text: string) => Promise<Seen>;
interface Place {
  say: Say;
  press(name: 'sister' | 'brother', label: string): Promise<Seen>;
}

let known: KnowledgeBase;
let both: Awaited<ReturnType<typeof openBothPlatforms>>;
let tips: Command[];
let now: number;
let sequence = 0;

beforeAll(async () => {
  known = await trainedSmall();
});
beforeEach(async () => {
  tips = [];
  now = Date.now();
  both = await openBothPlatforms(
    () => 'slack:C0EXPERTS',
    () => 'slack:C0EXPERTS',
    () => known,
    [],
    () => now,
    {
      tips: async (command) => {
        tips.push(command);
        return toAsker({ title: 'The tips of this place', text: '' });
      },
      graspOfTips: (rest) => (/^(?:stop|friday|make it friday|)$/.test(rest) ? 'whole' : 'not')
    }
  );
});
afterEach(() => both.close());

function inSlack(thread: string): Place {
  const newest = (): Seen => {
    const { blocks, text, onlyFor } = both.slack.at('C0FALLS').at(-1)!;
    return { words: JSON.stringify([text, blocks]), alone: onlyFor !== undefined };
  };
  return {
    async say(name, text) {
      sequence++;
      const ts = `1795424500.${String(sequence).padStart(6, '0')}`;
      const user = `U0${name.toUpperCase()}`;
      await both.slack.say('mention', text, { user, ts, event_ts: ts, thread_ts: thread });
      return newest();
    },
    async press(name, label) {
      await both.slack.press('C0FALLS', label, name);
      return newest();
    }
  };
}

function inTeams(conversation: Record<string, unknown>): Place {
  const id = String(conversation.id);
  const newest = (): Seen => {
    const { body, targeted } = both.teams.at(id).at(-1)!;
    return { words: JSON.stringify(body), alone: targeted };
  };
  return {
    async say(name, text) {
      const from = { id: `29:${name}`, name, aadObjectId: `${name}-in-the-directory` };
      await both.teams.say('mention', `<at>Spread Bot</at> ${text}`, { from, conversation });
      return newest();
    },
    async press(name, label) {
      await both.teams.press(id, label, name, `${name}-in-the-directory`);
      return newest();
    }
  };
}

const group = (id: string) => () => inTeams({ conversationType: 'groupChat', isGroup: true, tenantId, id });
const channel = { conversationType: 'channel', isGroup: true, tenantId };
const places: [string, () => Place, () => Place][] = [
  ['a thread of Slack', () => inSlack('1795424400.000200'), () => inSlack('1795424400.000300')],
  [
    'a thread of Teams',
    () => inTeams({ ...channel, id: '19:scrubbed-channel@thread.tacv2;messageid=1' }),
    () => inTeams({ ...channel, id: '19:scrubbed-channel@thread.tacv2;messageid=2' })
  ],
  ['a group chat of Teams', group('19:one@thread.v2'), group('19:two@thread.v2')]
];

describe.each(places)('in %s', (_name, open, openOther) => {
  let here: Place;
  beforeEach(() => {
    here = open();
  });

  test('a list that one person alone was shown is chosen from by that person, who alone is answered', async () => {
    expect(await here.say('sister', 'contacts')).toMatchObject({ alone: true });
    const overheard = await here.say('brother', 'the first one');
    expect(overheard.words).toContain('About which?');
    expect(overheard).toMatchObject({ alone: false });
    const chosen = await here.say('sister', 'the first one');
    expect(chosen.words).toContain('library');
    expect(chosen).toMatchObject({ alone: true });
    expect(await here.say('sister', 'what is squire 2.0')).toMatchObject({ alone: false });
    const after = await here.say('sister', 'who wrote it');
    expect(after.words).toContain('SQUIRE');
    expect(after).toMatchObject({ alone: false });
  });

  test('choices that everybody was shown are chosen from by anybody', async () => {
    const choices = await here.say('sister', 'sustainability tool');
    expect(choices.words).toMatch(/This one/);
    const chosen = await here.say('brother', 'the second one');
    expect(chosen).toMatchObject({ alone: false });
    expect(chosen.words).not.toContain('About which?');
  });

  test('what one person opens for themselves is not what another asks about', async () => {
    await here.say('sister', 'what is squire 2.0');
    const opened = await here.press('sister', 'Contact');
    expect(opened).toMatchObject({ alone: true });
    const asked = await here.say('brother', 'who wrote it');
    expect(asked.words).toContain('SQUIRE');
    expect(asked).toMatchObject({ alone: false });
  });

  test('what one person chooses on a card of their own is not what another asks about', async () => {
    await here.say('sister', 'contacts');
    expect(await here.say('sister', 'the fourth one')).toMatchObject({ alone: true });
    const chosen = await here.press('sister', 'This one');
    expect(chosen).toMatchObject({ alone: true });
    const asked = await here.say('brother', 'who do I contact about it');
    expect(asked.words).toContain('I cannot tell which thing this is about');
    expect(await here.say('sister', 'link?')).toMatchObject({ alone: true });
  });

  test('who was shown the tips changes them with a word, and nobody else', async () => {
    await here.say('sister', 'tips');
    await here.say('brother', 'stop');
    await here.say('sister', 'is it free');
    await here.say('sister', 'what is squire');
    expect(tips.map(({ rest }) => rest)).toEqual(['']);
    await here.say('sister', 'tips');
    await here.say('sister', 'ok make it friday');
    expect(tips.map(({ rest }) => rest)).toEqual(['', '', 'make it friday']);
  });

  test('what another thread was shown, or anybody half an hour ago, is not meant', async () => {
    await here.say('sister', 'what is squire 2.0');
    expect((await openOther().say('sister', 'who wrote it')).words).not.toContain('SQUIRE');
    await here.say('sister', 'contacts');
    now += 30 * 60_000;
    expect((await here.say('sister', 'who wrote it')).words).not.toContain('SQUIRE');
    expect((await here.say('sister', 'the first one')).words).toContain('About which?');
  });
});

test.each(places.slice(0, 2))(
  'a list of their own in %s is chosen from in another where nothing was shown, and not where something was',
  async (_name, open, openOther) => {
    await open().say('sister', 'contacts');
    const other = openOther();
    expect(await other.say('sister', 'the second one')).toMatchObject({ alone: true });
    await other.say('brother', 'what is squire 2.0');
    await open().say('sister', 'contacts');
    const asked = await other.say('sister', 'who wrote it');
    expect(asked).toMatchObject({ alone: false });
    expect(asked.words).toContain('SQUIRE');
    expect(await open().say('sister', 'the first one')).toMatchObject({ alone: true });
  }
);
