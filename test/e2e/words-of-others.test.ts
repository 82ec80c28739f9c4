import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ChatModule } from '../../src/core/model/chat-module.ts';
import type { KnowledgeBase } from '../../src/core/model/knowledge-base.ts';
import { toAsker } from '../../src/core/model/reply.ts';
import { createTips, type Tips } from '../../src/core/tips/index.ts';
import { noNeeds } from '../../src/core/tips/needs.ts';
import { createZones } from '../../src/jobs/time-zones.ts';
import { openBothPlatforms } from '../support/both-platforms.ts';
import { controls, fixture as slackFixture } from '../support/slack-stand.ts';
import { fixture as teamsFixture, tenantId } from '../support/teams-under-test.ts';
import { trainedSmall } from '../support/trained.ts';

type Json = Record<string, unknown>;

let known: KnowledgeBase;
let both: Awaited<ReturnType<typeof openBothPlatforms>>;
let tips: Tips;
let editorsAsked: string[];

/** Stands for what editors do with entries; writes down that it was asked. */
const entries: ChatModule = {
  name: 'curate',
  word: 'entries',
  press: async () => toAsker({ title: 'Entries', text: '' }),
  submit: async () => toAsker({ title: 'Entries', text: '' }),
  command: async ({ rest }) => {
    editorsAsked.push(rest);
    return toAsker({ title: 'Withdraw this?', text: '' });
  }
};

beforeAll(async () => {
  known = await trainedSmall();
});
beforeEach(async () => {
  editorsAsked = [];
  both = await openBothPlatforms(
    () => 'slack:C0EXPERTS',
    () => '',
    () => known,
    [entries],
    Date.now,
    { tips: (command, at) => tips.command(command, at), graspOfTips: (rest, at) => tips.grasps(rest, at) }
  );
  tips = createTips({
    store: both.store.tips,
    knowledge: () => known.knowledge,
    messengers: both.messengers,
    zones: createZones(),
    log: () => undefined,
    elapsed: () => performance.now(),
    newId: randomUUID,
    needs: noNeeds,
    perMinute: new Map(),
    repeatOnUnknown: new Set(),
    admins: []
  });
});
afterEach(() => both.close());

const words = [
  'tips stop',
  'Tips pause',
  'please stop the tips from tomorrow',
  '/spread tips stop',
  'tips weekly friday 11:00',
  'entries withdraw squire-2'
];

/** Returns every subscription of the place, whatever its state. */
const subscribed = async (): Promise<unknown> => {
  const all = await Promise.all(['slack/T0HOSPITAL/C0FALLS', teamsPlace].map((place) => both.store.tips.find(place)));
  return all.map((one) => one && { state: one.state, rule: one.rule, pausedUntil: one.pausedUntil });
};
const teamsPlace = `teams/${tenantId}/19:scrubbed-channel@thread.tacv2`;
const group = { isGroup: true, conversationType: 'channel', tenantId, id: '19:scrubbed-channel@thread.tacv2' };

const event = (changes: Json): Json => {
  const payload = slackFixture('mention');
  return {
    ...payload,
    event_id: randomUUID(),
    event: {
      ...(payload.event as Json),
      text: '<@U0BOT>',
      blocks: undefined,
      client_msg_id: randomUUID(),
      thread_ts: '1795424000.000001',
      user: 'U0THIRD',
      ...changes
    }
  };
};
const shared = (text: string): Json[] => [{ is_share: true, is_msg_unfurl: true, author_name: 'Ann Other', text }];

/** A message that holds a mention and one part of rich text. */
const rich = (part: string, text: string): Json[] => [
  {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: [{ type: 'user', user_id: 'U0BOT' }] },
      { type: `rich_text_${part}`, elements: [{ type: 'text', text }] }
    ]
  }
];

