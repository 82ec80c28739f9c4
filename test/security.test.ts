import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packageRoot } from '../src/config/package-root.ts';
import { ConversationGoneError } from '../src/core/model/errors.ts';
import { trustMicrosoft } from '../src/platforms/teams/auth/service-url.ts';
import { createMessenger } from '../src/platforms/teams/messenger.ts';
import { createAgentsSdk } from '../src/platforms/teams/transport/sdk-agents.ts';
import { createBotbuilderSdk } from '../src/platforms/teams/transport/sdk-botbuilder.ts';
import { openFakeConnector } from './support/fake-teams-connector.ts';

describe('SECURITY.md', () => {
  const text = readFileSync(path.join(packageRoot, 'SECURITY.md'), 'utf8');
  const named = [...text.matchAll(/`([a-z\d./-]+\.ts)`/g)].map(([, file]) => file!);

  test('names tests and sources that are there', () => {
    expect(named.length).toBeGreaterThan(40);
    const folders = ['', 'test', 'src'];
    const missing = named.filter((file) => !folders.some((folder) => existsSync(path.join(packageRoot, folder, file))));
    expect(missing).toEqual([]);
  });

  test('says for each threat what it follows', () => {
    const rows = text
      .split('\n')
      .filter((line) => /^\| (?!could try|---|worth having)/.test(line) && line.split(' | ').length > 3);
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter((row) => !/\| \d+\.\d+\.\d+/.test(row))).toEqual([]);
  });
});

describe("the bot's access token for Teams", () => {
  test.each([
    ['botbuilder', createBotbuilderSdk],
    ['agents', createAgentsSdk]
  ] as const)('is not carried to where an answer is redirected (%s)', async (_name, create) => {
    const [asked, elsewhere] = await Promise.all([openFakeConnector(), openFakeConnector()]);
    try {
      const sdk = create({
        appId: '00000000-0000-0000-0000-000000000001',
        appType: 'SingleTenant',
        tenantId: '00000000-0000-0000-0000-000000000002',
        accessToken: async () => 'the-access-token'
      });
      const activity = {
        type: 'message' as const,
        channelId: 'msteams',
        serviceUrl: asked.serviceUrl,
        from: { id: 'b' },
        conversation: { id: 'a' }
      };
      const location = `${elsewhere.serviceUrl}v3/conversations/a/activities`;
      asked.fail({ status: 307, headers: { location } });
      const sent = sdk.post(activity, { timeoutMs: 5000 });
      await expect(sent).rejects.toThrow();
      expect(asked.calls.map(({ authorization }) => authorization)).toEqual(['Bearer the-access-token']);
      expect(elsewhere.calls).toEqual([]);
    } finally {
      await Promise.all([asked.close(), elsewhere.close()]);
    }
  });

  test('is not asked for where a stored address leads away from Microsoft', async () => {
    let asked = 0;
    const sdk = async (): Promise<never> => {
      asked += 1;
      throw new Error('no SDK is needed');
    };
    const thumbs = { sent: async () => undefined, about: async () => undefined } as never;
    const messenger = createMessenger({ sdk, trust: trustMicrosoft(), thumbs, now: () => 0 });
    const address = JSON.stringify({ id: 'a', url: 'https://evil.example/', bot: 'b' });
    const sent = messenger.send({ platform: 'teams', address, direct: false }, { title: 'A tip', text: '' }, 'key');
    await expect(sent).rejects.toThrow(ConversationGoneError);
    expect(asked).toBe(0);
  });
});
