import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from '@jest/globals';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';
import { fixture, openSlackStand, type Payload, type SlackStand } from '../../support/slack-stand.ts';

/** A table of docs/slack-reports.md: report, what is sent, what people see. */
const rows = readFileSync(new URL('../../../docs/slack-reports.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^\| [^-|]/.test(line) && !line.startsWith('| report |'))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| |\s*\|$/g, '')))
  .map(([report = '', sent = '', seen = '']) => ({ report, sent, seen }));

interface Trial {
  stand: SlackStand;
  bot: RecordingBot;
}

let stand: SlackStand;
afterEach(() => stand?.close());

const event = (name: string, changes: Payload): Payload => {
  const payload = fixture(name);
  return { ...payload, event: { ...(payload.event as Payload), ...changes } };
};
const inThread = { thread_ts: '1795424000.000001' };
const words = 'what is SQUIRE 2.0?';
const forwarded = { is_share: true, text: words };

/** A button on a card that was shared in a conversation. */
const press = (channel: string, changes: Payload = {}): Payload => ({
  ...fixture('press'),
  channel: { id: channel, name: 'made-up' },
  container: { type: 'message', message_ts: '1795424401.000300', channel_id: channel, is_ephemeral: false },
  response_url: stand.fake.responseUrl(channel, 'U0SISTER'),
  ...changes
});

/** The same card in a window, with a button or a thumb. */
const pressInWindow = (action: Payload): Payload => {
  const payload = fixture('home-press');
  const blocks = [{ type: 'actions', elements: [{ type: 'button', action_id: 'feedback:yes' }] }];
  const view = { ...(payload.view as Payload), type: 'modal', blocks };
  return { ...payload, view, actions: [{ type: 'button', action_ts: '1795424411.000001', ...action }] };
};

/** Slack refuses everything in a place with this code. */
const refuse = (place: string, code: string): void => {
  stand.fake.refusal = (method, args) => (method.startsWith('chat.') && args.channel === place ? code : undefined);
};

const mention = () => stand.deliver(fixture('mention'));
const each = async (payloads: readonly Payload[]): Promise<void> => {
  for (const payload of payloads) await stand.deliver(payload);
};

/** Payloads, by the words of the table. `options` are those of the stand. */
const trials: Record<string, (trial: Trial) => Promise<unknown>> = {
  'a mention, as `app_mention` and as `message`': () =>
    each([fixture('mention'), event('mention', { type: 'message', channel_type: 'channel' })]),
  'a mention, then its edit, as `app_mention` with `edited` and as `message_changed`': () =>
    each([
      fixture('mention'),
      event('mention', { edited: { user: 'U0SISTER', ts: '1795424460.000000' } }),
      fixture('edit')
    ]),
  'an edit that adds the forgotten mention': () =>
    stand.deliver(event('mention', { edited: { user: 'U0SISTER', ts: '1795424460.000000' } })),
  'three direct messages: “Also send to”, `/me`, a file with words': () =>
    each(
      ['thread_broadcast', 'me_message', 'file_share'].map((subtype) =>
        event('direct-message', { subtype, client_msg_id: subtype, files: [{ mimetype: 'application/pdf' }] })
      )
    ),
  'the same event twice, the second time as a retry': () => each([fixture('mention'), fixture('mention')]),
  'a mention at the root, one in a thread, one in the thread of a huddle': () =>
    each([
      fixture('mention'),
      event('mention', { ...inThread, client_msg_id: 'second' }),
      event('mention', { ...inThread, client_msg_id: 'third', channel_type: 'huddle' })
    ]),
  'a direct message to the agent, and one after Slack refused the suggested questions': async () => {
    await stand.deliver(fixture('direct-message'));
    stand.fake.misbehave('assistant.threads.setSuggestedPrompts', { error: 'internal_error' });
    await stand.deliver(fixture('messages-opened'));
    await stand.deliver(event('direct-message', { client_msg_id: 'second' }));
  },
  'a button on a shared card where the bot is no member': ({ bot }) => {
    bot.answer({ card: { title: 'An answer', text: 'Some text.' }, audience: 'asker' });
    refuse('C0FALLS', 'not_in_channel');
    return stand.deliver(press('C0FALLS'));
  },
  'a button on a card shared in a conversation of two people': ({ bot }) => {
    bot.answer({ card: { title: 'An answer', text: 'Some text.' }, audience: 'asker' });
    refuse('D0TWO', 'channel_not_found');
    return stand.deliver(press('D0TWO'));
  },
  '`/spread` in a conversation of two people': ({ bot }) => {
    bot.answer({ card: { title: 'An answer', text: 'Some text.' }, audience: 'asker' });
    refuse('D0TWO', 'channel_not_found');
    const response_url = stand.fake.responseUrl('D0TWO', 'U0SISTER');
    return stand.deliver({ ...fixture('command'), channel_id: 'D0TWO', response_url });
  },
  'the shortcut “Find resources” on a reply in a thread': ({ bot }) => {
    bot.answer({ card: { title: 'An answer', text: 'Some text.' }, audience: 'asker' });
    const payload = fixture('message-shortcut');
    const response_url = stand.fake.responseUrl('C0FALLS', 'U0SISTER');
    return stand.deliver({ ...payload, response_url, message: { ...(payload.message as Payload), ...inThread } });
  },
  'a mention in an archived channel': () => {
    refuse('C0FALLS', 'is_archived');
    return mention();
  },
  'a mention, and Slack refuses the drawing (`invalid_blocks`)': () => {
    stand.fake.misbehave('chat.postMessage', { error: 'invalid_blocks' }, { error: 'msg_blocks_too_long' });
    return mention();
  },
  'a mention, and Slack limits the rate for a while': () => {
    stand.fake.misbehave('chat.postMessage', { status: 429, retryAfter: 0 }, { error: 'ratelimited' });
    return mention();
  },
  'a forwarded message without a word': async ({ bot }) => {
    await stand.deliver(event('direct-message', { text: '', blocks: [], attachments: [forwarded] }));
    expect(bot.messages).toMatchObject([{ kind: 'question', text: words }]);
  },
  'a forwarded message with a comment': async ({ bot }) => {
    await stand.deliver(event('direct-message', { text: 'what would help them?', attachments: [forwarded] }));
    expect(bot.messages).toMatchObject([{ text: `what would help them?\n\n${words}` }]);
  },
  'a picture without a word': async () => {
    const files = [{ mimetype: 'image/png' }];
    await stand.deliver(event('direct-message', { subtype: 'file_share', text: '', blocks: [], files }));
    expect(JSON.stringify(stand.fake.messages)).toContain('I did not look at the picture');
  },
  'a voice clip with Slack’s transcript': async ({ bot }) => {
    const files = [{ mimetype: 'audio/mp4', transcription: { status: 'complete', preview: { content: words } } }];
    await stand.deliver(event('direct-message', { subtype: 'file_share', text: '', blocks: [], files }));
    expect(bot.messages).toMatchObject([{ text: words }]);
  },
  'a mention by somebody of another organisation in a shared channel, with `SLACK_WORKSPACES`': () =>
    stand.deliver({ ...event('mention', { user_team: 'T0STRANGER' }), is_ext_shared_channel: true }),
  'a mention by a member of the organisation whom Slack names by it (`E…`), with `SLACK_WORKSPACES`': () =>
    stand.deliver({
      ...event('mention', { user_team: 'E0TRUSTS', team: 'E0TRUSTS' }),
      authorizations: [
        {
          enterprise_id: 'E0TRUSTS',
          team_id: 'T0HOSPITAL',
          user_id: 'U0BOT',
          is_bot: true,
          is_enterprise_install: false
        }
      ]
    }),
  'a mention by a workflow, with `bot_id`, and one without an author': () =>
    each([
      event('mention', { bot_id: 'B0FLOW', subtype: 'bot_message', user: undefined }),
      event('mention', { user: null, client_msg_id: 'second' })
    ]),
  'a mention in a thread, where Slack takes no command': () => stand.deliver(event('mention', inThread)),
  'a mention after the connection was lost': async () => {
    stand.fake.links[0]!.terminate();
    await stand.fake.linked(2);
    await mention();
  },
  'a button in a window': () => stand.deliver(pressInWindow({ action_id: 'why', value: 'squire-2' })),
  'a thumb in a window': () => stand.deliver(pressInWindow({ action_id: 'feedback:yes', value: 'yes:squire-2' })),
  'events that came after this bot was written': () =>
    each(
      [
        'assistant_thread_started',
        'assistant_thread_context_changed',
        'app_context_changed',
        'agent_session_stopped',
        'entity_details_requested',
        'function_executed'
      ].map((type) => ({ ...fixture('unknown-event'), event: { type, user: 'U0SISTER', channel: 'D0SISTER' } }))
    ),
  'a mention with a revoked token': async () => {
    stand.fake.refusal = () => 'token_revoked';
    await mention();
    expect(stand.log.join('\n')).toContain('slack.reply.lost');
    expect(stand.platform.unready()).toMatch(/token_revoked.+Install it again/);
  },
  'the app is removed from the workspace': async () => {
    await stand.deliver(fixture('uninstalled'));
    expect(stand.platform.unready()).toMatch(/app_uninstalled.+Install it again/);
  }
};

/** Says in words what people see. */
function seen(): string {
  const messages = stand.fake.messages.map(({ channel, thread, onlyFor, text }) => {
    const where = /^[UD]0SISTER$/.test(channel) ? 'in the direct message' : 'in the channel';
    const why = text.includes('I may not write') ? ', which says why' : '';
    return onlyFor
      ? `to the asker alone${thread ? ', in the thread' : ''}`
      : `${thread ? `${where}, in the thread` : where}${why}`;
  });
  const windows = stand.fake.views.map(({ method, blocks }) => {
    if (method === 'views.push') return 'in a window above, with a way back';
    const first = (blocks as { type: string }[])[0]?.type;
    return method === 'views.update' && first !== 'header' ? 'in the window, which stays' : 'in a window';
  });
  const all = [...messages, ...windows];
  const unready = stand.platform.unready();
  const counted = [...new Set(all)].map((one) => {
    const count = all.filter((other) => other === one).length;
    return count === 1 ? `an answer ${one}` : `${count} answers ${one}`;
  });
  const said = counted.join('; ') || 'nothing';
  return unready ? `${said}; the bot says that it is not ready, and the fix` : said;
}

test('every row of the table has its trial, and every trial its row', () => {
  expect(rows.map(({ sent }) => sent).sort()).toEqual(Object.keys(trials).sort());
});

test.each(Object.keys(trials).map((sent) => ({ sent, ...rows.find((row) => row.sent === sent) })))(
  '$sent: $seen',
  async ({ sent, seen: written }) => {
    const bot = createRecordingBot();
    stand = await openSlackStand(bot, {
      socket: sent.includes('connection'),
      options: sent.includes('SLACK_WORKSPACES') ? { workspaces: ['T0HOSPITAL'] } : {}
    });
    await trials[sent]!({ stand, bot });
    expect(seen()).toBe(written);
    expect(stand.fake.complaints).toEqual([]);
  }
);
