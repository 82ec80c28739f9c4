import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Card } from '../../../src/core/model/card.ts';
import { texts } from '../../contract/platform.contract.ts';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';
import { createTestClaims, openTeams, type TeamsUnderTest } from '../../support/teams-under-test.ts';

const answer: Card = { title: 'An answer', text: 'Some text.' };
const sentAt = 1763889301000;
const html = (content: string) => ({ text: '', attachments: [{ contentType: 'text/html', content }] });

let bot: RecordingBot;
let teams: TeamsUnderTest;
let clock: number;
const shown = () => teams.connector.messages().map(({ body }) => texts(body));

beforeEach(async () => {
  clock = sentAt + 60_000;
  bot = createRecordingBot();
  bot.answer(answer);
  teams = await openTeams(bot, {}, { now: () => clock });
});
afterEach(() => teams.close());

describe('an emoji alone, which comes in HTML only, is what the bot hears', () => {
  test.each([
    ['<p><emoji id="like" alt="👍" title="Like"></emoji></p>', '👍'],
    ['<p><emoji alt="🙏🏾" id="1f64f_foldedhands-tone4"/></p>', '🙏🏾'],
    [
      '<div><span title="Smile" type="(smile)"><img alt="🙂" itemid="smile" itemscope="" itemtype="http://schema.skype.com/Emoji" src="https://x/y"></span></div>',
      '🙂'
    ],
    ['<p>Thank you <emoji id="heart" alt="❤️" title="Heart"></emoji></p>', 'Thank you ❤️']
  ])('%s', async (content, text) => {
    await teams.deliver(teams.activity('direct-message', html(content)));
    expect(bot.messages).toMatchObject([{ kind: 'question', text }]);
    expect(shown()).toEqual([expect.stringContaining('An answer')]);
  });

  test('but a picture is none', async () => {
    await teams.deliver(teams.activity('direct-message', html('<p><img alt="dog (GIF Image)" src="https://x"/></p>')));
    expect(bot.messages).toEqual([]);
    expect(shown()).toEqual([expect.stringContaining('pictures or files')]);
  });
});

describe('a file beside words', () => {
  const file = { contentType: 'application/vnd.microsoft.teams.file.download.info', content: { fileType: 'docx' } };
  const picture = { contentType: 'image/*', contentUrl: 'https://x' };

  test.each([
    ['a file', [file], 'the file'],
    ['a file in a channel', [{ contentType: 'reference', contentUrl: 'https://x' }], 'the file'],
    ['two pictures and a file', [picture, picture, file], 'the 2 pictures and the file']
  ])('%s is said to be unread, above the answer', async (_name, attachments, what) => {
    await teams.deliver(teams.activity('direct-message', { attachments }));
    expect(bot.calls).toBe(1);
    expect(shown()).toEqual([expect.stringContaining(`I read words only, so I did not look at ${what}.`)]);
  });

  test('and a card or a quoted message is no file', async () => {
    const attachments = [
      { contentType: 'application/vnd.microsoft.card.adaptive', content: {} },
      { contentType: 'messageReference', content: '{}' }
    ];
    await teams.deliver(teams.activity('direct-message', { attachments }));
    expect(shown()).toEqual([expect.not.stringContaining('I read words only')]);
  });

  test.each(['messageReference', 'application/vnd.microsoft.teams.messageReference'])(
    'and words that may be those of a quoted message (%s) are not typed by the asker',
    async (contentType) => {
      const quoting = { text: 'tips stop', attachments: [{ contentType, content: '{}' }] };
      await teams.deliver(teams.activity('direct-message', quoting));
      expect(bot.messages.at(-1)).toMatchObject({ kind: 'question' });
      expect(bot.messages.at(-1)).not.toHaveProperty('typed');
      const marked = { ...quoting, text: '<quoted messageId="1"/> tips stop', id: 'another' };
      await teams.deliver(teams.activity('direct-message', marked));
      expect(bot.messages.at(-1)).toMatchObject({ kind: 'command', name: 'tips', rest: 'stop' });
    }
  );
});

