import { afterEach, describe, expect, test } from '@jest/globals';
import { openBothPlatforms } from '../support/both-platforms.ts';
import { viewProblems } from '../support/slack-validator.ts';
import { tenantId } from '../support/teams-under-test.ts';

const question = 'how do we spread the falls bundle?';
const inSlack = 'C0EXPERTS';
const inTeams = '19:experts@thread.tacv2';
const teamsChannel = '19:scrubbed-channel@thread.tacv2;messageid=1763889301000';

let both: Awaited<ReturnType<typeof openBothPlatforms>>;
afterEach(async () => {
  await both.close();
  expect(both.fakeSlack.complaints).toEqual([]);
  expect(both.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

const said = (shown: unknown): string => JSON.stringify(shown);

describe.each([
  ...['messages_tab_disabled', 'user_not_found', 'cannot_dm_bot', 'ekm_access_denied', 'access_denied'],
  ...['team_access_not_granted', 'restricted_action', 'restricted_action_non_threadable_channel', 'invalid_arguments']
])('Slack says %s of the direct message', (code) => {
  /** Opens the form in a channel; from then on nothing can be written to the asker, nor by `more` methods. */
  const open = async (scenario: 'mention' | 'direct-message', ...more: string[]) => {
    both = await openBothPlatforms((url) => `teams:${JSON.stringify({ id: inTeams, url, bot: '28:bot' })}`);
    const { slack, fakeSlack } = both;
    await slack.say(scenario, question);
    await slack.press(scenario === 'mention' ? 'C0FALLS' : 'D0SISTER', 'Ask a person');
    fakeSlack.refusal = (method, { channel }) => {
      if (more.includes(method)) return 'not_enabled';
      return method === 'chat.postMessage' && /^[UD]0SISTER$/.test(String(channel)) ? code : undefined;
    };
  };
  const alone = () => both.fakeSlack.messages.filter(({ onlyFor }) => onlyFor === 'U0SISTER');
  const home = () => both.fakeSlack.views.filter(({ method }) => method === 'views.publish');

  test('whoever asks is told where the answer comes, and it comes there, for them alone', async () => {
    await open('mention');
    const { slack, teams } = both;
    await slack.fill({});
    expect(said(slack.window())).toContain('I show you where you asked, for you alone');
    expect(said(slack.window())).not.toContain('I have written to you');
    expect(teams.at(inTeams)).toHaveLength(1);
    await teams.press(inTeams, 'Take', 'Anna Smith');
    expect(alone().at(-1)?.text).toMatch(/Somebody is looking into it/);
    await teams.press(inTeams, 'Answer', 'Anna Smith');
    await teams.fill({ answer: 'One ward first.' });
    expect(alone().at(-1)).toMatchObject({ channel: 'C0FALLS', text: expect.stringContaining('One ward first.') });
    expect(said(home().at(-1))).toContain('One ward first.');
    expect(home().flatMap((view) => viewProblems(view))).toEqual([]);
    expect(said(slack.at('C0FALLS').filter(({ onlyFor }) => !onlyFor))).not.toContain('One ward first');
    const card = said(teams.at(inTeams)[0]?.body);
    expect(card).toMatch(/shown them the answer in another place/);
    expect(card).not.toMatch(/goes to whoever asked|could not be delivered/);
  });

  test('asked where the bot is no member, the answer stands on the Home tab', async () => {
    await open('mention', 'chat.postEphemeral');
    await both.slack.fill({});
    expect(said(home().at(-1))).toContain('Your question is on its way');
    expect(both.teams.at(inTeams)).toHaveLength(1);
  });

  test('asked in the direct message before it closed, the answer stands on the Home tab', async () => {
    await open('direct-message');
    both.fakeSlack.refusal = () => undefined;
    await both.slack.fill({});
    both.fakeSlack.refusal = (method) => (method.startsWith('chat.post') ? code : undefined);
    await both.teams.press(inTeams, 'Answer', 'Anna Smith');
    await both.teams.fill({ answer: 'One ward first.' });
    expect(said(home().at(-1))).toContain('One ward first.');
  });

  test('with no way to whoever asks nobody is asked, and nothing else is said', async () => {
    await open('mention', 'chat.postEphemeral', 'views.publish');
    await both.slack.fill({});
    expect(said(both.slack.window())).toMatch(/Your question was not sent.*falls bundle/s);
    expect(said(both.slack.window())).not.toMatch(/I have written|on its way/);
    expect(both.teams.at(inTeams)).toEqual([]);
    const { states } = await both.store.handovers.figures(0);
    expect(states).toMatchObject({ waiting: 0, closed: 1 });
  });

  test('an answer that finds no way any more is said so, without saying that it goes there', async () => {
    await open('mention');
    await both.slack.fill({});
    both.fakeSlack.refusal = (method) => (/^(chat|views)\./.test(method) ? code : undefined);
    await both.teams.press(inTeams, 'Take', 'Anna Smith');
    expect(said(both.teams.at(inTeams)[0]?.body)).toContain('I could not tell whoever asked');
    await both.teams.press(inTeams, 'Answer', 'Anna Smith');
    await both.teams.fill({ answer: 'One ward first.' });
    const card = said(both.teams.at(inTeams)[0]?.body);
    expect(card).toContain('could not be delivered');
    expect(card).not.toMatch(/goes to/);
  });
});

test('a direct message that is only late holds up neither the question nor the truth', async () => {
  both = await openBothPlatforms((url) => `teams:${JSON.stringify({ id: inTeams, url, bot: '28:bot' })}`);
  await both.slack.say('mention', question);
  await both.slack.press('C0FALLS', 'Ask a person');
  both.fakeSlack.misbehave('chat.postMessage', { status: 429, retryAfter: 30 });
  await both.slack.fill({});
  expect(said(both.slack.window())).toMatch(/I am writing to you/);
  expect(both.teams.at(inTeams)).toHaveLength(1);
});

const teamsGroup = '19:scrubbed-group@thread.v2';
describe.each([
  ['a channel', teamsChannel, {}],
  [
    'a group chat',
    teamsGroup,
    { conversation: { id: teamsGroup, conversationType: 'groupChat', isGroup: true, tenantId } }
  ]
])('asked in %s of Teams', (_kind, place, changes) => {
  const open = async (...faults: number[]) => {
    both = await openBothPlatforms(() => `https://hospital.slack.com/archives/${inSlack}`);
    await both.teams.say('mention', `<at>Spread Bot</at> ${question}`, changes);
    await both.teams.press(place, 'Ask a person');
    expect(said(both.teams.window())).toContain('The answer comes to you alone');
    both.connector.fail(...faults.map((status) => ({ status, body: { error: { code: 'Refused' } } })));
    await both.teams.fill({});
  };
  const answer = async () => {
    await both.slack.press(inSlack, 'Answer', 'expert');
    await both.slack.fill({ answer: 'One ward first.' }, 'expert');
  };
  const publicly = () => said(both.teams.at(place).filter(({ targeted }) => !targeted));

  test('the answer comes in the own chat, and nothing of it where others read', async () => {
    await open();
    await answer();
    expect(said(both.teams.at('a:chat-with-29:Sister Example').at(-1)?.body)).toContain('One ward first.');
    expect(publicly()).not.toMatch(/One ward first|on its way|experts without your name/);
  });

  test.each([403, 400])(
    'a chat refused with %s: what comes of it is shown where they asked, for them alone',
    async (status) => {
      await open(status);
      expect(said(both.teams.window())).toContain('I show you where you asked, for you alone');
      expect(both.slack.at(inSlack)).toHaveLength(1);
      const shown = () => both.teams.at(place).filter(({ targeted }) => targeted);
      expect(said(shown().at(-1)?.body)).toContain('Your question is on its way');
      both.connector.fail({ status });
      await answer();
      expect(shown().at(-1)?.body).toMatchObject({ recipient: { id: '29:Sister Example' } });
      expect(said(shown().at(-1)?.body)).toContain('One ward first.');
      expect(publicly()).not.toContain('One ward first');
    }
  );

  test.each([
    [403, 403],
    [400, 400],
    [403, 400]
  ])('with no other way (%s, %s) nobody is asked', async (chat, alone) => {
    await open(chat, alone);
    expect(said(both.teams.window())).toContain('Your question was not sent');
    expect(both.slack.at(inSlack)).toEqual([]);
  });
});