const slackWays: Record<string, (text: string) => Json> = {
  'Find resources on a message': (text) => {
    const payload = slackFixture('message-shortcut');
    const user = { id: 'U0THIRD', name: 'third', team_id: 'T0HOSPITAL' };
    const response_url = both.fakeSlack.responseUrl('C0FALLS', 'U0THIRD');
    return { ...payload, user, response_url, message: { ...(payload.message as Json), text } };
  },
  'a mention with a forwarded message': (text) => event({ attachments: shared(text) }),
  'a mention with a forwarded message that completes a command': (text) => {
    const [first, ...others] = text.split(' ');
    return event({ text: `<@U0BOT> ${first}`, attachments: shared(others.join(' ')) });
  },
  'a mention with a quote': (text) => event({ text: `<@U0BOT>\n&gt; ${text}` }),
  'a quote after a command': (text) => event({ text: `<@U0BOT> tips\n&gt; ${text.replace(/^tips /i, '')}` }),
  'a mention with a block of code': (text) => event({ text: `<@U0BOT> \`\`\`${text}\`\`\`` }),
  'a mention with a block of code of several lines': (text) => event({ text: `<@U0BOT>\n\`\`\`\n${text}\n\`\`\`` }),
  'a mention with code and other words': (text) => event({ text: `<@U0BOT> \`${text}\` is what the page says` }),
  'a command with code in it': (text) => event({ text: `<@U0BOT> tips \`${text.replace(/^tips /i, '')}\`` }),
  'several pieces of code': (text) => event({ text: `<@U0BOT> \`${text}\` \`now\`` }),
  'code that only the blocks mark': (text) => event({ text: `<@U0BOT> ${text}`, blocks: rich('preformatted', text) }),
  'a quote that only the blocks mark': (text) => event({ text: `<@U0BOT> ${text}`, blocks: rich('quote', text) }),
  '/spread with a block of code': (text) => ({
    ...slackFixture('command'),
    text: `\`\`\`${text}\`\`\``,
    trigger_id: randomUUID(),
    response_url: both.fakeSlack.responseUrl('C0FALLS', 'U0SISTER')
  }),
  'a mention with a file that somebody speaks in': (text) =>
    event({
      subtype: 'file_share',
      files: [{ mimetype: 'audio/mp4', transcription: { status: 'complete', preview: { content: text } } }]
    }),
  'a look-up that the person spells out': (text) => ({
    ...slackFixture('command'),
    text: `find ${text}`,
    trigger_id: randomUUID(),
    response_url: both.fakeSlack.responseUrl('C0FALLS', 'U0SISTER')
  }),
  'a step of a workflow': (text) => ({
    type: 'event_callback',
    team_id: 'T0HOSPITAL',
    event_id: randomUUID(),
    authorizations: [{ team_id: 'T0HOSPITAL', is_enterprise_install: false }],
    event: {
      type: 'function_executed',
      function: { id: 'Fn0', callback_id: 'look_something_up', type: 'app' },
      inputs: { question: text },
      function_execution_id: randomUUID(),
      workflow_execution_id: 'C0FALLS',
      bot_access_token: 'xwfb-of-the-step',
      event_ts: '1795424400.000100'
    }
  })
};

const html = (content: string): Json[] => [{ contentType: 'text/html', content }];
const mentioned = '<at>Spread Bot</at>';
const teamsWays: Record<string, (text: string) => [string, Json]> = {
  'Find resources on a message': (text) => [
    'message-action',
    { conversation: group, value: { messagePayload: { body: { contentType: 'html', content: `<p>${text}</p>` } } } }
  ],
  'a mention with a quote': (text) => ['mention', { text: `${mentioned} <blockquote>${text}</blockquote>` }],
  'a mention with a quoted reply that stands in the text unmarked': (text) => [
    'mention',
    {
      text: `${mentioned} ${text}`,
      attachments: html(
        `<blockquote itemtype="http://schema.skype.com/Reply"><p>${text}</p></blockquote><p>Spread Bot</p>`
      )
    }
  ],
  'a mention with pasted mail': (text) => ['mention', { text: '', attachments: html(`<p>${text}</p>`) }],
  'a look-up that the person spells out': (text) => ['mention', { text: `${mentioned} find ${text}` }]
};

