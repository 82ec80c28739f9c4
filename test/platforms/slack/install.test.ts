import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ConversationGoneError } from '../../../src/core/model/errors.ts';
import { botScopes } from '../../../src/platforms/slack/manifest.ts';
import { createMemoryInstallations } from '../../support/memory-installations.ts';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';
import { botToken, fixture, openSlackStand, type Payload, type SlackStand } from '../../support/slack-stand.ts';

const oauth = { clientId: '1.2', clientSecret: 'client-secret', stateSecret: 'state-secret-of-the-tests' };
const clinicToken = 'xoxb-second-workspace';

let bot: RecordingBot;
let stand: SlackStand;
let rows: ReturnType<typeof createMemoryInstallations>;
let clock: number;
let forgotten: string[];

async function open(
  stateSecret = oauth.stateSecret,
  previousSecrets: readonly string[] = [],
  more = {}
): Promise<void> {
  bot = createRecordingBot();
  stand = await openSlackStand(bot, {
    options: { oauth: { ...oauth, stateSecret }, previousSecrets, ...more },
    parts: { installations: rows, now: () => clock, forget: async (workspace) => forgotten.push(workspace) }
  });
  stand.fake.addToken(clinicToken, { team: 'T0CLINIC', botUser: 'U0BOT2', bot: 'B0BOT2', scopes: botScopes });
  stand.fake.oauth = fixture('oauth-access');
}
beforeEach(async () => {
  rows = createMemoryInstallations();
  forgotten = [];
  clock = Date.now();
  await open();
});
afterEach(() => stand.close());

/** Goes through the install pages as a browser does. */
async function install(change: { state?: string; cookie?: string; code?: string } = {}): Promise<Response> {
  const page = await fetch(`${stand.url}/slack/install`);
  const cookie = change.cookie ?? String(page.headers.get('set-cookie')).split(';')[0]!;
  const link = new URL(/href="([^"]+)"/.exec(await page.text())![1]!.replaceAll('&amp;', '&'));
  const state = change.state ?? link.searchParams.get('state')!;
  const back = `${stand.url}/slack/oauth_redirect?code=${change.code ?? 'good'}&state=${encodeURIComponent(state)}`;
  return fetch(back, { headers: { cookie }, redirect: 'manual' });
}

/** The same event in the other workspace. */
function inClinic(name: string): Payload {
  const swap: Record<string, string> = {
    T0HOSPITAL: 'T0CLINIC',
    U0BOT: 'U0BOT2',
    B0BOT: 'B0BOT2',
    C0FALLS: 'C0CLINIC'
  };
  const written = JSON.stringify(fixture(name)).replace(/T0HOSPITAL|U0BOT|B0BOT|C0FALLS/g, (id) => swap[id]!);
  return JSON.parse(written) as Payload;
}

test('the install page leads to Slack’s own, asks for the scopes of the manifest, and binds the state to the browser', async () => {
  const page = await fetch(`${stand.url}/slack/install`);
  expect(page.status).toBe(200);
  expect(page.headers.get('set-cookie')).toMatch(/HttpOnly/i);
  const link = new URL(/href="([^"]+)"/.exec(await page.text())![1]!.replaceAll('&amp;', '&'));
  expect(link.origin + link.pathname).toBe(`${new URL(stand.fake.apiUrl).origin}/oauth/v2/authorize`);
  expect(link.searchParams.get('scope')).toBe(botScopes.join(','));
});

test('an installed workspace is answered with its own token, and the first with its own', async () => {
  expect((await install()).status).toBe(200);
  await stand.deliver(inClinic('mention'));
  await stand.deliver({ ...fixture('direct-message') });
  const posts = stand.fake.calls.filter(({ method }) => method === 'chat.postMessage');
  expect(posts.map(({ token, args }) => [token, args.channel])).toEqual([
    [clinicToken, 'C0CLINIC'],
    [botToken, 'D0SISTER']
  ]);
  expect(bot.messages[0]).toMatchObject({
    text: 'how do we spread this to other wards?',
    conversation: { tenant: 'T0CLINIC' }
  });
});

describe('where there is no token', () => {
  beforeEach(async () => {
    await stand.close();
    await open(oauth.stateSecret, [], { botToken: '' });
  });

  test.each(['command', 'press', 'message-shortcut'])('a %s is told so, alone', async (name) => {
    await stand.deliver({ ...inClinic(name), response_url: stand.fake.responseUrl('C0CLINIC', 'U0SISTER') });
    expect(stand.fake.messages).toMatchObject([
      { channel: 'C0CLINIC', onlyFor: 'U0SISTER', text: expect.stringContaining('not installed in this workspace') }
    ]);
    expect(bot.messages).toEqual([]);
  });

  test('a refused response_url harms nothing', async () => {
    stand.fake.refusal = () => 'used_url';
    const url = stand.fake.responseUrl('C0CLINIC', 'U0SISTER');
    expect((await stand.deliver({ ...inClinic('command'), response_url: url })).status).toBe(200);
  });
});

