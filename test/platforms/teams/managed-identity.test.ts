import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { type FakeEntra, openFakeEntra } from '../../support/fake-entra.ts';
import { createRecordingBot } from '../../support/recording-bot.ts';
import { openTeams, type TeamsUnderTest } from '../../support/teams-under-test.ts';

// Microsoft's library finds its machine once and keeps tokens by bot, for the whole process: one machine here, and a bot for each SDK.
const names = ['IDENTITY_ENDPOINT', 'IDENTITY_HEADER'];
const usual = names.map((name) => process.env[name]);
let entra: FakeEntra;
let teams: TeamsUnderTest;

beforeAll(async () => {
  entra = await openFakeEntra('token-of-entra');
  Object.assign(process.env, { IDENTITY_ENDPOINT: entra.identityEndpoint, IDENTITY_HEADER: 'machine-secret' });
});
afterEach(() => teams.close());
afterAll(async () => {
  for (const [index, name] of names.entries()) {
    if (usual[index] === undefined) delete process.env[name];
    else process.env[name] = usual[index];
  }
  await entra.close();
});

test.each([
  ['botbuilder', '11111111-2222-3333-4444-666666666666'],
  ['agents', '11111111-2222-3333-4444-777777777777']
] as const)(
  'a bot with a managed identity asks its machine for the token, and has no secret: %s',
  async (sdk, appId) => {
    const identity = { appType: 'UserAssignedMSI', accessToken: undefined, appPassword: undefined } as never;
    teams = await openTeams(createRecordingBot(), { ...(identity as object), appId, sdk });
    await teams.deliver(teams.activity('direct-message'));
    const [asked] = entra.requests.filter(({ fields }) => fields.client_id === appId);
    expect(asked).toMatchObject({ path: '/msi/token' });
    expect(asked?.fields.resource).toContain('https://api.botframework.com');
    expect(asked?.headers['x-identity-header']).toBe('machine-secret');
    expect(teams.connector.calls[0]?.authorization).toBe('Bearer token-of-entra');
  }
);
