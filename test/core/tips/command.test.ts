import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toPlainText } from '../../../src/core/conversation/plain-text.ts';
import type { Person } from '../../../src/core/model/message.ts';
import type { Reply } from '../../../src/core/model/reply.ts';
import type { Tips, TipsParts } from '../../../src/core/tips/index.ts';
import { runs } from '../../support/property-runs.ts';
import {
  channel,
  createWorld,
  day,
  hour,
  minute,
  someTips,
  tipsCommand,
  type World
} from '../../support/tips-world.ts';

// Weeks go by in a test, some thousand runs; the machine may be busy.

let world: World;
let tips: Tips;
const general = channel('C1');

const begin = async (parts: Partial<TipsParts> = {}) => {
  world = await createWorld('schedule', '2026-11-23T12:00:00Z', parts);
  tips = world.replica();
};
beforeEach(() => begin());
afterEach(() => world.close());

const say = (rest: string, where = general, from: Partial<Person> = {}): Promise<Reply> =>
  tips.command(tipsCommand(rest, where, from), world.now());
const text = async (rest: string, where = general, from: Partial<Person> = {}) =>
  toPlainText((await say(rest, where, from)).card);
const kept = () => world.store.find('fake/T1/C1');

describe('tips in chat', () => {
  test('in a direct conversation nothing is said of a channel, nor of others who can change them', async () => {
    const direct = { ...channel('D1'), direct: true };
    for (const rest of ['', 'status', 'weekly monday 09:00', 'pause', 'stop'])
      expect(await text(rest, direct)).not.toMatch(/\bchannel\b|anybody/i);
  });

  test('where the knowledge has no tips none are offered, and those that come are still stopped', async () => {
    await say('weekly monday 09:00');
    world.know([]);
    for (const rest of ['', 'help', 'weekly monday 09:00', 'now'])
      expect(await text(rest, channel('C2'))).toMatch(/^I have no tips to send/);
    expect(await text('stop')).toContain('No more tips here');
  });

  test('a tip on another day than the next one is left out when its day comes; on a day without one nothing changes', async () => {
    await say('weekly monday 09:00');
    const before = await kept();
    expect(await text('skip thursday')).toContain('No tip is planned for that day.');
    expect(await kept()).toEqual(before);
    expect(await text('skip 14 december')).toContain('not on 14 December 2026. The next: Monday 30 November 2026');
    expect(await text('skip monday')).toContain('The tip of 30 November 2026 is left out.');
  });

  test('a day that no year has, and a time away without dates, change nothing and are answered with what to write', async () => {
    await say('weekly monday 09:00');
    const before = await kept();
    expect(await text('pause until 30 february')).toContain('There is no 30 February. Nothing has changed.');
    expect(await text('resume on 31/6')).toContain('There is no 31 June. Nothing has changed.');
    expect(await text('skip 31 november')).toContain('There is no 31 November.');
    for (const away of ['stop the tips over the summer holidays', 'pause for the summer', 'stop in the holidays'])
      expect(await text(away)).toMatch(/Nothing has changed\.[\s\S]*tips pause from 20 December to 3 January/);
    expect(await kept()).toEqual(before);
  });

  test('“every friday 2pm about spread” subscribes, tells the channel once, and tells the asker the next time', async () => {
    const reply = await say('every friday 2pm about spread');
    expect(reply.audience).toBe('asker');
    expect(toPlainText(reply.card)).toContain(
      'every Friday at 14:00 (Europe/London), about spread. The next: Friday 27 November 2026 at 14:00'
    );
    expect(world.far.shown).toHaveLength(1);
    expect(toPlainText(world.far.shown[0]!.card)).toContain('A tip comes every Friday at 14:00');
  });

  test('the zone is the asker’s own, else London, and can be named', async () => {
    await say('monday 9am', channel('C1'), { timeZone: 'America/New_York' });
    expect((await kept())?.rule.zone).toBe('America/New_York');
    await say('monday 9am Europe/Dublin', channel('C1'), { timeZone: 'America/New_York' });
    expect((await kept())?.rule.zone).toBe('Europe/Dublin');
    expect(await text('weekly', channel('C2'), { timeZone: 'Mars/Phobos' })).toContain('(Europe/London)');
  });

  test('a platform that tells the zone only when asked is asked, once and only for a new one; the zone taken is told', async () => {
    let asked = 0;
    const timeZone = async (_: unknown, personId: string) => {
      asked += 1;
      return personId === 'U1' ? 'Europe/Paris' : undefined;
    };
    Object.assign(world.far.scheduling, { timeZone });
    const first = await text('every friday 2pm');
    expect(first).toContain('every Friday at 14:00 (Europe/Paris)');
    expect(first).toContain(
      'The time is that of Europe/Paris. For another write for example “tips 14:00 Europe/Paris”.'
    );
    expect(await text('tuesday')).not.toContain('The time is that of');
    expect(await text('10:15 Europe/Dublin')).toContain('every Tuesday at 10:15 (Europe/Dublin)');
    await text('monday 9am Europe/Rome', channel('C2'));
    expect(asked).toBe(1);
    const unknown = await text('monday 9am', channel('D1', { direct: true }), { id: 'U2' });
    expect(unknown).toContain('The time is that of Europe/London.');
  });

  test('what is not named stays as it was', async () => {
    await say('every friday 2pm about spread');
    expect(await text('skip bank holidays')).toContain(
      'every Friday at 14:00 (Europe/London), about spread, not on bank holidays'
    );
    expect(await text('monthly')).toContain('on the first Friday of the month at 14:00');
    expect(await text('10:15')).toContain('on the first Friday of the month at 10:15');
    expect(await text('on the 15th')).toContain('on the 15th of the month at 10:15');
    expect(await text('fortnightly about all topics')).toContain(
      'every other Friday at 10:15 (Europe/London), not on bank holidays'
    );
    expect((await kept())?.rule).not.toHaveProperty('day');
  });

  test('what is not understood is explained with an example, and nothing is changed', async () => {
    expect(await text('when the moon is full')).toMatch(
      /I did not understand “when moon is full”[\s\S]*tips weekly monday 09:00/
    );
    expect(await kept()).toBeUndefined();
  });

  test('a channel the bot is not in gets no subscription', async () => {
    world.far.withFaults(() => 'gone');
    expect(await text('weekly monday 09:00')).toContain('I may not write here');
    expect(await kept()).toBeUndefined();
    world.far.withFaults(() => 'limited');
    expect(await text('weekly monday 09:00')).toContain('Please write the same again in a minute');
    expect(await kept()).toBeUndefined();
  });

  test('a channel in which posting is suspended is told so, without advice that does not help', async () => {
    world.far.withFaults(() => 'refused');
    const said = await text('weekly monday 09:00');
    expect(said).toMatch(/I may not write here\. Posting is suspended\..*Ask whoever looks after me/s);
    expect(said).not.toContain('Add me here');
    expect(await kept()).toBeUndefined();
  });

  test('where nobody knows whether the channel was told, whoever asked is told so', async () => {
    world.far.withFaults(() => 'reset');
    expect(await text('weekly monday 09:00')).toMatch(/I cannot tell whether people here have seen.*Done/s);
    expect(await kept()).toMatchObject({ state: 'active' });
  });

  test('refused by the channel, tips that were stopped there are still stopped', async () => {
    await say('weekly monday 09:00');
    await say('stop');
    const stopped = await kept();
    world.far.withFaults(() => 'gone');
    await say('weekly friday 10:00');
    expect(await kept()).toEqual(stopped);
  });

  test('refused by the channel, tips that somebody else set up meanwhile stand', async () => {
    const other = world.replica();
    let meanwhile: Promise<Reply> | undefined;
    const slow = {
      ...world.store,
      takeBack: async (...taken: Parameters<typeof world.store.takeBack>) => {
        world.far.withFaults(() => undefined);
        meanwhile = other.command(tipsCommand('weekly friday 10:00', general), world.now() + 1);
        await meanwhile;
        return world.store.takeBack(...taken);
      }
    };
    for (const before of [false, true]) {
      if (before) await say('stop');
      world.far.withFaults(() => 'gone');
      world.pass(1000);
      await world.replica(slow).command(tipsCommand('weekly tuesday 10:00', general), world.now());
      expect(meanwhile).toBeDefined();
      expect(await text('status')).toContain('every Friday at 10:00');
    }
  });

  test('tips that the channel was not told of, and that the store does not take back, are in the log', async () => {
    const stuck = { ...world.store, takeBack: () => Promise.reject(new Error('database is locked')) };
    world.far.withFaults(() => 'gone');
    await expect(
      world.replica(stuck).command(tipsCommand('weekly tuesday 10:00', general), world.now())
    ).rejects.toThrow('locked');
    const { id } = (await kept())!;
    expect(world.lines).toMatchObject([{ event: 'tips.untold', fields: { subscription: id, error: 'Error' } }]);
    expect(JSON.stringify(world.lines)).not.toContain('C1');
    // Written again, as the person is asked to, it is an answer to everybody.
    expect((await say('weekly tuesday 10:00')).audience).toBe('everyone');
  });

  test('what cannot be kept is not promised to the channel', async () => {
    const full = { ...world.store, save: () => Promise.reject(new Error('database or disk is full')) };
    await expect(
      world.replica(full).command(tipsCommand('weekly tuesday 10:00', general), world.now())
    ).rejects.toThrow('full');
    expect(world.far.shown).toEqual([]);
  });

  test('a thread belongs to its channel', async () => {
    await say('weekly', channel('C1/171.5', { home: 'C1' }));
    expect((await kept())?.conversation).toEqual(general);
    expect(await text('status')).toContain('every Monday at 09:00');
  });

  test('a channel whose address has changed keeps its tips, and they go to the new one', async () => {
    await say('weekly monday 09:00', channel('old', { place: 'C1' }));
    expect(await text('status', channel('new', { place: 'C1' }))).toContain('every Monday at 09:00');
    await world.live('2026-11-30T12:00:00Z', [tips], 3 * hour);
    expect([world.seen('old').length, world.seen('new').length]).toEqual([0, 1]);
  });

  test('only those who are named, where some are; asking how it stands is for all', async () => {
    await world.close();
    await begin({ admins: ['fake:ADMIN'] });
    for (const rest of ['weekly', 'pause', 'stop', 'skip', 'resume']) {
      expect(await text(rest)).toContain('Only those whom the operators of this bot have named');
    }
    expect(await text('weekly', general, { id: 'ADMIN' })).toContain('Done');
    expect(await text('status')).toContain('every Monday at 09:00');
    expect((await say('now')).audience).toBe('asker');
  });

  test('pause until a date holds tips back until then, and names the next', async () => {
    await say('weekly monday 09:00');
    expect(await text('pause until 25 December')).toContain('Tips are paused until 25 December 2026');
    await world.live('2026-12-28T12:00:00Z', [tips], 3 * hour);
    expect(world.seen('C1').map(({ at }) => new Date(at).toISOString().slice(0, 10))).toEqual(['2026-12-28']);
    expect(await text('pause until yesterday')).toContain('I did not find a date to come');
    expect(await text('not on mondays')).toContain('That leaves no day');
  });

  const days = () => world.seen('C1').map(({ at }) => new Date(at).toISOString().slice(0, 10));

  test('a break to come leaves tips as they are until it begins, and is named until it is over', async () => {
    await say('weekly monday 09:00');
    expect(await text('pause from 5 december to 20 december')).toContain(
      'not from 5 December 2026 to 20 December 2026. The next: Monday 30 November 2026'
    );
    await world.live('2026-12-22T12:00:00Z', [tips], 6 * hour);
    expect(days()).toEqual(['2026-11-30', '2026-12-21']);
    expect(await text('status')).not.toContain('not from');
  });

  test('a pause from a day on, without an end, begins on it and lasts until “resume”', async () => {
    await say('weekly monday 09:00');
    expect(await text('pause from 10 december')).toContain(
      'not from 10 December 2026 on until somebody writes tips resume. The next: Monday 30 November 2026'
    );
    await world.live('2027-03-01T12:00:00Z', [tips], 6 * hour);
    expect(days()).toEqual(['2026-11-30', '2026-12-07']);
    expect(await text('status')).toContain('until somebody writes tips resume');
    expect(await text('resume')).toContain('every Monday at 09:00 (Europe/London). The next: Monday 8 March 2027');
  });

  test('“resume” takes back a pause without an end before it begins, and so does asking for tips while it lasts', async () => {
    await say('weekly monday 09:00');
    for (const words of ['pause after christmas', 'pause starting 5 january', 'stop from friday']) {
      expect(await text(words)).toContain('on until somebody writes');
      expect(await text('resume')).not.toContain('not from');
    }
    await say('pause from tomorrow');
    expect((await kept())?.next).toBeUndefined();
    expect(await text('weekly monday 10:00')).toContain('on until somebody writes');
    await world.live('2026-11-25T12:00:00Z', [tips], 6 * hour);
    expect(await text('fridays at 10')).toContain('The next: Friday 27 November 2026 at 10:00');
  });

  test('one day is left out of a list of days, not its weekday', async () => {
    expect(await text('mon wed and fri at 9 but not this friday')).toContain(
      'every Monday, Wednesday and Friday at 09:00 (Europe/London), not on 27 November 2026'
    );
  });

  test('“resume” ends a break under way; one to come stays', async () => {
    await say('weekly monday 09:00');
    await say('pause from 25 november to 20 december');
    await say('not in the week of 25 january');
    await world.live('2026-11-26T12:00:00Z', [tips], 6 * hour);
    const resumed = await text('resume');
    expect(resumed).toContain('The next: Monday 30 November 2026');
    expect(resumed).toContain('not from 25 January 2027 to 31 January 2027');
    expect(resumed).not.toContain('20 December');
  });

  test('“skip the next two” leaves out two, in a fortnight as in a week', async () => {
    await say('fortnightly monday 09:00');
    expect(await text('skip the next two')).toContain('not from 30 November 2026 to 14 December 2026');
    await world.live('2026-12-29T12:00:00Z', [tips], 6 * hour);
    expect(days()).toEqual(['2026-12-28']);
  });

  test('tips that are to begin on a day begin on it, and keep to it when the time is changed before', async () => {
    expect(await text('fortnightly from 8 december')).toContain('The next: Tuesday 8 December 2026');
    expect(await text('10:15')).toContain('every other Tuesday at 10:15 (Europe/London), from 8 December 2026 on');
    await world.live('2026-12-23T12:00:00Z', [tips], 6 * hour);
    expect(days()).toEqual(['2026-12-08', '2026-12-22']);
    expect(await text('status')).not.toContain('from 8 December');
  });

  test('“start in the new year” begins tips where there are none', async () => {
    expect(await text('start in the new year')).toContain('from 1 January 2027 on. The next: Monday 4 January 2027');
  });

  test('months without tips add up, and come back by name', async () => {
    await say('weekly monday 09:00 not in august');
    expect(await text('not in december')).toContain('not in August and December. The next: Monday 30 November 2026');
    await world.live('2027-01-05T12:00:00Z', [tips], 6 * hour);
    expect(days()).toEqual(['2026-11-30', '2027-01-04']);
    expect(await text('in december too')).toMatch(/not in August\./);
  });

  test('pause, resume, stop and beginning again', async () => {
    await say('weekly monday 09:00');
    expect(await text('pause')).toContain('Tips are paused');
    await world.live('2026-12-01T12:00:00Z', [tips], 6 * hour);
    expect(world.seen('C1')).toHaveLength(0);
    expect(await text('resume')).toContain('The next: Monday 7 December 2026 at 09:00');
    await world.live('2026-12-07T12:00:00Z', [tips], 3 * hour);
    expect(world.seen('C1')).toHaveLength(1);
    expect(await text('stop')).toContain('No more tips here');
    await world.live('2026-12-15T12:00:00Z', [tips], 6 * hour);
    expect(world.seen('C1')).toHaveLength(1);
    expect(await text('pause')).toContain('No tips come here yet');
    await say('weekly monday 09:00');
    await world.live('2026-12-21T12:00:00Z', [tips], 3 * hour);
    const [first, second] = world.seen('C1').map(({ card }) => card.text);
    expect(second).toBeDefined();
    expect(second).not.toBe(first);
  });

  test.each(['pause', 'stop', 'skip'])(
    '“%s” ten minutes before the time takes back what the far side holds',
    async (word) => {
      await say('weekly monday 09:00');
      await world.live('2026-11-30T08:30:00Z', [tips], 3 * hour);
      await world.live('2026-11-30T08:50:00Z', [tips], 5 * minute);
      expect(world.far.waiting.size).toBe(1);
      await say(word);
      expect(world.far.waiting.size).toBe(0);
      await world.live('2026-11-30T12:00:00Z', [tips], 5 * minute);
      expect(world.seen('C1')).toHaveLength(0);
    }
  );

  test('“skip” leaves out one, and the next comes', async () => {
    await say('weekly monday 09:00');
    expect(await text('skip')).toContain('The tip of 30 November 2026 is left out');
    await world.live('2026-12-07T12:00:00Z', [tips], 3 * hour);
    expect(world.seen('C1').map(({ at }) => new Date(at).toISOString().slice(0, 10))).toEqual(['2026-12-07']);
    expect(await text('status')).toContain('30 November 2026: left out (skipped by request)');
  });

  test('another time for the same day, set when the tip is already waiting, moves it', async () => {
    await say('weekly monday 09:00');
    await world.live('2026-11-30T08:30:00Z', [tips], 3 * hour);
    await world.live('2026-11-30T08:50:00Z', [tips], 5 * minute);
    await say('monday 11:00');
    await world.live('2026-11-30T12:00:00Z', [tips], 5 * minute);
    expect(world.seen('C1').map(({ at }) => new Date(at).toISOString().slice(0, 13))).toEqual(['2026-11-30T11']);
  });

  test('“next” shows the time and the very tip that will come; “now” shows one to the asker only', async () => {
    await say('weekly monday 09:00');
    const announced = await text('next');
    expect(announced).toContain('Monday 30 November 2026 at 09:00');
    const test = await say('now');
    expect([test.audience, test.card.note]).toEqual(['asker', 'A test: only you see this.']);
    await world.live('2026-11-30T12:00:00Z', [tips], 3 * hour);
    expect(announced).toContain(world.seen('C1')[0]!.card.text);
  });

  test('a tip links its entry, offers more, asks whether it was useful and says how to pause', async () => {
    await say('weekly monday 09:00');
    await world.live('2026-11-30T12:00:00Z', [tips], 3 * hour);
    const { card } = world.seen('C1')[0]!;
    expect(someTips.map(({ text }) => text)).toContain(card.text);
    expect(card.links?.[0]?.url).toBe('https://example.org/pdsa');
    expect(card.actions?.[0]).toMatchObject({ id: 'topic', label: 'More like this' });
    expect(card.feedback?.about).toMatch(/^tip-/);
    expect(card.footer).toContain('tips pause');
  });

  test('a channel without tips is told how to begin, by a button too', async () => {
    const { card } = await say('');
    expect(card.actions?.[0]).toMatchObject({ id: 'tips', value: 'weekly monday 09:00' });
    expect(await text('help')).toContain('pause until 5 January');
  });

  test('ten people who subscribe one channel at once make one subscription', async () => {
    await Promise.all(Array.from({ length: 10 }, () => say('weekly monday 09:00')));
    await world.live('2026-11-30T12:00:00Z', [tips, world.replica()], 3 * hour);
    expect(world.seen('C1')).toHaveLength(1);
  });

  test('whatever is written after “tips”, the answer is a short card and never a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (rest) => {
        expect((await text(rest)).length).toBeLessThan(1500);
      }),
      { numRuns: runs(60) }
    );
  });
});

describe('for operators', () => {
  test('the list names each channel with its next tip and last deliveries; counts add up', async () => {
    await say('weekly monday 09:00');
    await say('weekly friday 09:00', channel('C2'));
    await world.live('2026-11-30T12:00:00Z', [tips], 3 * hour);
    const outlooks = [];
    for await (const outlook of tips.list()) outlooks.push(outlook);
    expect(
      outlooks.map(({ subscription, deliveries }) => [subscription.conversation.address, deliveries.length])
    ).toEqual([
      ['C1', 1],
      ['C2', 1]
    ]);
    expect(outlooks[0]?.tip?.id).not.toBe(outlooks[0]?.deliveries[0]?.tip);
    expect(await tips.counts(0)).toEqual({ sent: 2 });
    expect(await tips.purge(world.now() + day)).toBe(2);
  });

  test('the tip of the week is the same for a whole week, and another the next', () => {
    const at = (when: string) => tips.tipOfTheWeek(Date.parse(when))?.text;
    expect(at('2026-11-23T00:00:00Z')).toBe(at('2026-11-29T23:00:00Z'));
    expect(at('2026-11-30T00:00:00Z')).not.toBe(at('2026-11-23T00:00:00Z'));
  });
});
