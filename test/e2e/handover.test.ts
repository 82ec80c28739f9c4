import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { openBothPlatforms } from '../support/both-platforms.ts';
import { fixture as slackFixture } from '../support/slack-stand.ts';

const question = 'how do we spread the falls bundle?';
const chat = 'a:1scrubbed-personal';
const inSlack = 'C0EXPERTS';
const inTeams = '19:experts@thread.tacv2';

let both: Awaited<ReturnType<typeof openBothPlatforms>>;
afterEach(async () => {
  await both.close();
  expect(both.fakeSlack.complaints).toEqual([]);
  expect(both.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

const textOf = (message: { body: Record<string, unknown> } | undefined): string => JSON.stringify(message?.body);

describe('asked in Teams, answered in Slack', () => {
  const open = async () => {
    both = await openBothPlatforms(() => `https://hospital.slack.com/archives/${inSlack}`);
    await both.teams.say('direct-message', question);
    await both.teams.press(chat, 'Ask a person');
  };

  test('each side is told at each step, and sees nothing of who is on the other', async () => {
    await open();
    const { teams, slack } = both;
    expect(JSON.stringify(teams.window())).toMatch(/experts’ channel in Slack.*without your name.*falls bundle/s);
    expect(slack.at(inSlack)).toEqual([]);
    await teams.fill({ question: `${question} We are small.` });
    expect(textOf(teams.at(chat).at(-1))).toContain('Your question is on its way');
    expect(slack.at(inSlack)).toHaveLength(1);
    expect(slack.at(inSlack)[0]?.text).toMatch(/^Can you answer this\?/m);
    expect(JSON.stringify(slack.at(inSlack)[0])).not.toMatch(/Sister Example|scrubbed|aaaaaaaa/);

    await slack.press(inSlack, 'Take', 'anna');
    expect(slack.at(inSlack)[0]?.text).toContain('Taken by anna');
    expect(textOf(teams.at(chat).at(-1))).toContain('Somebody is looking into it');

    await slack.press(inSlack, 'Answer', 'anna');
    expect(JSON.stringify(slack.window())).toContain('We are small.');
    await slack.fill({ answer: 'One ward first.\nhttps://example.org/spread' });
    expect(slack.window()).toBeUndefined();
    expect(slack.at(inSlack)).toHaveLength(1);
    expect(slack.at(inSlack)[0]?.text).toMatch(/^Answered/m);
    const answer = textOf(teams.at(chat).at(-1));
    expect(answer).toMatch(/An answer from the experts.*One ward first\..*https:\/\/example\.org\/spread/s);
    expect(answer).not.toContain('anna');
  });

  test('patient details come back taken out, and go nowhere', async () => {
    await open();
    await both.teams.fill({ question: 'What of Mrs Patel, 943 476 5919?' });
    expect(JSON.stringify(both.teams.window())).toMatch(/took out.*What of \[name\], \[NHS number\]\?/s);
    await both.teams.fill({});
    expect(JSON.stringify(both.slack.at(inSlack))).toContain('[NHS number]');
    expect(JSON.stringify([both.fakeSlack.calls, await both.store.handovers.figures(0)])).not.toMatch(/943 476|Patel/);
  });

  test('withdrawn in Teams, the card in Slack changes in place', async () => {
    await open();
    await both.teams.fill({});
    await both.teams.press(chat, 'Withdraw it');
    expect(textOf(both.teams.at(chat).at(-1))).toContain('I have taken your question back');
    expect(both.slack.at(inSlack)).toHaveLength(1);
    expect(both.slack.at(inSlack)[0]?.text).toMatch(/^Withdrawn/m);
    expect(both.fakeSlack.calls.filter(({ method }) => method === 'chat.update')).toHaveLength(1);
  });

  test('two press Take on the same card: one has it, the other alone is told who', async () => {
    await open();
    await both.teams.fill({});
    const [card] = both.slack.at(inSlack);
    const old = { ...card!, blocks: structuredClone(card!.blocks) };
    await both.slack.press(inSlack, 'Take', 'anna');
    await both.slack.press(inSlack, 'Take', 'ben', old);
    const [shown, told] = both.slack.at(inSlack);
    expect(shown?.text).toContain('Taken by anna');
    expect(told).toMatchObject({ onlyFor: 'U0BEN', text: expect.stringContaining('Taken by anna') });
  });

  test('Slack asks to wait: the question arrives at the next turn, once', async () => {
    await open();
    both.fakeSlack.misbehave('chat.postMessage', { status: 429, retryAfter: 30 });
    const before = Date.now();
    await both.teams.fill({});
    expect(both.slack.at(inSlack)).toEqual([]);
    await both.experts.run(before + 29_000);
    expect(both.slack.at(inSlack)).toEqual([]);
    await both.experts.run(Date.now() + 31_000);
    await both.experts.run(Date.now() + 310_000);
    expect(both.slack.at(inSlack)).toHaveLength(1);
  });

  test('the connection to Slack breaks: whoever asked is told, and may send it again', async () => {
    await open();
    both.fakeSlack.misbehave('chat.postMessage', { drop: true, stored: true });
    await both.teams.fill({});
    expect(both.slack.at(inSlack)).toHaveLength(1);
    expect(textOf(both.teams.at(chat).at(-1))).toContain('cannot tell whether your question arrived');
    await both.teams.press(chat, 'Send it again');
    expect(both.slack.at(inSlack)).toHaveLength(2);
  });
});

describe('asked in Slack, answered in Teams', () => {
  const open = async (scenario: string, where: string) => {
    both = await openBothPlatforms((url) => `teams:${JSON.stringify({ id: inTeams, url, bot: '28:bot' })}`);
    await both.slack.say(scenario, question);
    await both.slack.press(where, 'Ask a person');
  };

  test('each side is told at each step; asked in a channel, they are told alone', async () => {
    await open('mention', 'C0FALLS');
    const { teams, slack } = both;
    expect(JSON.stringify(slack.window())).toMatch(/Microsoft Teams.*to you alone/s);
    expect(teams.at(inTeams)).toEqual([]);
    await slack.fill({});
    expect(JSON.stringify(slack.window())).toContain('I have written to you');
    expect(slack.at('U0SISTER').map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Your question is on its way/m)
    ]);
    expect(teams.at(inTeams)).toHaveLength(1);
    expect(textOf(teams.at(inTeams)[0])).not.toMatch(/U0SISTER|sister/);

    await teams.press(inTeams, 'Take', 'Anna Smith');
    expect(textOf(teams.at(inTeams)[0])).toContain('Taken by Anna Smith');
    expect(slack.at('U0SISTER').at(-1)?.text).toMatch(/^Somebody is looking into it/m);

    await teams.press(inTeams, 'Answer', 'Anna Smith');
    expect(JSON.stringify(teams.window())).toContain('falls bundle');
    await teams.fill({ answer: 'One ward first.' });
    expect(teams.at(inTeams)).toHaveLength(1);
    expect(textOf(teams.at(inTeams)[0])).toMatch(/Answered.*One ward first\..*Draft an entry from this/s);
    expect(slack.at('U0SISTER').at(-1)?.text).toMatch(/^An answer from the experts\n.*“One ward first\.”/ms);
    expect(JSON.stringify(slack.at('C0FALLS'))).not.toContain('One ward first');
  });

  test('asked in a direct message it is answered there, and closing says so there', async () => {
    await open('direct-message', 'D0SISTER');
    await both.slack.fill({});
    expect(both.slack.at('D0SISTER').at(-1)?.text).toMatch(/^Your question is on its way/m);
    // The card of an agent stands in a thread, the answer below it in the conversation.
    expect(JSON.stringify(both.slack.window())).toContain('I have written to you; what comes of it you find there.');
    await both.teams.press(inTeams, 'Close');
    expect(both.slack.at('D0SISTER').at(-1)?.text).toMatch(/^Your question was closed without an answer/m);
    expect(textOf(both.teams.at(inTeams)[0])).toContain('Closed');
  });

  test('asked on the Home tab, the window says where the answer comes', async () => {
    await open('direct-message', 'D0SISTER');
    await both.slack.deliver({
      ...slackFixture('home-press'),
      trigger_id: randomUUID(),
      actions: [{ type: 'button', action_id: 'experts.ask', value: ` ${question}`, action_ts: '1795424411.000001' }]
    });
    await both.slack.fill({});
    expect(JSON.stringify(both.slack.window())).toContain('I have written to you; what comes of it you find there.');
    expect(both.slack.at('U0SISTER').at(-1)?.text).toMatch(/^Your question is on its way/m);
  });

  test('withdrawn in Slack, the card in Teams changes in place', async () => {
    await open('direct-message', 'D0SISTER');
    await both.slack.fill({});
    await both.slack.press('D0SISTER', 'Withdraw it');
    expect(both.slack.at('D0SISTER').at(-1)?.text).toMatch(/^Withdrawn/m);
    expect(both.teams.at(inTeams)).toHaveLength(1);
    expect(textOf(both.teams.at(inTeams)[0])).toContain('taken the question back');
    expect(textOf(both.teams.at(inTeams)[0])).not.toContain('falls');
  });

  test('from an answer, the experts see what was shown', async () => {
    both = await openBothPlatforms((url) => `teams:${JSON.stringify({ id: inTeams, url, bot: '28:bot' })}`);
    await both.slack.say('direct-message', 'squire please');
    await both.slack.press('D0SISTER', 'Ask a person');
    await both.slack.fill({ question: 'Which part of it fits a poster?' });
    expect(textOf(both.teams.at(inTeams)[0])).toMatch(/Which part of it fits a poster\?.*I had shown.*SQUIRE 2\.0/s);
  });

  test('the bot is not in the team’s channel: whoever asked is told at once', async () => {
    await open('direct-message', 'D0SISTER');
    both.connector.fail({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });
    await both.slack.fill({});
    expect(both.slack.at('D0SISTER').at(-1)?.text).toMatch(/^Your question could not be delivered/m);
  });
});
