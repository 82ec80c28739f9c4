import { describe, expect, test } from '@jest/globals';
import { parseShortcut } from '../../../../src/platforms/slack/parse/command.ts';
import { parseEvent } from '../../../../src/platforms/slack/parse/event.ts';
import { readWords } from '../../../../src/platforms/slack/parse/said.ts';
import { fixture, type Payload } from '../../../support/slack-stand.ts';

const said = (changes: Payload, name = 'direct-message') => {
  const payload = fixture(name);
  return parseEvent({ ...payload, event: { ...(payload.event as Payload), blocks: [], ...changes } }, 'U0BOT');
};
const textOf = (changes: Payload, name?: string): unknown => {
  const parsed = said(changes, name);
  return parsed?.message.kind === 'question' ? parsed.message.text : parsed?.message.kind;
};
const richText = (...elements: Payload[]): Payload => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }]
});

describe('what a message says', () => {
  test.each<[string, Payload, string]>([
    [
      'a forwarded message',
      { text: '', attachments: [{ is_share: true, text: 'what is SQUIRE 2.0?' }] },
      'what is SQUIRE 2.0?'
    ],
    [
      'a comment and what was forwarded with it',
      { text: 'what would help them?', attachments: [{ is_share: true, text: 'we want to spread our falls work' }] },
      'what would help them?\n\nwe want to spread our falls work'
    ],
    [
      'a forwarded message that has only blocks',
      {
        text: '',
        attachments: [
          {
            is_share: true,
            message_blocks: [{ message: { blocks: [richText({ type: 'text', text: 'how do we keep it going' })] } }]
          }
        ]
      },
      'how do we keep it going'
    ],
    [
      'the preview of a web page, which is nobody’s question',
      { text: 'what is this?', attachments: [{ title: 'Example', text: 'An example' }] },
      'what is this?'
    ],
    [
      'text that stands only in blocks',
      {
        text: '',
        blocks: [
          richText(
            { type: 'user', user_id: 'U0BOT' },
            { type: 'text', text: ' who can <help> ' },
            { type: 'link', url: 'https://example.org', text: 'us' }
          )
        ]
      },
      'who can <help> us'
    ],
    [
      'sections, fields and headers of another app',
      {
        text: '',
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'Question' } },
          {
            type: 'section',
            text: { type: 'mrkdwn', text: 'how do we *spread* this' },
            accessory: { type: 'button', text: { type: 'plain_text', text: 'Press' } }
          },
          { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Press' } }] }
        ]
      },
      'Question\nhow do we spread this'
    ],
    [
      'a voice clip by Slack’s own transcript',
      {
        text: '',
        subtype: 'file_share',
        files: [
          {
            mimetype: 'audio/mp4',
            transcription: { status: 'complete', preview: { content: 'how do I get it published' } }
          }
        ]
      },
      'how do I get it published'
    ]
  ])('%s', (_what, changes, expected) => {
    expect(textOf(changes)).toBe(expected);
  });

  test.each<[string, Payload, string]>([
    [
      'a picture',
      { text: 'what is this?', subtype: 'file_share', files: [{ mimetype: 'image/png' }] },
      'I read words only, so I did not look at the picture.'
    ],
    [
      'a clip that Slack has not written down',
      { text: '', subtype: 'file_share', files: [{ mimetype: 'audio/mp4', transcription: { status: 'processing' } }] },
      'I read words only, so I did not look at the recording.'
    ],
    [
      'several files',
      {
        text: '',
        subtype: 'file_share',
        files: [{ mimetype: 'image/png' }, { mimetype: 'image/jpeg' }, { mimetype: 'application/pdf' }]
      },
      'I read words only, so I did not look at the 2 pictures and the file.'
    ]
  ])('says what was not read: %s', (_what, changes, expected) => {
    expect(said(changes)?.unread).toBe(expected);
  });

  test('a message shortcut reads the same things', () => {
    const payload = fixture('message-shortcut');
    const message = {
      ...(payload.message as Payload),
      text: '',
      attachments: [{ is_share: true, text: 'how do we *spread* it' }]
    };
    expect(parseShortcut({ ...payload, message })?.message).toMatchObject({
      name: 'find',
      rest: 'how do we spread it'
    });
  });
});

