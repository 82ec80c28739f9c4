import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Card } from '../../../src/core/model/card.ts';
import { anEntry } from '../../support/entries.ts';
import { type Fault, sendSigned } from '../../support/fake-slack.ts';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';
import { controls, fixture, openSlackStand, type Payload, type SlackStand, secret } from '../../support/slack-stand.ts';
import { optionsProblems, viewProblems } from '../../support/slack-validator.ts';
import { guardMs } from '../../support/until.ts';

let bot: RecordingBot;
let stand: SlackStand;
const entries = [
  anEntry({ id: 'squire-2', title: 'SQUIRE 2.0', kind: 'checklist', topic: 'publishing' }),
  anEntry({ id: 'squire-edu', title: 'SQUIRE-EDU', topic: 'improvement' })
];
beforeEach(async () => {
  bot = createRecordingBot(entries);
  stand = await openSlackStand(bot, {
    parts: {
      home: async () => ({
        tip: { title: 'Tip of the week', text: 'Small tests first.', feedback: { about: 'tip-1' } },
        channels: ['C0FALLS', 'not a channel']
      })
    }
  });
});
afterEach(async () => {
  await stand.close();
  expect(stand.fake.complaints).toEqual([]);
});

const card: Card = { title: 'An answer', text: 'Some text.' };
const last = () => stand.fake.messages.at(-1)!;
const event = (name: string, changes: Payload): Payload => {
  const payload = fixture(name);
  return { ...payload, event: { ...(payload.event as Payload), ...changes } };
};
const command = (text: string): Payload => ({
  ...fixture('command'),
  text,
  trigger_id: `t-${text}`,
  response_url: stand.fake.responseUrl('C0FALLS', 'U0SISTER')
});

describe('a question', () => {
  test('by mention is answered in the thread it starts, never in the root of the channel', async () => {
    await stand.deliver(fixture('mention'));
    expect(last()).toMatchObject({ channel: 'C0FALLS', thread: '1795424400.000200' });
    expect(bot.messages[0]!.conversation).toEqual({
      platform: 'slack',
      address: 'C0FALLS/1795424400.000200',
      home: 'C0FALLS',
      direct: false,
      tenant: 'T0HOSPITAL'
    });
  });

  test('by mention inside a thread is answered there', async () => {
    await stand.deliver(event('mention', { thread_ts: '1795424000.000001' }));
    expect(last().thread).toBe('1795424000.000001');
    expect(bot.messages[0]!.conversation.address).toBe('C0FALLS/1795424000.000001');
  });

  test('in a channel whose answer is for the asker alone shows it in the channel, where no thread is yet to show it in', async () => {
    bot.answer({ card, audience: 'asker' });
    await stand.deliver(fixture('mention'));
    expect(last()).toMatchObject({ channel: 'C0FALLS', onlyFor: 'U0SISTER' });
    expect(last().thread).toBeUndefined();
    await stand.deliver(event('mention', { client_msg_id: 'in-thread', thread_ts: '1795424000.000001' }));
    expect(last().thread).toBe('1795424000.000001');
  });

  test('in a direct message is answered in the thread it starts, or the one it is in; both are one conversation', async () => {
    await stand.deliver(fixture('direct-message'));
    expect(last()).toMatchObject({ channel: 'D0SISTER', thread: '1795424400.000100' });
    await stand.deliver(event('direct-message', { client_msg_id: 'other', thread_ts: '1795424000.000009' }));
    expect(last().thread).toBe('1795424000.000009');
    expect(bot.messages.map(({ conversation }) => conversation.address)).toEqual(['D0SISTER', 'D0SISTER']);
  });

  test('does not unfurl links, and says everything in text too', async () => {
    await stand.deliver(fixture('mention'));
    expect(last().payload).toMatchObject({
      unfurl_links: 'false',
      unfurl_media: 'false',
      text: expect.stringContaining('An answer')
    });
  });

  test('that begins with a command word is that command, and the whole channel’s', async () => {
    await stand.deliver(event('mention', { text: '<@U0BOT> tips weekly monday 09:00' }));
    expect(bot.messages[0]).toMatchObject({ kind: 'command', name: 'tips', rest: 'weekly monday 09:00' });
    expect(bot.messages[0]!.conversation.home).toBe('C0FALLS');
  });

  test('of no words asks for help', async () => {
    await stand.deliver(event('mention', { text: '<@U0BOT>' }));
    expect(bot.messages[0]).toMatchObject({ kind: 'command', name: 'help' });
  });

  test.each([
    ['another bot', { bot_id: 'B0OTHER' }],
    ['somebody who joins', { subtype: 'channel_join' }],
    ['a hidden message', { hidden: true }],
    ['the bot itself', { user: 'U0BOT' }],
    ['nobody', { user: undefined }]
  ])('by %s is ignored', async (_who, changes) => {
    await stand.deliver(event('direct-message', changes));
    await stand.deliver(event('mention', changes));
    expect(bot.calls).toBe(0);
  });

  test('counts once when Slack sends one typed message as two events', async () => {
    await stand.deliver(fixture('direct-message'));
    await stand.deliver({ ...event('direct-message', { ts: '1795424421.000100' }), event_id: 'Ev0SECOND' });
    expect(stand.fake.messages).toHaveLength(1);
  });
});

