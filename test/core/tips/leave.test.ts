import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { toPlainText } from '../../../src/core/conversation/plain-text.ts';
import type { Tips } from '../../../src/core/tips/index.ts';
import { channel, createWorld, tipsCommand, type World } from '../../support/tips-world.ts';

let world: World;
let tips: Tips;
const owner = channel('D-of-the-owner', { direct: true });
const states = async (): Promise<string[]> => (await tips.inTenant('fake', 'T1')).map(({ state }) => state);
const setIn = (name: string, team?: string) =>
  tips.command(
    tipsCommand('weekly monday 09:00', channel(name, { place: name, ...(team && { team }) }), { direct: owner }),
    world.now()
  );

beforeEach(async () => {
  world = await createWorld('schedule', '2026-11-23T12:00:00Z');
  tips = world.replica();
});
afterEach(() => world.close());

test('a channel that the bot was taken out of gets no more tips, and whoever set them is told so, once', async () => {
  await setIn('C1');
  await setIn('C2');
  for (let times = 0; times < 2; times++) {
    await tips.leave({ platform: 'fake', tenant: 'T1', place: 'C1' }, 'I was taken out of it.', world.now());
  }
  expect(await states()).toEqual(expect.arrayContaining(['ended', 'active']));
  const told = world.far.shown.filter(({ address }) => address === owner.address);
  expect(told.map(({ card }) => toPlainText(card))).toEqual([
    expect.stringMatching(/Tips have ended in a channel\nI was taken out of it\./)
  ]);
  const { card } = await tips.command(tipsCommand('status', channel('C1', { place: 'C1' })), world.now());
  expect(toPlainText(card)).toContain('Tips have ended here (I was taken out of it). They came');
  await world.live('2026-12-01T00:00:00Z', [tips], 3_600_000);
  expect(world.seen('C1')).toEqual([]);
  expect(world.seen('C2')).toHaveLength(1);
});

test('a team takes all its channels with it, and nobody else’s', async () => {
  await setIn('C1', 'team-a');
  await setIn('C2', 'team-a');
  await setIn('C3', 'team-b');
  await tips.leave({ platform: 'fake', tenant: 'T1', team: 'team-a' }, 'Its team is closed.', world.now());
  expect((await states()).sort()).toEqual(['active', 'ended', 'ended']);
  await tips.leave({ platform: 'fake', tenant: 'T2' }, 'I was uninstalled.', world.now());
  expect((await states()).sort()).toEqual(['active', 'ended', 'ended']);
  await tips.leave({ platform: 'fake', tenant: 'T1' }, 'I was uninstalled.', world.now());
  expect(await states()).toEqual(['ended', 'ended', 'ended']);
});
