import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createKeys } from '../../../../src/platforms/teams/auth/signing-keys.ts';
import { createTokenCheck } from '../../../../src/platforms/teams/auth/token.ts';
import { type FakeOpenId, openFakeOpenId } from '../../../support/fake-teams-openid.ts';
import { until } from '../../../support/until.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const serviceUrl = 'https://smba.trafficmanager.net/uk/';
const appId = 'the-bot';

let openId: FakeOpenId;
let clock: number;
let check: ReturnType<typeof createTokenCheck>;

const token = (claims: Record<string, unknown> = {}, how = {}): string =>
  `Bearer ${openId.token({ aud: appId, serviceurl: serviceUrl, ...claims }, how)}`;
const asked = (authorization: string, claimed = {}): Promise<void> =>
  check(authorization, { channelId: 'msteams', serviceUrl, ...claimed });

beforeEach(async () => {
  openId = await openFakeOpenId();
  clock = Date.now();
  const now = () => clock;
  check = createTokenCheck({ appId, keys: createKeys({ metadataUrl: openId.metadataUrl, now }), now });
});
afterEach(() => openId.close());

describe('after a token was found good', () => {
  let good: string;
  beforeEach(async () => {
    good = token();
    await asked(good);
  });

  test('it stays good', async () => {
    await asked(good);
    clock += 30 * minute;
    await asked(good);
  });

  test.each([
    ['another service URL', { serviceUrl: 'https://smba.trafficmanager.net/emea/' }, 'another service URL'],
    ['no service URL', { serviceUrl: '' }, 'another service URL'],
    ['a channel its key is not for', { channelId: 'skype' }, 'not for this channel']
  ])('it is refused with %s', async (_name, claimed, reason) => {
    await expect(asked(good, claimed)).rejects.toThrow(reason);
  });

  test('it is refused once it has expired, clocks allowed for', async () => {
    const late = token({ exp: Math.floor(clock / 1000) + 60 });
    await asked(late);
    clock += 5 * minute;
    await asked(late);
    clock += 2 * minute;
    await expect(asked(late)).rejects.toThrow('expired');
  });

  test('the same one with a changed claim or signature is refused', async () => {
    const [, head, claims = '', signature = ''] = /^Bearer (.+)\.(.+)\.(.+)$/.exec(good)!;
    const other = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), extra: 1 };
    const changed = Buffer.from(JSON.stringify(other)).toString('base64url');
    await expect(asked(`Bearer ${head}.${changed}.${signature}`)).rejects.toThrow('signature');
    const turned = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    await expect(asked(`Bearer ${head}.${claims}.${turned}`)).rejects.toThrow('signature');
  });

  test('a forged one is refused, however often', async () => {
    const forged = token({}, { stranger: true });
    for (let times = 0; times < 3; times++) await expect(asked(forged)).rejects.toThrow('signature');
  });

  test('one for another bot or of another issuer is refused, however often', async () => {
    for (const wrong of [token({ aud: 'another' }), token({ iss: 'https://sts.windows.net/x/' })]) {
      for (let times = 0; times < 3; times++) await expect(asked(wrong)).rejects.toThrow(/audience|issuer/);
    }
  });

  test.each([
    ['is withdrawn', undefined, 'unknown'],
    ['is replaced under the same id', 'other' as const, 'signature']
  ])('it is refused as soon as we read that its key %s', async (_name, other, reason) => {
    openId.withdraw('connector', other);
    clock += 6 * minute;
    await asked(good);
    // an unknown key id has the keys read anew
    await expect(asked(token({}, { kid: 'new' }))).rejects.toThrow('unknown');
    await expect(asked(good)).rejects.toThrow(reason);
  });
});

test('keys are read anew after a day, and a token with a withdrawn one is refused', async () => {
  const good = token({ exp: Math.floor((clock + 2 * day) / 1000) });
  await asked(good);
  openId.withdraw('connector');
  clock += day + minute;
  await asked(good);
  // The keys are read beside the answers: it is refused as soon as they are there.
  let refused: unknown;
  while (!refused) {
    await sleep(5);
    refused = await asked(good).catch((error: unknown) => error);
  }
  expect(String(refused)).toContain('unknown');
  expect(openId.reads).toBe(2);
});

test('a clock that is set back holds up neither the first keys nor new ones', async () => {
  const good = token({ exp: Math.floor((clock + 60 * day) / 1000) });
  clock += 31 * day;
  openId.breakDown(true);
  await expect(asked(good)).rejects.toThrow('cannot be read');
  clock -= day;
  openId.breakDown(false);
  await asked(good);
  const before = openId.reads;
  clock -= 30 * day;
  openId.withdraw('connector');
  await expect(asked(good)).rejects.toThrow('unknown');
  expect(openId.reads).toBe(before + 1);
});

describe('while the keys cannot be had', () => {
  const endless = () => token({ exp: Math.floor((clock + 30 * day) / 1000) });

  test.each(['fails', 'hangs'])('and their endpoint %s, nobody waits: old keys are good for a week', async (how) => {
    const good = endless();
    await asked(good);
    if (how === 'fails') openId.breakDown(true);
    else openId.hang(true);
    clock += day + minute;
    const before = openId.asked;
    for (let times = 0; times < 50; times++) await asked(good);
    await until(() => openId.asked > before);
    expect(openId.asked).toBe(before + 1);
    if (how === 'hangs') return;
    // The back-off begins when the failure is read, which may be some turns of the loop after the endpoint counted it.
    while (openId.asked < before + 2) {
      clock += 2 * minute;
      await asked(good);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(openId.asked).toBe(before + 2);
    clock += 7 * day;
    await expect(asked(good)).rejects.toThrow('cannot be read');
  });

  test('fifty forged tokens with keys nobody knows are one question to Microsoft', async () => {
    await asked(token());
    openId.breakDown(true);
    clock += 6 * minute;
    const before = openId.asked;
    for (let at = 0; at < 50; at++) await expect(asked(token({}, { kid: `k${at}` }))).rejects.toThrow('unknown');
    expect(openId.asked).toBe(before + 1);
  });
});