describe('/spread', () => {
  test('looks words up and shows only the asker', async () => {
    bot.answer({ card, audience: 'asker' });
    await stand.deliver(command('publishing a poster'));
    expect(bot.messages[0]).toMatchObject({ kind: 'command', name: 'find', rest: 'publishing a poster' });
    expect(last()).toMatchObject({ channel: 'C0FALLS', onlyFor: 'U0SISTER' });
  });

  test('takes a command word for what a person means by it', async () => {
    for (const text of ['help', 'contacts', 'help me get published', 'tips pause']) await stand.deliver(command(text));
    expect(bot.messages).toMatchObject([
      { name: 'help', rest: '' },
      { name: 'contacts', rest: '' },
      { name: 'find', rest: 'help me get published' },
      { name: 'tips', rest: 'pause' }
    ]);
  });

  test('without words opens the look-up', async () => {
    await stand.deliver(command(''));
    expect(bot.calls).toBe(0);
    expect(stand.fake.views).toMatchObject([{ method: 'views.open', callback_id: 'look_up' }]);
  });

  test('can be shared with the channel by its button', async () => {
    bot.answer({ card: { ...card, actions: [{ id: 'share', label: 'Share', value: 'squire-2' }] }, audience: 'asker' });
    await stand.deliver(command('squire'));
    bot.answer({ card: { title: 'For all', text: '' }, audience: 'everyone' });
    await stand.deliver({
      ...fixture('press'),
      container: { type: 'message', message_ts: last().ts, channel_id: 'C0FALLS', is_ephemeral: true },
      channel: { id: 'C0FALLS', name: 'falls' },
      message: undefined,
      response_url: stand.fake.responseUrl('C0FALLS', 'U0SISTER', last().ts),
      actions: controls(last().blocks).filter(({ label }) => label === 'Share')
    });
    expect(bot.messages[1]).toMatchObject({ kind: 'action', action: 'share', value: 'squire-2' });
    expect(last()).toMatchObject({ channel: 'C0FALLS', text: 'For all' });
    expect(last().onlyFor).toBeUndefined();
    expect(last().thread).toBeUndefined();
  });

  test('works in a direct message between two people, where the bot is no member', async () => {
    bot.answer({ card: { ...card, actions: [{ id: 'why', label: 'Why?', value: 'x' }] }, audience: 'asker' });
    const response_url = stand.fake.responseUrl('D0TWO', 'U0SISTER');
    await stand.deliver({ ...command('squire'), channel_id: 'D0TWO', response_url });
    await stand.deliver({
      ...fixture('press'),
      container: { type: 'message', message_ts: last().ts, channel_id: 'D0TWO', is_ephemeral: true },
      channel: { id: 'D0TWO', name: 'directmessage' },
      message: undefined,
      response_url: stand.fake.responseUrl('D0TWO', 'U0SISTER', last().ts)
    });
    expect(stand.fake.calls.filter(({ method }) => method.startsWith('chat.'))).toEqual([]);
    expect(stand.fake.messages).toHaveLength(2);
  });

  test('still answers when its response_url has expired', async () => {
    bot.answer({ card, audience: 'asker' });
    await stand.deliver({
      ...command('squire'),
      response_url: `${stand.fake.apiUrl.replace('/api/', '')}/response/gone`
    });
    expect(last()).toMatchObject({ onlyFor: 'U0SISTER', text: expect.stringContaining('An answer') });
  });
});

