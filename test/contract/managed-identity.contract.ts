import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type FakeEntra, openFakeEntra } from '../support/fake-entra.ts';
import { createRecordingBot } from '../support/recording-bot.ts';
import { appId, openTeams, type TeamsUnderTest } from '../support/teams-under-test.ts';

/** A file of its own for each SDK runs it: Microsoft's libraries keep tokens for the whole process. */
export function managedIdentity(sdk: 'botbuilder' | 'agents'): void {
  let entra: FakeEntra;
  let teams: TeamsUnderTest;
  beforeEach(async () => {
    entra = await openFakeEntra('token-of-entra');
  });
  afterEach(async () => {
    await teams.close();
    await entra.close();
  });

  describe(`on ${sdk}`, () => {
    const usual = { ...process.env };
    beforeEach(() => {
      Object.assign(process.env, { IDENTITY_ENDPOINT: entra.identityEndpoint, IDENTITY_HEADER: 'machine-secret' });
    });
    afterEach(() => {
      for (const name of ['IDENTITY_ENDPOINT', 'IDENTITY_HEADER']) {
        if (usual[name] === undefined) delete process.env[name];
        else process.env[name] = usual[name];
      }
    });

    test('a bot with a managed identity asks its machine for the token, and has no secret', async () => {
      const identity = { appType: 'UserAssignedMSI', accessToken: undefined, appPassword: undefined } as never;
      teams = await openTeams(createRecordingBot(), { ...(identity as object), sdk });
      await teams.deliver(teams.activity('direct-message'));
      expect(entra.requests[0]).toMatchObject({ path: '/msi/token', fields: { client_id: appId } });
      expect(entra.requests[0]?.fields.resource).toContain('https://api.botframework.com');
      expect(entra.requests[0]?.headers['x-identity-header']).toBe('machine-secret');
      expect(teams.connector.calls[0]?.authorization).toBe('Bearer token-of-entra');
    });
  });
}
