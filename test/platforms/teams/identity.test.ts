import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type FakeEntra, openFakeEntra } from '../../support/fake-entra.ts';
import { createRecordingBot } from '../../support/recording-bot.ts';
import { appId, openTeams, type TeamsUnderTest, tenantId } from '../../support/teams-under-test.ts';

let entra: FakeEntra;
let teams: TeamsUnderTest;
beforeEach(async () => {
  entra = await openFakeEntra('token-of-entra');
});
afterEach(async () => {
  await teams.close();
  await entra.close();
});

test('a single-tenant bot asks its own tenant for the token, and answers with it', async () => {
  teams = await openTeams(createRecordingBot(), { accessToken: undefined, appPassword: 'the-secret-value' } as never);
  await teams.deliver(teams.activity('direct-message'));
  const asked = entra.requests.find(({ path }) => path.endsWith('/oauth2/v2.0/token'));
  expect(asked).toMatchObject({
    host: 'login.microsoftonline.com',
    path: `/${tenantId}/oauth2/v2.0/token`,
    fields: {
      ...{ grant_type: 'client_credentials', client_id: appId, client_secret: 'the-secret-value' },
      scope: 'https://api.botframework.com/.default'
    }
  });
  expect(entra.requests.filter(({ path }) => path.includes('botframework.com'))).toEqual([]);
  expect(teams.connector.calls[0]?.authorization).toBe('Bearer token-of-entra');
});