describe('who speaks to the bot', () => {
  test.each(['file_share', 'thread_broadcast', 'me_message', 'a_kind_of_tomorrow'])(
    'somebody whose message is a %s',
    (subtype) => {
      expect(said({ subtype })).toBeDefined();
      expect(said({ subtype }, 'mention')).toBeDefined();
    }
  );

  test.each([
    ['a system message', { subtype: 'channel_topic' }],
    ['a bot', { subtype: 'bot_message' }],
    ['something unknown that nobody typed', { subtype: 'a_kind_of_tomorrow', client_msg_id: undefined }],
    ['an edit in a direct message', { edited: { user: 'U0SISTER', ts: '1795424500.000000' } }],
    ['a workflow without a person', { user: null }]
  ])('not %s', (_who, changes) => {
    expect(said(changes)).toBeUndefined();
  });

  test('an edit that adds the forgotten mention, under the id of the message, within a day', () => {
    const edited = said({ edited: { user: 'U0SISTER', ts: '1795424460.000000' } }, 'mention');
    expect(edited?.message.id).toBe(said({}, 'mention')?.message.id);
    expect(said({ edited: { user: 'U0SISTER', ts: '1795524460.000000' } }, 'mention')).toBeUndefined();
  });

  test('one message without a client_msg_id has one id in every event of it', () => {
    const first = said({ client_msg_id: undefined });
    expect(first?.message.id).toBe('D0SISTER/1795424400.000100');
  });
});

test('a shortcut on a reply is answered in its thread', () => {
  const payload = fixture('message-shortcut');
  const parsed = parseShortcut({
    ...payload,
    message: { ...(payload.message as Payload), thread_ts: '1795424000.000001' }
  });
  expect(parsed?.target).toMatchObject({ thread: '1795424000.000001', inThread: true });
  expect(parsed?.message.conversation).toMatchObject({ address: 'C0FALLS/1795424000.000001', home: 'C0FALLS' });
});

test('blocks are read in one pass, however deep and odd they are', () => {
  let nested: Payload = { type: 'section', text: { type: 'mrkdwn', text: 'deep' } };
  for (let n = 0; n < 50; n += 1) nested = { type: 'odd', elements: [nested, nested], fields: [{}], text: {} };
  const since = process.cpuUsage();
  said({ text: '', blocks: [nested, { type: 'section' }, {}, null, 7] });
  expect(process.cpuUsage(since).user / 1e6).toBeLessThan(2);
});

test('marks are read in one pass, however many there are', () => {
  const since = process.cpuUsage();
  for (const mark of ['*', '_', '`', '```', '<', '<a|', '&gt;', ' *a', '*a ']) readWords(mark.repeat(20_000));
  expect(process.cpuUsage(since).user / 1e6).toBeLessThan(5);
});

test.each([
  ['*bold* and _it_ and ~gone~', 'bold and it and gone'],
  ['`code` and ```\na block\n```', 'code and \na block'],
  ['2*3*4 snake_case_word /a_b_c https://x.org/a_b_c', '2*3*4 snake_case_word /a_b_c https://x.org/a_b_c'],
  ['*how do we _spread_ this?*', 'how do we spread this?'],
  ['&gt; a quoted question', 'a quoted question'],
  [':white_check_mark: :+1::skin-tone-2:', ':white_check_mark: :+1::skin-tone-2:'],
  ['<@U0BOT> <mailto:a@b.org|a@b.org> &amp; <#C1|falls>', 'a@b.org & #falls']
])('marks are taken off: %s', (typed, expected) => {
  expect(readWords(typed)).toBe(expected);
});

describe('a command typed out with its slash, as in a thread, where Slack takes none', () => {
  test.each([
    ['/spread tips pause', { kind: 'command', name: 'tips', rest: 'pause' }],
    ['/spread help', { kind: 'command', name: 'help' }],
    ['/spread what is SQUIRE 2.0?', { kind: 'question', text: 'what is SQUIRE 2.0?' }],
    ['/spreadsheet of tips', { kind: 'question', text: '/spreadsheet of tips' }]
  ])('%s', (text, message) => {
    expect(said({ text: `<@U0BOT> ${text}`, thread_ts: '1.1' }, 'mention')?.message).toMatchObject(message);
  });
});