test('the message shortcut looks up what somebody wrote, without its markup', async () => {
  bot.answer({ card, audience: 'asker' });
  await stand.deliver({ ...fixture('message-shortcut'), response_url: stand.fake.responseUrl('C0FALLS', 'U0SISTER') });
  expect(bot.messages[0]).toMatchObject({
    kind: 'command',
    name: 'find',
    rest: 'we want to <publish> our falls work, see this page'
  });
  expect(last()).toMatchObject({ channel: 'C0FALLS', onlyFor: 'U0SISTER' });
});

describe('buttons', () => {
  const press = (changes: Payload): Payload => ({
    ...fixture('press'),
    response_url: stand.fake.responseUrl('D0SISTER', 'U0SISTER'),
    ...changes
  });

  test('that open a web page are acknowledged and no more', async () => {
    const actions = [{ type: 'button', action_id: 'link:0', url: 'https://example.org', action_ts: '1' }];
    expect(await stand.deliver(press({ actions }))).toMatchObject({ status: 200 });
    expect(bot.calls).toBe(0);
  });

  test('are one press however often Slack delivers it', async () => {
    await stand.deliver(press({}));
    await stand.deliver(press({}));
    expect(bot.messages).toHaveLength(1);
    expect(stand.fake.messages).toHaveLength(1);
  });

  test('in a menu come back with what was chosen', async () => {
    const actions = [
      { type: 'overflow', action_id: 'open:4', selected_option: { text: {}, value: 'tidier' }, action_ts: '1' }
    ];
    await stand.deliver(press({ actions }));
    expect(bot.messages[0]).toMatchObject({ action: 'open', value: 'tidier' });
  });

  test('on a card in a channel answer the asker alone, without starting a thread', async () => {
    bot.answer({ card, audience: 'asker' });
    await stand.deliver(
      press({
        container: { type: 'message', message_ts: '1795424401.000300', channel_id: 'C0FALLS', is_ephemeral: false },
        channel: { id: 'C0FALLS', name: 'falls' }
      })
    );
    expect(last()).toMatchObject({ channel: 'C0FALLS', onlyFor: 'U0SISTER' });
    expect(last().thread).toBeUndefined();
  });

  test('that answer everyone do so in the thread of their card', async () => {
    await stand.deliver(
      press({
        container: { type: 'message', message_ts: '1795424401.000300', channel_id: 'C0FALLS', is_ephemeral: false },
        channel: { id: 'C0FALLS', name: 'falls' }
      })
    );
    expect(last()).toMatchObject({ channel: 'C0FALLS', thread: '1795424401.000300' });
    expect(bot.messages[0]!.conversation.address).toBe('C0FALLS');
  });

  test('replace their card even where the response_url has expired', async () => {
    await stand.deliver(fixture('direct-message'));
    bot.answer({ card: { title: 'Chosen', text: '' }, audience: 'everyone', inPlace: true });
    const { ts } = last();
    await stand.deliver(
      press({
        response_url: `${stand.fake.apiUrl.replace('/api/', '')}/response/gone`,
        container: { type: 'message', message_ts: ts, channel_id: 'D0SISTER' }
      })
    );
    expect(stand.fake.messages.map(({ text }) => text)).toEqual(['Chosen']);
  });
});

