import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Card } from '../../../src/core/model/card.ts';
import { turnWaits } from '../../../src/platforms/teams/transport/times.ts';
import type { ConnectorCall, ConnectorFault } from '../../support/fake-teams-connector.ts';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';
import { createTestClaims, openTeams, type TeamsUnderTest, tenantId } from '../../support/teams-under-test.ts';

/** Findings of real reports and the trial of November 2026, as kinds; docs/teams.md lists the reports. */

const answer: Card = { title: 'An answer', text: 'Some text.', feedback: { about: 'squire-2' } };
const secret = 'who can help me with my private worry about publishing';
const groupChat = { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true, tenantId };
const bot28 = '28:11111111-2222-3333-4444-555555555555';
const privately = { id: bot28, name: 'Spread Bot', isTargeted: true };

describe.each(['botbuilder', 'agents'] as const)('on %s', (sdk) => {
  let bot: RecordingBot;
  let teams: TeamsUnderTest;
  const posts = (): ConnectorCall[] => teams.connector.calls.filter(({ body }) => body.type === 'message');
  const events = () => teams.lines.map(({ event }) => event);
  const parsed = async (name: string, changes: Record<string, unknown> = {}) => {
    await teams.deliver(teams.activity(name, changes));
    return bot.messages.at(-1);
  };

  beforeEach(async () => {
    bot = createRecordingBot();
    bot.answer((message) => ({
      card: { ...answer, quote: 'text' in message ? message.text : '' },
      audience: message.kind === 'command' ? 'asker' : 'everyone'
    }));
    teams = await openTeams(bot, { sdk, waits: { ...turnWaits, unsaid: 10 } });
  });
  afterEach(() => teams.close());

  describe('"Find resources" on what somebody else wrote is a look-up and nothing else', () => {
    let id = 0;
    const find = (content: string) =>
      parsed('message-action', {
        id: `f:${++id}`,
        value: { messagePayload: { body: { contentType: 'html', content } } }
      });

    test.each([
      'tips stop',
      '<p>tips stop</p>',
      '<p>Tips weekly Monday 09:00</p>',
      '<div>tips&nbsp;pause</div>',
      '<p>/spread tips stop</p>',
      '<p><at id="0">Spread Bot</at> tips stop</p>',
      'entries withdraw squire-2',
      'help',
      'contacts publishing',
      '<p>&#116;ips stop</p>'
    ])('%s', async (content) => {
      expect(await find(content)).toMatchObject({ kind: 'command', name: 'find', rest: expect.stringMatching(/\S/) });
      expect(bot.messages).toHaveLength(1);
      expect(teams.connector.calls).toEqual([]);
    });

    test('without the words of a third person quoted or forwarded in it', async () => {
      const quote = (kind: string, inner: string) =>
        `<blockquote itemscope itemtype="http://schema.skype.com/${kind}" itemid="1"><strong itemprop="mri">Ann Other</strong><p itemprop="preview">${inner}</p></blockquote>`;
      for (const kind of ['Reply', 'Forward']) {
        expect(await find(`${quote(kind, 'Lunch at one then?')}<p>what is squire</p>`)).toMatchObject({
          rest: 'what is squire'
        });
        expect(
          await find(`<p>what is</p>${quote(kind, `Lunch ${quote(kind, 'in')} then?`)}<p>squire</p>`)
        ).toMatchObject({ rest: 'what is squire' });
      }
    });

    test('without what its author marked as a quote, unless that is all', async () => {
      expect(await find('<blockquote><p>Lunch at one then?</p></blockquote><p>what is squire</p>')).toMatchObject({
        rest: 'what is squire'
      });
      expect(await find('<blockquote>what is squire</blockquote>')).toMatchObject({ rest: 'what is squire' });
    });

    test('or with what is forwarded in it, where it has no words of its own', async () => {
      const forwarded =
        '<blockquote itemtype="http://schema.skype.com/Forward"><strong itemprop="mri">Ann Other</strong><p>How do we spread this?</p></blockquote>';
      expect(await find(forwarded)).toMatchObject({ rest: 'How do we spread this?' });
    });

    test('with every entity as the character it stands for', async () => {
      expect(
        await find('<p>the ward&rsquo;s &amp; the trust&#8217;s &#x201c;plan&#x201d; &#0;&lt;b&gt;</p>')
      ).toMatchObject({ rest: 'the ward’s & the trust’s “plan” <b>' });
    });
  });

  describe('what was asked in private', () => {
    const ask = () =>
      teams.deliver(
        teams.activity('mention', { conversation: groupChat, recipient: privately, text: secret, entities: [] })
      );
    const inPublic = () => posts().filter(({ conversation, targeted }) => conversation === groupChat.id && !targeted);
    const refusals: [string, ConnectorFault[]][] = [
      ['429 twice', [{ status: 429 }, { status: 429 }]],
      ['412 twice', [{ status: 412 }, { status: 412 }]],
      ['400 ServiceError', [{ status: 400, body: { error: { code: 'ServiceError' } } }]],
      ['403 for the roster', [{ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } }]],
      ['404', [{ status: 404 }]],
      ['413', [{ status: 413 }]]
    ];

    test('is answered to that person alone, with their own words above the answer', async () => {
      await ask();
      expect(posts()).toEqual([expect.objectContaining({ targeted: true, conversation: groupChat.id })]);
      expect(posts()[0]?.body.entities).toEqual([{ type: 'targetedMessageInfo', messageId: '1763889301000' }]);
    });

    test.each(refusals)('and refused with %s is answered in their own chat, never in public', async (_name, faults) => {
      teams.connector.fail(...faults);
      expect((await ask()).status).toBe(200);
      expect(inPublic()).toEqual([]);
      expect(teams.connector.messages().map(({ targeted }) => targeted)).toEqual([false]);
      expect(posts().at(-1)?.conversation).toBe('a:chat-with-29:1scrubbed-user');
      expect(events()).toEqual(['teams.private.refused']);
    });

    test.each(refusals)('and refused with %s everywhere is answered nowhere', async (_name, faults) => {
      teams.connector.refusal = ({ conversation }) => (conversation === '' ? { status: 403 } : faults[0]);
      expect((await ask()).status).toBe(200);
      expect(teams.connector.messages()).toEqual([]);
      expect(inPublic()).toEqual([]);
      expect([events()[0], events().at(-1)]).toEqual(['teams.private.refused', 'teams.private.failed']);
      expect(JSON.stringify(teams.lines)).not.toContain('worry');
    });

    test.each<[string, ConnectorFault]>([
      ['a broken connection', 'drop'],
      ['500', { status: 500 }],
      ['502', { status: 502 }]
    ])('is not said in another place where nobody can tell whether it arrived: %s', async (_name, fault) => {
      teams.connector.refusal = () => fault;
      await ask();
      expect(inPublic()).toEqual([]);
      expect(posts().every(({ targeted }) => targeted)).toBe(true);
    });

    test('or is for the asker alone, is private too when it was asked in public', async () => {
      bot.answer({ card: answer, audience: 'asker' });
      teams.connector.fail({ status: 429 }, { status: 429 });
      await teams.deliver(teams.activity('mention', { text: '<at>Spread Bot</at> find squire' }));
      expect(posts().map(({ conversation, targeted }) => [conversation.slice(0, 3), targeted])).toEqual([
        ['19:', true],
        ['19:', true],
        ['a:c', false]
      ]);
    });

    test('stays private when its card is replaced, by any process', async () => {
      await ask();
      const [shown] = teams.connector.messages();
      bot.answer({ card: { title: 'Chosen', text: '' }, audience: 'everyone', inPlace: true });
      const press = (id: string) =>
        teams.deliver(teams.activity('press', { id, replyToId: shown!.id, conversation: groupChat }));
      await press('f:1');
      expect(teams.connector.calls.at(-1)).toMatchObject({ method: 'PUT', targeted: true });
      const other = await openTeams(bot, { sdk });
      try {
        const activity = { ...teams.activity('press', { id: 'f:2', replyToId: shown!.id, conversation: groupChat }) };
        await other.deliver(activity);
        expect(teams.connector.calls.slice(-2).map(({ targeted }) => targeted)).toEqual([false, true]);
        expect(teams.connector.messages()).toEqual([expect.objectContaining({ targeted: true })]);
      } finally {
        await other.close();
      }
    });
  });

  describe('a quoted reply', () => {
    const marker = '<quoted messageId="1772050244572"/>';
    test.each([
      [`${marker} help`, { kind: 'command', name: 'help' }],
      [`${marker}topics`, { kind: 'command', name: 'topics' }],
      [`${marker} tips status`, { kind: 'command', name: 'tips', rest: 'status' }],
      [`${marker} what is squire`, { kind: 'question', text: 'what is squire' }],
      [`what is ${marker} squire`, { kind: 'question', text: 'what is squire' }],
      [`<quoted messageId="1"></quoted> squire`, { kind: 'question', text: 'squire' }],
      [`<quoted messageId="1">Lunch at one?</quoted> squire`, { kind: 'question', text: 'squire' }],
      [
        '<blockquote itemtype="http://schema.skype.com/Reply"><p>Lunch?</p></blockquote> what is squire',
        { kind: 'question', text: 'what is squire' }
      ],
      ['<blockquote>Lunch?</blockquote> what is squire', { kind: 'question', text: 'what is squire' }],
      ['<blockquote>what is squire</blockquote>', { kind: 'question', text: 'what is squire' }]
    ])('%s is what was written beside it', async (text, message) => {
      expect(await parsed('direct-message', { text })).toMatchObject(message);
      expect(JSON.stringify(teams.connector.messages())).not.toMatch(/quoted messageId|Lunch/);
    });

    test('to a mention in a group too', async () => {
      const text = `${marker} <at>Spread Bot</at> what is squire`;
      expect(await parsed('mention', { text })).toMatchObject({ text: 'what is squire' });
    });

    test('and nothing beside it is nothing said', async () => {
      expect(await parsed('direct-message', { text: ` ${marker} ` })).toBeUndefined();
      expect(teams.connector.calls).toEqual([]);
    });
  });

  describe('a mention of the bot', () => {
    const mention = (text: string, entity: Record<string, unknown> = {}) =>
      parsed('mention', {
        text,
        recipient: { id: bot28, name: 'Spread Bot' },
        entities: [{ type: 'mention', mentioned: { id: bot28, name: 'Spread Bot' }, ...entity }]
      });

    test.each<[string, Record<string, unknown>]>([
      ['<at>Spread Bot</at> topics', { text: '<at>Spread Bot</at>' }],
      ['<at id="0">Spread Bot</at> topics', { text: '<at>Spread Bot</at>' }],
      ['<at id="0">Spread&nbsp;Bot</at>&nbsp;topics', {}],
      ['<at>Spread Bot</at>\r\ntopics', { text: '<at>Spread Bot</at>' }],
      ['Spread Bot topics', {}],
      ['@Spread Bot topics', { text: '' }],
      ['topics <at>Spread Bot</at>', { text: '<at>spread bot</at>' }]
    ])('written %j is taken out', async (text, entity) => {
      expect(await mention(text, entity)).toMatchObject({ kind: 'command', name: 'topics' });
    });

    test('keeps the words of people with a similar name', async () => {
      expect(await mention('Spread Bots are what?', { text: '' })).toMatchObject({ text: 'Spread Bots are what?' });
    });
  });

  test.each(['\u200bhelp\u200b', 'he\u00adlp', '\ufeffhelp', '\u2060help\u200e', 'help\u200d'])(
    'characters nobody sees do not hide a command: %j',
    async (text) => {
      expect(await parsed('direct-message', { text })).toMatchObject({ kind: 'command', name: 'help' });
    }
  );

  test('joiners inside emoji and other scripts stay', async () => {
    expect(await parsed('direct-message', { text: '👩‍⚕️ می‌خواهم' })).toMatchObject({ text: '👩‍⚕️ می‌خواهم' });
  });

  describe('a press whose answer cannot be sent', () => {
    const value = (body: unknown) => body as { statusCode: number; type: string; value: unknown };
    const everywhere = { conversation: groupChat };

    test.each([
      [500, [{ status: 500 }]],
      [401, [{ status: 401 }]],
      [403, [{ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } }]],
      [429, [{ status: 429 }, { status: 429 }]]
    ])('with %i is answered with the card itself, the same again on a repeat', async (_status, faults) => {
      teams.connector.fail(...faults);
      bot.answer({ card: answer, audience: 'everyone' });
      const first = await teams.deliver(teams.activity('press', everywhere));
      expect(value(first.body)).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
      expect(JSON.stringify(value(first.body).value)).toContain('An answer');
      expect(await teams.deliver(teams.activity('press', everywhere))).toEqual(first);
      expect(teams.connector.messages()).toEqual([]);
    });

    test('is answered with the form, where that is the answer', async () => {
      const form = {
        id: 'feedback.reason',
        title: 'What was missing?',
        value: 'v',
        fields: [{ id: 'reason', label: 'Why', kind: 'text' as const }],
        submit: 'Send'
      };
      bot.answer({ card: answer, audience: 'everyone', form });
      teams.connector.fail({ status: 403 });
      const { body } = await teams.deliver(teams.activity('press', everywhere));
      expect(JSON.stringify(body)).toContain('field.reason');
    });

    test('in the conversation but in the own chat says where it is', async () => {
      bot.answer({ card: answer, audience: 'asker' });
      teams.connector.fail({ status: 403 });
      const { body } = await teams.deliver(teams.activity('press', everywhere));
      expect(value(body).value).toBe('The answer is in our own chat, where only you see it.');
    });
  });

  test('an answer in a group chat quotes its question, and stands without where the tenant refuses that', async () => {
    await parsed('mention', { conversation: groupChat });
    expect(posts()[0]?.body).toMatchObject({
      text: '<quoted messageId="1763889301000"/>',
      entities: [{ type: 'quotedReply', quotedReply: { messageId: '1763889301000' } }]
    });
    teams.connector.forget();
    teams.connector.fail({ status: 400 });
    await parsed('mention', { conversation: groupChat, id: '1763889301001' });
    expect(posts().map(({ body }) => 'text' in body)).toEqual([true, false]);
    expect(teams.connector.messages()).toHaveLength(1);
    teams.connector.forget();
    await parsed('mention', { id: '1763889301002' });
    expect(posts()[0]?.body).not.toHaveProperty('text');
  });

  describe('nobody who writes to the bot alone meets silence', () => {
    test.each<[string, Record<string, unknown>, RegExp]>([
      ['a picture', { attachments: [{ contentType: 'image/png', contentUrl: 'x' }] }, /pictures or files/],
      [
        'a file',
        { attachments: [{ contentType: 'application/vnd.microsoft.teams.file.download.info', content: {} }] },
        /pictures or files/
      ],
      [
        'HTML without words',
        { attachments: [{ contentType: 'text/html', content: '<p><img src="x"></p>' }] },
        /pictures or files/
      ],
      ['a button of an older card', { value: { old: 'data' } }, /older card/]
    ])('%s gets one kind sentence, once', async (_name, changes, sentence) => {
      for (let times = 0; times < 2; times++) {
        await teams.deliver(teams.activity('direct-message', { text: '', attachments: [], ...changes }));
      }
      expect(teams.connector.messages().map(({ body }) => String(body.summary))).toEqual([
        expect.stringMatching(sentence)
      ]);
      expect(bot.calls).toBe(0);
    });

    test('words that come in HTML only are read', async () => {
      const attachments = [{ contentType: 'text/html', content: '<div>How do we <b>spread</b> this?</div>' }];
      expect(await parsed('direct-message', { text: '', attachments })).toMatchObject({
        text: 'How do we spread this?'
      });
    });
  });

  test('thirty times added and removed is one welcome a day, over all processes', async () => {
    let clock = Date.parse('2026-11-23T10:00:00Z');
    await teams.close();
    const handled = createTestClaims();
    const replica = () => openTeams(bot, { sdk }, { handled, now: () => clock });
    teams = await replica();
    const other = await replica();
    try {
      const cycle = async (at: TeamsUnderTest, id: number) => {
        await at.deliver(at.activity('install', { id: `f:add-${id}` }));
        await at.deliver(at.activity('install', { id: `f:remove-${id}`, action: 'remove' }));
      };
      for (let id = 0; id < 30; id++) await cycle(id % 2 ? teams : other, id);
      const welcomes = () => [...teams.connector.messages(), ...other.connector.messages()].length;
      expect(welcomes()).toBe(1);
      clock += 24 * 60 * 60_000;
      await cycle(teams, 31);
      expect(welcomes()).toBe(2);
    } finally {
      await other.close();
    }
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['taken out of a chat', { type: 'installationUpdate', action: 'remove' }, { place: 'a:1scrubbed-personal' }],
    [
      'taken out of a team',
      { type: 'installationUpdate', action: 'remove', channelData: { team: { id: '19:team@thread.tacv2' } } },
      { team: '19:team@thread.tacv2' }
    ],
    [
      'in a channel that was deleted',
      {
        type: 'conversationUpdate',
        channelData: {
          eventType: 'channelDeleted',
          channel: { id: '19:gone@thread.tacv2' },
          team: { id: '19:team@thread.tacv2' }
        }
      },
      { place: '19:gone@thread.tacv2' }
    ],
    [
      'in a team that was deleted',
      { type: 'conversationUpdate', channelData: { eventType: 'teamDeleted', team: { id: '19:team@thread.tacv2' } } },
      { team: '19:team@thread.tacv2' }
    ],
    [
      'in a team that was archived',
      { type: 'conversationUpdate', channelData: { eventType: 'teamArchived', team: { id: '19:team@thread.tacv2' } } },
      { team: '19:team@thread.tacv2', kept: true }
    ]
  ])('%s, the bot ends the tips there, and forgets the place unless it may come back', async (_name, changes, gone) => {
    await teams.deliver(teams.activity('install', changes));
    const { kept, ...place } = gone;
    const where = { platform: 'teams', tenant: tenantId, ...place };
    expect(teams.left).toEqual([{ where, reason: expect.any(String) }]);
    expect(teams.forgotten).toEqual(kept ? [] : [where]);
    expect(teams.connector.calls).toEqual([]);
  });
});