test('tokens lie in the store sealed, and open with the same secret only', async () => {
  await install();
  const sealed = rows.rows.get('T0CLINIC')!;
  expect(sealed).toMatch(/^v1\./);
  expect(Buffer.from(sealed.split('.')[2]!, 'base64url').toString()).not.toContain(clinicToken);
  expect(JSON.stringify([...rows.rows])).not.toContain(clinicToken);

  await stand.close();
  await open('another secret');
  await stand.deliver(inClinic('mention'));
  expect(stand.fake.calls.filter(({ token }) => token === clinicToken)).toEqual([]);
  expect(stand.log.join('\n')).toMatch(/slack.installation.unreadable.+SLACK_STATE_SECRET/);
});

test('a sealed token moved to another workspace does not open there', async () => {
  await install();
  rows.rows.set('T0HOSPITAL', rows.rows.get('T0CLINIC')!);
  await stand.deliver(fixture('direct-message'));
  expect(stand.fake.calls.filter(({ token }) => token === clinicToken)).toHaveLength(1); // the auth.test of the install page
});

describe('400, and nothing installed, for', () => {
  test.each([
    ['a made-up state', { state: 'made-up' }],
    ['a state of another browser', { cookie: 'slack-app-oauth-state=other' }],
    ['no cookie', { cookie: '' }]
  ])('%s', async (_what, change) => {
    expect((await install(change)).status).toBe(400);
    expect(rows.rows.size).toBe(0);
  });

  test('a code that Slack does not know', async () => {
    stand.fake.oauth = { ok: false, error: 'invalid_code' };
    const answer = await install();
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toMatch(/invalid_code|client-secret/);
  });

  test.each(['', '?error=access_denied', '?code=x', '?code=%E0%A4%A&state=x'])(
    'the redirect with %p',
    async (query) => {
      expect((await fetch(`${stand.url}/slack/oauth_redirect${query}`)).status).toBe(400);
    }
  );
});

describe('a workspace that is left', () => {
  const conversation = { platform: 'slack', address: 'C0CLINIC', direct: false, tenant: 'T0CLINIC' };

  test.each(['uninstalled', 'tokens-revoked'])('is forgotten at once (%s)', async (how) => {
    await install();
    await stand.deliver(inClinic('mention'));
    await stand.deliver(inClinic(how));
    expect(rows.rows.size).toBe(0);
    // A token that was revoked may be on its way to be replaced; what the workspace set up stays.
    expect(forgotten).toEqual(how === 'uninstalled' ? ['T0CLINIC'] : []);
  });

  test('keeps its tokens when only a person’s were revoked', async () => {
    await install();
    const payload = inClinic('tokens-revoked');
    await stand.deliver({ ...payload, event: { type: 'tokens_revoked', tokens: { oauth: ['U0SISTER'], bot: [] } } });
    expect(rows.rows.size).toBe(1);
  });

  test('is gone for the messenger when its token is refused, which only it can renew', async () => {
    await install();
    stand.fake.revoke(clinicToken);
    const sent = stand.platform.messenger.send(conversation, { title: 't', text: '' }, 'k');
    await expect(sent).rejects.toThrow(ConversationGoneError);
  });

  test('is gone for the messenger, where no token of the environment stands in', async () => {
    await stand.close();
    bot = createRecordingBot();
    stand = await openSlackStand(bot, {
      options: { oauth, botToken: undefined as never },
      parts: { installations: rows }
    });
    await expect(stand.platform.messenger.send(conversation, { title: 't', text: '' }, 'k')).rejects.toThrow(
      ConversationGoneError
    );
    expect(await stand.deliver(inClinic('mention'))).toMatchObject({ status: 200 });
    expect(bot.calls).toBe(0);
  });
});

test('a database that goes away does not stop answers in a workspace heard before', async () => {
  await install();
  await stand.deliver(inClinic('mention'));
  rows.away = true;
  clock += 120_000;
  const second = inClinic('mention');
  await stand.deliver({ ...second, event: { ...(second.event as Payload), client_msg_id: 'second' } });
  expect(stand.fake.messages.map(({ channel }) => channel)).toEqual(['C0CLINIC', 'C0CLINIC']);
});

test('what comes from a workspace whose token cannot be looked up is not acknowledged, and answered once it can', async () => {
  await install();
  await stand.close();
  await open();
  rows.away = true;
  expect(await stand.deliver(inClinic('mention'))).toMatchObject({ status: 503, retry: true });
  expect(bot.calls).toBe(0);
  rows.away = false;
  expect(await stand.deliver(inClinic('mention'))).toMatchObject({ status: 200 });
  expect(stand.fake.messages.map(({ channel }) => channel)).toEqual(['C0CLINIC']);
});

test('a new SLACK_STATE_SECRET beside the old one in PREVIOUS_SECRETS loses no workspace, and seals its token anew', async () => {
  await install();
  const before = rows.rows.get('T0CLINIC');
  await stand.close();
  await open('another-state-secret-of-the-tests', [oauth.stateSecret]);
  await stand.deliver(inClinic('direct-message'));
  expect(bot.calls).toBe(1);
  expect(rows.rows.get('T0CLINIC')).not.toBe(before);
  await stand.close();
  await open('another-state-secret-of-the-tests');
  await stand.deliver(inClinic('direct-message'));
  expect(bot.calls).toBe(1);
});