test.each(['direct-message', 'command', 'press', 'message-shortcut'])(
  'Slack is acknowledged before the work is done (%s)',
  async (name) => {
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    bot.answer(async () => {
      await held;
      return { card, audience: 'asker' };
    });
    const payload: Payload = { ...fixture(name), response_url: stand.fake.responseUrl('C0FALLS', 'U0SISTER') };
    const form = payload.type !== 'event_callback';
    const { status } = await sendSigned(`${stand.url}/slack/events`, payload, { secret, form });
    expect(status).toBe(200);
    expect(stand.fake.messages).toEqual([]);
    release();
    await stand.platform.idle(guardMs);
    expect(stand.fake.messages).toHaveLength(1);
  }
);

test.each(['-h', '--help', '?', 'help'])('the command %s is answered with the help', async (text) => {
  await stand.deliver({ ...fixture('command'), text });
  expect(bot.messages).toMatchObject([{ kind: 'command', name: 'help', rest: '' }]);
});

describe('App Home', () => {
  test('shows search, topics, questions, the tip, subscribed channels and help', async () => {
    await stand.deliver(fixture('home-opened'));
    const [view] = stand.fake.views;
    expect(view).toMatchObject({ method: 'views.publish', type: 'home' });
    const shown = JSON.stringify(view);
    for (const part of [
      'look_up_search',
      'Publishing',
      'Spread a change',
      'Small tests first.',
      '"channel_id":"C0FALLS"',
      '/spread help'
    ])
      expect(shown).toContain(part);
    expect(shown).not.toContain('not a channel');
  });

  test('offers nothing that the knowledge does not have', async () => {
    bot.offers = () => false;
    bot.name = () => 'Brindle Watch';
    await stand.deliver(fixture('home-opened'));
    expect(JSON.stringify(stand.fake.views)).not.toMatch(/Check our project|contacts:0/);
    await stand.deliver(fixture('home-press'));
    expect(stand.fake.views.at(-1)).toMatchObject({ type: 'modal', title: { text: 'Brindle Watch' } });
  });

  test.each(['hash_conflict', 'not_found', 'brand_new'])(
    'refused once with %s is drawn all the same',
    async (error) => {
      stand.fake.misbehave('views.publish', { error });
      await stand.deliver(fixture('home-opened'));
      expect(stand.fake.views).toMatchObject([{ method: 'views.publish', type: 'home' }]);
    }
  );

  test('answers its buttons in a modal', async () => {
    await stand.deliver(fixture('home-press'));
    expect(bot.messages[0]).toMatchObject({ kind: 'action', action: 'topic', value: 'spread' });
    expect(bot.messages[0]!.conversation).toMatchObject({ address: 'U0SISTER', direct: true });
    expect(stand.fake.views).toMatchObject([{ method: 'views.open', type: 'modal' }]);
  });

  test('offers up to four questions to somebody who opens the conversation, without thread_ts', async () => {
    await stand.deliver(fixture('messages-opened'));
    const call = stand.fake.calls.find(({ method }) => method === 'assistant.threads.setSuggestedPrompts');
    expect(call?.args).toMatchObject({ channel_id: 'D0SISTER' });
    expect(call?.args.thread_ts).toBeUndefined();
    expect(call?.args.prompts).toHaveLength(4);
  });

  test('does without the questions where the workspace has no agents', async () => {
    stand.fake.misbehave('assistant.threads.setSuggestedPrompts', { error: 'not_allowed' });
    expect(await stand.deliver(fixture('messages-opened'))).toMatchObject({ status: 200 });
    expect(stand.log.filter((line) => /"level":"(warn|error)"/.test(line))).toEqual([]);
  });
});