describe('words that nobody typed to the bot are looked up and do nothing', () => {
  /** Returns what stood in each place before, with the tips of both under way. */
  const begun = async () => {
    await both.slack.deliver(event({ text: '<@U0BOT> tips weekly tuesday 10:00' }));
    await both.teams.deliver('mention', { text: `${mentioned} tips weekly tuesday 10:00` });
    const before = await subscribed();
    expect(before).toMatchObject([{ state: 'active' }, { state: 'active' }]);
    return { before, posted: both.fakeSlack.messages.length, sent: both.connector.messages().length };
  };

  test.each(Object.keys(slackWays))('Slack: %s', async (way) => {
    const { before, posted } = await begun();
    for (const text of words) await both.slack.deliver(slackWays[way]!(text));
    expect(await subscribed()).toEqual(before);
    expect(editorsAsked).toEqual([]);
    const announced = both.fakeSlack.messages.slice(posted).filter(({ thread, onlyFor }) => !thread && !onlyFor);
    expect(announced.map(({ channel, text }) => [channel, text])).toEqual([]);
    const offered = both.fakeSlack.messages.slice(posted).flatMap(({ blocks }) => controls(blocks));
    expect(offered.filter(({ action_id }) => action_id.startsWith('tips'))).toEqual([]);
  });

  test.each(Object.keys(teamsWays))('Teams: %s', async (way) => {
    const { before, sent } = await begun();
    for (const text of words) await both.teams.deliver(...teamsWays[way]!(text));
    expect(await subscribed()).toEqual(before);
    expect(editorsAsked).toEqual([]);
    expect(JSON.stringify(both.connector.messages().slice(sent))).not.toContain('"action":"tips"');
  });

  test('nor do they change the tips that were spoken of before', async () => {
    const { before } = await begun();
    await both.slack.deliver(event({ text: '<@U0BOT> tips status' }));
    await both.slack.deliver(event({ attachments: shared('stop') }));
    await both.slack.deliver(event({ text: '<@U0BOT>\n&gt; make it friday' }));
    await both.teams.deliver('mention', { text: `${mentioned} tips status` });
    await both.teams.deliver('mention', { text: `${mentioned} <blockquote>stop</blockquote>` });
    expect(await subscribed()).toEqual(before);
  });
});

test('what people type themselves is a command as ever, beside a picture, a preview or a quoted reply', async () => {
  await both.slack.deliver(event({ text: '<@U0BOT> tips weekly tuesday 10:00' }));
  await both.teams.deliver('mention', { text: `${mentioned} tips weekly tuesday 10:00` });
  const preview = [{ title: 'Example', text: 'An example', from_url: 'https://example.org/' }];
  await both.slack.deliver(
    event({ text: '<@U0BOT> *tips pause*', files: [{ mimetype: 'image/png' }], attachments: preview })
  );
  const { attachments } = teamsFixture('mention');
  await both.teams.deliver('mention', { text: `<quoted messageId="17"/>${mentioned} tips pause`, attachments });
  expect(await subscribed()).toMatchObject([{ state: 'paused' }, { state: 'paused' }]);
  await both.slack.deliver({ ...slackFixture('command'), text: 'tips stop', trigger_id: randomUUID() });
  expect(await subscribed()).toMatchObject([{ state: 'ended' }, { state: 'paused' }]);
});

test.each([
  ['a mention', () => event({ text: '<@U0BOT> `tips stop`' })],
  ['a mention after it', () => event({ text: '`tips stop` <@U0BOT>' })],
  ['a mention, written with its slash', () => event({ text: '<@U0BOT> `/spread tips stop`.' })],
  [
    'code that the blocks mark too',
    () =>
      event({
        text: '<@U0BOT> `tips stop`',
        blocks: [
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'user', user_id: 'U0BOT' },
                  { type: 'text', text: 'tips stop', style: { code: true } }
                ]
              }
            ]
          }
        ]
      })
  ],
  ['/spread', () => ({ ...slackFixture('command'), text: '`tips stop`', trigger_id: randomUUID() })]
])('a command copied out of an answer as one piece of code, and nothing else, is done: %s', async (_way, payload) => {
  await both.slack.deliver(event({ text: '<@U0BOT> tips weekly tuesday 10:00' }));
  await both.slack.deliver(payload());
  expect(await subscribed()).toMatchObject([{ state: 'ended' }, undefined]);
});
