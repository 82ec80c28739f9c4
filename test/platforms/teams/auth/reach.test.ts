import { afterEach, expect, test } from '@jest/globals';
import { type FakeOpenId, openFakeOpenId } from '../../../support/fake-teams-openid.ts';
import { createRecordingBot } from '../../../support/recording-bot.ts';
import { openTeams, type TeamsUnderTest } from '../../../support/teams-under-test.ts';
import { until } from '../../../support/until.ts';

const day = 24 * 60 * 60_000;
const reach = { again: 20, look: 20, start: 200 };

let openId: FakeOpenId;
let teams: TeamsUnderTest;
afterEach(() => teams.close());

const events = () => teams.lines.map(({ event }) => event);

test.each(['fails', 'hangs'])(
  'while the endpoint of the signing keys %s the bot is not ready, and says why',
  async (how) => {
    openId = await openFakeOpenId();
    if (how === 'fails') openId.breakDown(true);
    else openId.hang(true);
    teams = await openTeams(createRecordingBot(), { reach }, { openId });
    expect(teams.platform.unready()).toMatch(how === 'fails' ? /signing keys of Microsoft cannot be read/ : /^Teams: /);
    if (how === 'hangs') return;
    await until(() => openId.asked > 3);
    expect(events()).toEqual(['teams.unreachable']);
    openId.breakDown(false);
    await until(() => teams.platform.unready() === undefined);
    expect(events()).toEqual(['teams.unreachable', 'teams.reached']);
  }
);

test.each(['botbuilder', 'agents'] as const)(
  'without an access token the bot is not ready, and says why: %s',
  async (sdk) => {
    let refusal: string | undefined =
      'invalid_client: AADSTS7000222: The provided client secret keys are expired.\nTrace ID: 1';
    const accessToken = async () => {
      if (refusal) throw new Error(refusal);
      return 'outbound-token';
    };
    teams = await openTeams(createRecordingBot(), { sdk, reach, accessToken });
    expect(teams.platform.unready()).toContain('AADSTS7000222');
    expect(teams.platform.unready()).not.toContain('Trace');
    refusal = 'getaddrinfo ENOTFOUND login.microsoftonline.com';
    await until(() => /trying again/.test(teams.platform.unready() ?? ''));
    refusal = undefined;
    await until(() => teams.platform.unready() === undefined);
    // It is looked at again: a client secret ends on its day.
    refusal = 'AADSTS7000222';
    await until(() => teams.platform.unready()?.includes('AADSTS7000222') === true);
  }
);

test('keys that were read are good for a week without Microsoft, and are kept fresh without any message', async () => {
  let clock = Date.now();
  openId = await openFakeOpenId();
  teams = await openTeams(createRecordingBot(), { reach }, { openId, now: () => clock });
  expect(teams.platform.unready()).toBeUndefined();
  clock += day + 1;
  await until(() => openId.reads === 2);
  openId.breakDown(true);
  clock += 6 * day;
  const before = openId.asked;
  await until(() => openId.asked > before + 1);
  expect(teams.platform.unready()).toBeUndefined();
  clock += 2 * day;
  await until(() => /signing keys/.test(teams.platform.unready() ?? ''));
});

test('local mode needs nothing of Microsoft', async () => {
  openId = await openFakeOpenId();
  openId.breakDown(true);
  teams = await openTeams(createRecordingBot(), { appId: undefined } as never, { openId });
  expect(teams.platform.unready()).toBeUndefined();
  expect(openId.asked).toBe(0);
});

test('a bot that is stopping is not ready', async () => {
  teams = await openTeams(createRecordingBot());
  expect(teams.platform.unready()).toBeUndefined();
  await teams.platform.stop();
  expect(teams.platform.unready()).toBe('Teams: stopping.');
});
