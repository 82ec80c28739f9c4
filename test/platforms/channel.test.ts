import { describe, expect, test } from '@jest/globals';
import { readChannelSetting } from '../../src/config/channel-link.ts';
import { channelOf } from '../../src/platforms/channel.ts';
import { trustMicrosoft } from '../../src/platforms/teams/auth/service-url.ts';
import { readAddress } from '../../src/platforms/teams/parse/conversation.ts';

const appId = '11111111-2222-3333-4444-555555555555';
const tenantId = '99999999-8888-7777-6666-555555555555';
const teams = { appId, tenantId, appType: 'SingleTenant', sdk: 'botbuilder' } as const;

const link =
  'https://teams.microsoft.com/l/channel/19%3Aabc_DEF-123%40thread.tacv2/QI%20experts?groupId=1&tenantId=2&ngc=true';

describe('a channel as an operator writes it', () => {
  test.each<[string, string]>([
    ['slack:C0123456789', 'slack:C0123456789'],
    ['https://hospital.slack.com/archives/C0123456789', 'slack:C0123456789'],
    ['slack:https://hospital.slack.com/archives/C0123456789', 'slack:C0123456789'],
    ['https://trust.enterprise.slack.com/archives/G0123456789/p1795424400000200', 'slack:G0123456789'],
    ['https://app.slack.com/client/T0123456789/C0123456789', 'slack:T0123456789/C0123456789'],
    ['teams:19:abc@thread.tacv2', 'teams:19:abc@thread.tacv2'],
    [link, 'teams:19:abc_DEF-123@thread.tacv2'],
    [`teams:${link}`, 'teams:19:abc_DEF-123@thread.tacv2'],
    [link.replace('teams.microsoft.com', 'teams.cloud.microsoft'), 'teams:19:abc_DEF-123@thread.tacv2'],
    [
      'teams:{"id":"19:x","url":"https://smba.trafficmanager.net/uk/","bot":"28:1"}',
      'teams:{"id":"19:x","url":"https://smba.trafficmanager.net/uk/","bot":"28:1"}'
    ]
  ])('%s', (written, read) => {
    expect(readChannelSetting(written)).toBe(read);
  });

  test.each([
    'C0123',
    '#experts',
    'teams:General',
    'https://example.org/l/channel/19%3Aabc',
    'slack:https://example.org',
    'slack:',
    'slack:C1 C2'
  ])('not %s', (written) => {
    expect(readChannelSetting(written)).toBeUndefined();
  });

  test('a Teams channel by its id alone is completed to an address we may send to', () => {
    const conversation = channelOf('teams:19:abc@thread.tacv2', { teams });
    expect(conversation).toMatchObject({ platform: 'teams', place: '19:abc@thread.tacv2', tenant: tenantId });
    const reference = readAddress(conversation);
    expect(reference).toMatchObject({ id: '19:abc@thread.tacv2', bot: `28:${appId}`, tenant: tenantId });
    expect(trustMicrosoft()(reference!.serviceUrl)).toBe(true);
  });

  test('a whole address stays, but for the thread in it', () => {
    const written = {
      id: '19:abc@thread.tacv2;messageid=1',
      url: 'https://smba.infra.gcc.teams.microsoft.com/teams',
      bot: '28:x'
    };
    const conversation = channelOf(`teams:${JSON.stringify(written)}`, { teams });
    expect(readAddress(conversation)).toMatchObject({
      id: '19:abc@thread.tacv2',
      serviceUrl: written.url,
      bot: '28:x'
    });
  });

  test('a Slack channel keeps its id, and its workspace where there may be others', () => {
    const several = { slack: { oauth: { clientId: '1.2', clientSecret: 's', stateSecret: 's' } } };
    const channel = { platform: 'slack', address: 'C0123456789', direct: false };
    expect(channelOf('slack:T0123456789/C0123456789', several)).toEqual({ ...channel, tenant: 'T0123456789' });
    expect(channelOf('slack:T0123456789/C0123456789', { slack: { botToken: 'xoxb-1' } })).toEqual(channel);
    expect(channelOf('slack:C0123456789', {})).toEqual(channel);
  });
});
