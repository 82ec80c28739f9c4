import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';
import { fixture, openSlackStand, type Payload, type SlackStand } from '../../support/slack-stand.ts';

let bot: RecordingBot;
let stand: SlackStand;
beforeEach(async () => {
  bot = createRecordingBot();
  stand = await openSlackStand(bot, {
    parts: { home: async () => ({ channels: [], tip: { title: 'Improvement tip', text: 'Small tests first.' } }) }
  });
  stand.fake.addToken('xwfb-of-the-step', { team: 'T0HOSPITAL', botUser: 'U0BOT', bot: 'B0BOT', scopes: [] });
});
afterEach(() => stand.close());

const calls = (method: string) => stand.fake.calls.filter((call) => call.method === method);
const direct = (changes: Payload): Payload => {
  const payload = fixture('direct-message');
  return { ...payload, event: { ...(payload.event as Payload), ...changes } };
};

test('the thread of a first message gets the question as its title, without personal details', async () => {
  await stand.deliver(direct({ text: 'how do we help John Smith, NHS number 943 476 5919, to publish?', blocks: [] }));
  expect(calls('agents.sessions.setStatus')).toMatchObject([
    { args: { channel_id: 'D0SISTER', thread_ts: '1795424400.000100', status: 'active' } }
  ]);
  expect(JSON.stringify(calls('agents.sessions.setStatus'))).not.toContain('943 476 5919');
});

test('a follow-up, a command and a mention get none', async () => {
  await stand.deliver(direct({ thread_ts: '1795424000.000001' }));
  await stand.deliver(direct({ text: 'help', blocks: [], client_msg_id: 'other' }));
  await stand.deliver(fixture('mention'));
  expect(calls('agents.sessions.setStatus')).toEqual([]);
});

test('a workspace that refuses titles is asked once, and answered as ever', async () => {
  stand.fake.misbehave('agents.sessions.setStatus', { error: 'not_allowed' });
  await stand.deliver(direct({}));
  await stand.deliver(direct({ client_msg_id: 'second', ts: '1795424500.000100' }));
  expect(calls('agents.sessions.setStatus')).toHaveLength(1);
  expect(stand.fake.messages).toHaveLength(2);
});

const step = (callback_id: string, inputs: Payload): Payload => ({
  type: 'event_callback',
  team_id: 'T0HOSPITAL',
  event_id: `Ev-${callback_id}`,
  authorizations: [{ team_id: 'T0HOSPITAL', is_enterprise_install: false }],
  event: {
    type: 'function_executed',
    function: { id: 'Fn0', callback_id, type: 'app' },
    inputs,
    function_execution_id: `Fx-${callback_id}-${JSON.stringify(inputs).length}`,
    workflow_execution_id: 'Wx0',
    bot_access_token: 'xwfb-of-the-step',
    event_ts: '1795424400.000100'
  }
});

test('a step of a workflow looks something up', async () => {
  bot.answer({ title: 'SQUIRE 2.0', text: 'A checklist.', links: [{ label: 'Open', url: 'https://example.org/' }] });
  expect(await stand.deliver(step('look_something_up', { question: 'which checklist?' }))).toMatchObject({
    status: 200
  });
  expect(bot.messages).toMatchObject([{ kind: 'question', text: 'which checklist?' }]);
  expect(calls('functions.completeSuccess')).toMatchObject([
    {
      args: {
        outputs: { answer: expect.stringContaining('A checklist.'), title: 'SQUIRE 2.0', link: 'https://example.org/' }
      }
    }
  ]);
});

test('a step of a workflow gives the tip of the week', async () => {
  await stand.deliver(step('tip_of_the_week', {}));
  expect(calls('functions.completeSuccess')).toMatchObject([
    { args: { outputs: { answer: expect.stringContaining('Small tests first.'), link: '' } } }
  ]);
});

test('a step without a question fails with a sentence', async () => {
  await stand.deliver(step('look_something_up', { question: ' ' }));
  expect(calls('functions.completeError')).toMatchObject([
    { args: { error: expect.stringContaining('needs a question') } }
  ]);
});

test('a step whose answer Slack takes only at the second try is handed over; one that it refuses fails, and does not hang', async () => {
  stand.fake.misbehave('functions.completeSuccess', { error: 'internal_error' });
  await stand.deliver(step('tip_of_the_week', {}));
  expect(calls('functions.completeSuccess')).toHaveLength(2);
  expect(calls('functions.completeError')).toEqual([]);
  stand.fake.refusal = (method) => (method === 'functions.completeSuccess' ? 'parameter_validation_failed' : undefined);
  await stand.deliver(step('look_something_up', { question: 'which checklist?' }));
  expect(calls('functions.completeError')).toMatchObject([
    { args: { error: expect.stringContaining('Run the workflow again') } }
  ]);
});

test('the Home tab is drawn plainly where Slack refuses its blocks, and later where it limits the rate', async () => {
  stand.fake.misbehave('views.publish', { error: 'invalid_blocks' }, { error: 'invalid_blocks' });
  await stand.deliver(fixture('home-opened'));
  expect(stand.fake.views).toMatchObject([{ type: 'home', blocks: [{ type: 'section' }] }]);
  stand.fake.misbehave('views.publish', { status: 429, retryAfter: 0 }, { error: 'fatal_error' });
  await stand.deliver({ ...fixture('home-opened'), event_id: 'second' });
  expect(stand.fake.views).toHaveLength(2);
});
