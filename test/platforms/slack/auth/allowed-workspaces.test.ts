import { afterEach, describe, expect, test } from '@jest/globals';
import { createAllowedWorkspaces } from '../../../../src/platforms/slack/auth/allowed-workspaces.ts';
import { createInstallations } from '../../../../src/platforms/slack/auth/installations.ts';
import { createListeningLogger } from '../../../support/listening-logger.ts';
import { createMemoryInstallations } from '../../../support/memory-installations.ts';
import { createRecordingBot, type RecordingBot } from '../../../support/recording-bot.ts';
import { fixture, openSlackStand, type Payload, type SlackStand } from '../../../support/slack-stand.ts';

let bot: RecordingBot;
let stand: SlackStand;
afterEach(() => stand?.close());

async function open(workspaces: string[], socket: boolean): Promise<void> {
  bot = createRecordingBot();
  stand = await openSlackStand(bot, { socket, options: { workspaces } });
}

describe.each([false, true])('over the socket: %p', (socket) => {
  test('whom the list names is answered', async () => {
    await open(['T0HOSPITAL'], socket);
    await stand.deliver(fixture('direct-message'));
    await stand.deliver(fixture('command'));
    expect(bot.calls).toBe(2);
  });

  test('others are acknowledged and not heard; who types a command is told', async () => {
    await open(['T0ANOTHER'], socket);
    const response = await stand.deliver(fixture('direct-message'));
    const told = await stand.deliver(fixture('command'));
    expect(response.status).toBe(200);
    expect(told.status).toBe(200);
    expect(told.body).toContain('does not serve your organisation');
    await stand.deliver(fixture('press'));
    expect(bot.calls).toBe(0);
    expect(stand.fake.messages).toEqual([]);
    expect(stand.log.filter((line) => line.includes('slack.refused'))).toHaveLength(1);
  });
});

describe('who is served', () => {
  const { payload } = createAllowedWorkspaces(['T1', 'E2']);
  test.each<[string, Payload, boolean]>([
    ['a workspace that is listed', { authorizations: [{ team_id: 'T1' }] }, true],
    ['another', { authorizations: [{ team_id: 'T9' }] }, false],
    [
      'any workspace of an organisation that is listed',
      { authorizations: [{ team_id: 'T9', enterprise_id: 'E2' }] },
      true
    ],
    ['a guest from another workspace in a shared channel', { team_id: 'T1', event: { user_team: 'T9' } }, false],
    ['a guest from a workspace that is listed', { team_id: 'T1', event: { user_team: 'T1' } }, true],
    ['a press by somebody of another workspace', { team: { id: 'T1' }, user: { team_id: 'T9' } }, false],
    [
      'a stranger in a shared channel of an organisation that is listed',
      {
        authorizations: [{ team_id: 'T7', enterprise_id: 'E2' }],
        is_ext_shared_channel: true,
        event: { user_team: 'T9' }
      },
      false
    ],
    ['their press', { team: { id: 'T7' }, enterprise: { id: 'E2' }, user: { team_id: 'T9' } }, false],
    ['their form', { type: 'view_submission', team: { id: 'T1' }, user: { team_id: 'T9' } }, false],
    [
      'a member of the organisation, whom Slack names by it',
      {
        authorizations: [{ team_id: 'T1', enterprise_id: 'E7' }],
        is_ext_shared_channel: true,
        event: { user_team: 'E7' }
      },
      true
    ],
    [
      'the press of a member, in the workspace the bot is installed in',
      { team: { id: 'T7', enterprise_id: 'E2' }, user: { team_id: 'T7' } },
      true
    ],
    ['a payload that names nobody', { type: 'event_callback' }, false],
    ["Slack's own checks", { type: 'url_verification' }, true]
  ])('%s: %j', (_who, given, expected) => {
    expect(payload(given)).toBe(expected);
  });
});

test('a colleague of another workspace of the organisation is known by what they wrote', () => {
  const { payload } = createAllowedWorkspaces(['E2']);
  const press = { team: { id: 'T7' }, enterprise: { id: 'E2' }, user: { team_id: 'T8' } };
  expect(payload(press)).toBe(false);
  const place = { authorizations: [{ team_id: 'T7', enterprise_id: 'E2' }] };
  expect(payload({ ...place, is_ext_shared_channel: true, event: { user_team: 'E2', team: 'T8' } })).toBe(true);
  expect(payload(press)).toBe(true);
  expect(payload({ ...place, is_ext_shared_channel: true, event: { user_team: 'T9', team: 'T9' } })).toBe(false);
  expect(payload({ ...press, user: { team_id: 'T9' } })).toBe(false);
});

test('a workspace that is not listed cannot be installed, and its token is not kept', async () => {
  const store = createMemoryInstallations();
  const { ids: allowed } = createAllowedWorkspaces(['T1']);
  const parts = { store, secret: 'x'.repeat(32), logger: createListeningLogger(), now: () => 0, allowed };
  const installations = createInstallations(parts);
  const install = (team: string) =>
    installations.store.storeInstallation({
      team: { id: team, name: '' },
      enterprise: undefined,
      user: { id: 'U1', token: undefined, scopes: undefined },
      bot: { id: 'B1', userId: 'U2', token: 'xoxb-1', scopes: [] }
    });
  await expect(install('T9')).rejects.toThrow('not served');
  await install('T1');
  expect(await store.find('T9')).toBeUndefined();
  expect(await store.find('T1')).toBeDefined();
});

test('where the clock is set back, a workspace that took the bot away is forgotten all the same', async () => {
  const store = createMemoryInstallations();
  let now = 30 * 86_400_000;
  const allowed = undefined;
  const parts = { store, secret: 'x'.repeat(32), logger: createListeningLogger(), now: () => now, allowed };
  const installations = createInstallations(parts);
  await installations.store.storeInstallation({
    team: { id: 'T1', name: '' },
    enterprise: undefined,
    user: { id: 'U1', token: undefined, scopes: undefined },
    bot: { id: 'B1', userId: 'U2', token: 'xoxb-1', scopes: [] }
  });
  expect(await installations.find('T1')).toBeDefined();
  // By another process.
  await store.remove('T1');
  now = 0;
  expect(await installations.find('T1')).toBeUndefined();
});