describe('an edit', () => {
  const edit = (changes: Record<string, unknown> = {}) => {
    const mention = teams.activity('mention');
    const channelData = { ...(mention.channelData as object), eventType: 'editMessage' };
    return teams.deliver({ ...mention, type: 'messageUpdate', channelData, ...changes });
  };

  test('that adds the mention is answered in the thread', async () => {
    await edit();
    expect(bot.messages).toMatchObject([{ kind: 'question', text: 'how do we spread this to other wards?' }]);
    expect(teams.connector.calls).toMatchObject([{ activity: String(sentAt), targeted: false }]);
  });

  test('of a message that was answered is the same message', async () => {
    await teams.deliver(teams.activity('mention'));
    await edit();
    expect(bot.messages).toHaveLength(1);
    expect(shown()).toHaveLength(1);
  });

  test('a day later, without a mention, in one’s own chat, or taken back is not answered', async () => {
    clock = sentAt + 25 * 60 * 60_000;
    await edit();
    clock = sentAt;
    await edit({ entities: [] });
    await edit({ channelData: { eventType: 'undeleteMessage' } });
    const personal = teams.activity('direct-message');
    await teams.deliver({ ...personal, type: 'messageUpdate', channelData: { eventType: 'editMessage' } });
    expect(bot.messages).toEqual([]);
  });
});

describe('a welcome that Teams refuses', () => {
  const install = (id: string) => teams.deliver(teams.activity('install', { id }));

  test('comes with the next event of the day, once', async () => {
    await teams.close();
    teams = await openTeams(bot, {}, { now: () => clock, handled: createTestClaims() });
    teams.connector.refusal = () => ({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });
    await install('f:1');
    await install('f:2');
    expect(teams.connector.calls).toHaveLength(1);
    delete teams.connector.refusal;
    clock += 2 * 60_000;
    await install('f:3');
    await install('f:4');
    expect(teams.connector.messages()).toHaveLength(1);
  });
});

describe('a form in the conversation that is not accepted', () => {
  const data = { form: 'experts.ask', value: 'v', 'field.question': 'x' };
  const group = { id: '19:scrubbed-group@thread.v2', conversationType: 'groupChat', isGroup: true };
  const refusal = {
    card: { title: 'That did not work', text: 'Try it later.' },
    audience: 'asker',
    rejected: true
  } as const;
  const puts = () => teams.connector.calls.filter(({ method }) => method === 'PUT');

  test.each([
    ['a group', group],
    ['one’s own chat', undefined]
  ])('stays as it is for everybody, and the person is told why: in %s', async (_where, conversation) => {
    bot.answer(refusal);
    const own = teams.activity('direct-message').conversation;
    const value = { action: { type: 'Action.Execute', verb: 'form', data } };
    const { body } = await teams.deliver(
      teams.activity('press', { value, replyToId: '2', conversation: conversation ?? own })
    );
    expect(puts()).toEqual([]);
    expect(teams.connector.messages()).toMatchObject([{ targeted: conversation !== undefined }]);
    expect(shown()).toEqual([expect.stringContaining('Try it later.')]);
    expect(body).toMatchObject({
      type: 'application/vnd.microsoft.activity.message',
      value: expect.stringContaining('not taken')
    });
  });

  test('and where nothing can be sent the press itself says why', async () => {
    bot.answer(refusal);
    teams.connector.refusal = () => ({ status: 403 });
    const value = { action: { type: 'Action.Execute', verb: 'form', data } };
    const { body } = await teams.deliver(teams.activity('press', { value, replyToId: '2', conversation: group }));
    expect(puts()).toEqual([]);
    expect(texts(body as Record<string, unknown>)).toContain('Try it later.');
  });
});