describe('the look-up', () => {
  test('suggests as one types, narrowed by the filters', async () => {
    const answer = await stand.deliver(fixture('suggestion'));
    const options = JSON.parse(answer.body) as { options: unknown[] };
    expect(optionsProblems(options)).toEqual([]);
    expect(options.options).toMatchObject([{ text: { text: 'SQUIRE 2.0' }, value: 'squire-2' }]);
  });

  test('shows what was chosen under the filters', async () => {
    await stand.deliver(fixture('look-up-press'));
    expect(bot.messages[0]).toMatchObject({ kind: 'action', action: 'open', value: 'squire-2' });
    const view = stand.fake.views[0]!;
    expect(view).toMatchObject({ method: 'views.update', callback_id: 'look_up' });
    expect(viewProblems(view)).toEqual([]);
    expect(JSON.stringify(view)).toContain('An answer');
    expect(JSON.stringify(view)).toMatch(/"initial_option":\{"text":\{"type":"plain_text","text":"Publishing"/);
  });

  test('lists a topic when the filter is changed', async () => {
    const actions = [
      { type: 'static_select', action_id: 'look_up_topic', selected_option: { value: 'publishing' }, action_ts: '1' }
    ];
    await stand.deliver({ ...fixture('look-up-press'), actions });
    expect(bot.messages[0]).toMatchObject({ action: 'more', value: '0|publishing||' });
  });

  test('has no Share button, since a modal has no channel', async () => {
    bot.answer({ card: { ...card, actions: [{ id: 'share', label: 'Share', value: 'x' }] }, audience: 'everyone' });
    await stand.deliver(fixture('look-up-press'));
    expect(JSON.stringify(stand.fake.views[0])).not.toContain('share');
  });

  test('opens by the global shortcut', async () => {
    await stand.deliver(fixture('global-shortcut'));
    expect(stand.fake.views).toMatchObject([{ method: 'views.open', callback_id: 'look_up' }]);
  });

  const refused: [string, Fault, RegExp][] = [
    ['expired_trigger_id', { error: 'expired_trigger_id' }, /too late for Slack/],
    ['exchanged_trigger_id', { error: 'exchanged_trigger_id' }, /too late for Slack/],
    ['ratelimited', { error: 'ratelimited' }, /slow down/],
    ['429', { status: 429, retryAfter: 30 }, /slow down/],
    ['missing_scope', { error: 'missing_scope' }, /does not let me/],
    ['invalid_arguments', { error: 'invalid_arguments' }, /did not open\./],
    ['500', { status: 500 }, /did not say whether/]
  ];
  const openers: [string, () => Payload, Payload][] = [
    ['the global shortcut', () => fixture('global-shortcut'), { channel: 'U0SISTER' }],
    ['/spread find', () => command('find'), { channel: 'C0FALLS', onlyFor: 'U0SISTER' }],
    ['/spread', () => command(''), { channel: 'C0FALLS', onlyFor: 'U0SISTER' }],
    [
      '“Browse with filters” on the Home tab',
      () => ({
        ...fixture('home-press'),
        actions: [{ type: 'button', action_id: 'look_up', value: '', action_ts: '1795424411.000001' }]
      }),
      { channel: 'U0SISTER' }
    ]
  ];
  test('is not opened after a wait, for which Slack takes no press', async () => {
    stand.fake.misbehave('views.open', { status: 429, retryAfter: 1 });
    await stand.deliver({ ...fixture('home-press'), trigger_id: 'a-press' });
    expect(stand.fake.calls.filter(({ method }) => method === 'views.open')).toHaveLength(1);
    expect(stand.fake.messages).toMatchObject([{ channel: 'U0SISTER' }]);
  });

  describe.each(openers)('by %s', (_what, opener, where) => {
    test.each(refused)('refused with %s says why, and answers in a message', async (_code, fault, why) => {
      bot.answer({ card: { title: 'What I know about', text: 'Spread' }, audience: 'asker' });
      // A second window would be refused for the same reason.
      stand.fake.misbehave('views.open', fault, fault, fault);
      await stand.deliver(opener());
      expect(bot.messages).toMatchObject([{ kind: 'command', name: 'topics', rest: '' }]);
      expect(stand.fake.messages).toMatchObject([where]);
      expect(last().text).toMatch(/What I know about/);
      expect(last().text).toMatch(why);
      expect(last().text).not.toContain('How to use me');
      expect(stand.log.join('\n')).toContain('slack.window.unopened');
    });
  });
});
