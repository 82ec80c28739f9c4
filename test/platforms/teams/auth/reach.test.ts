import { afterEach, expect, test } from '@jest/globals';
import { type FakeOpenId, openFakeOpenId } from '../../../support/fake-teams-openid.ts';
import { createRecordingBot } from '../../../support/recording-bot.ts';
import { openTeams, type TeamsUnderTest } from '../../../support/teams-under-test.ts';
import { until } from '../../../support/until.ts';

const day = 24 * 60 * 60_000;
const reach = { again: 20, look: 20, refused: 80, limit: 200 };

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
    expect(teams.platform.unready()).toMatch(/signing keys of Microsoft cannot be read/);
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
    await until(() => teams.platform.unready()?.includes('AADSTS7000222') === true);
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

test('a start does not wait for a sign-in that hangs, which is tried again', async () => {
  let asked = 0;
  const accessToken = (): Promise<string> => {
    asked += 1;
    return asked < 3 ? new Promise(() => {}) : Promise.resolve('outbound-token');
  };
  teams = await openTeams(createRecordingBot(), { reach, accessToken }, { settled: false });
  expect(teams.platform.unready()).toContain('not known yet');
  await until(() => /no access token/.test(teams.platform.unready() ?? ''));
  await until(() => teams.platform.unready() === undefined);
  expect(asked).toBe(3);
  expect(events()).toEqual(['teams.unreachable', 'teams.reached']);
});

test('a sign-in that Microsoft refuses is tried at longer and longer intervals, up to a limit', async () => {
  const asked: number[] = [];
  let refusal: string | undefined = 'AADSTS7000215: Invalid client secret provided.';
  const accessToken = async () => {
    asked.push(performance.now());
    if (refusal) throw new Error(refusal);
    return 'outbound-token';
  };
  teams = await openTeams(createRecordingBot(), { reach: { ...reach, look: 60_000 }, accessToken });
  await until(() => asked.length === 6);
  const waits = asked.slice(1).map((at, index) => at - asked[index]!);
  for (const [index, least] of [20, 40, 80, 80, 80].entries()) expect(waits[index]).toBeGreaterThan(least - 5);
  refusal = undefined;
  await until(() => teams.platform.unready() === undefined);
});

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
