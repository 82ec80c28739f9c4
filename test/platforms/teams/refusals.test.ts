import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Card } from '../../../src/core/model/card.ts';
import type { ReplyOutcome } from '../../../src/observability/platform-metrics.ts';
import { texts } from '../../contract/platform.contract.ts';
import type { ConnectorCall, ConnectorFault } from '../../support/fake-teams-connector.ts';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';
import { openTeams, type TeamsUnderTest, tenantId } from '../../support/teams-under-test.ts';
import { until } from '../../support/until.ts';

/** Answers that Teams refuses, by every code that msteams-docs names for it (conversation-messages.md, rate-limit.md). */

const answer: Card = {
  title: 'An answer',
  text: 'Some **text**.',
  feedback: { about: 'squire-2' },
  links: [{ label: 'Open it', url: 'https://example.org/a' }]
};
const channel = '19:scrubbed-channel@thread.tacv2;messageid=1763889301000';
const groupChat = { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true, tenantId };
const bot28 = '28:11111111-2222-3333-4444-555555555555';
const ownChat = 'a:chat-with-29:1scrubbed-user';
const personalChat = 'a:1scrubbed-personal';
const refused = (status: number, code: string): ConnectorFault => ({ status, body: { error: { code } } });
/** Shorter than the real ones. */
const waits = { here: 3_500, unsaid: 400, last: 5_000 };

describe.each(['botbuilder', 'agents'] as const)('on %s', (sdk) => {
  let bot: RecordingBot;
  let teams: TeamsUnderTest;
  let outcomes: ReplyOutcome[];
  const posts = (): ConnectorCall[] => teams.connector.calls.filter(({ body }) => body.type === 'message');
  const events = () => teams.lines.map(({ event }) => event);
  const shown = () => teams.connector.messages().map(({ body }) => body);
  /** Places in which an answer was shown. */
  const places = () => posts().flatMap(({ body, conversation }) => (shown().includes(body) ? [conversation] : []));

  beforeEach(async () => {
    bot = createRecordingBot();
    bot.answer(answer);
    outcomes = [];
    teams = await openTeams(bot, { sdk, waits }, { replied: (outcome) => outcomes.push(outcome) });
  });
  afterEach(() => teams.close());

  const places403 = ['BotNotInConversationRoster', 'BotDisabledByAdmin', 'ConversationBlockedByUser'];
  const elsewhere: [string, ConnectorFault[]][] = [
    ['401', [refused(401, 'BotNotRegistered')]],
    ...places403.map((code): [string, ConnectorFault[]] => [`403 ${code}`, [refused(403, code)]]),
    ['404', [refused(404, 'ConversationNotFound')]],
    ['429 twice', [{ status: 429 }, { status: 429 }]],
    ['429 for longer than a turn', [{ status: 429, headers: { 'retry-after': '4' } }]],
    ['412 twice', [{ status: 412 }, { status: 412 }]]
  ];
  /** Server errors, after which the answer may have arrived, and how often it is sent then. */
  const unsure: [number, number][] = [
    [500, 1],
    [502, 2],
    [503, 2],
    [504, 2]
  ];

  describe.each([
    ['channel', {}],
    ['group chat', { conversation: groupChat }]
  ])('an answer in a %s', (_where, changes) => {
    const home = 'conversation' in changes ? groupChat.id : channel;

    test.each(elsewhere)('refused with %s comes in the asker’s own chat, and says why', async (_name, faults) => {
      teams.connector.fail(...faults);
      expect((await teams.deliver(teams.activity('mention', changes))).status).toBe(200);
      expect(places()).toEqual([ownChat]);
      expect(texts(shown()[0]!)).toMatch(/An answer[\s\S]*I could not answer where you asked/);
      expect(events()).toEqual(['teams.reply.refused']);
      expect(outcomes).toEqual(['other']);
    });

    test.each(['400 BadSyntax', '413 MessageSizeTooBig'])('refused with %s comes there as text', async (name) => {
      const [status, code] = name.split(' ');
      const fault = refused(Number(status), code!);
      teams.connector.refusal = ({ body }) => (body.attachments ? fault : undefined);
      await teams.deliver(teams.activity('mention', changes));
      expect(places()).toEqual([home]);
      expect(shown()[0]).toMatchObject({
        text: 'An answer\nSome text.\nOpen it: https://example.org/a',
        textFormat: 'plain'
      });
      expect(shown()[0]).not.toHaveProperty('entities');
    });

    test('whose text is refused too comes in the own chat, as text where no card is taken', async () => {
      teams.connector.refusal = ({ body, conversation }) =>
        body.attachments || conversation === home ? refused(413, 'MessageSizeTooBig') : undefined;
      await teams.deliver(teams.activity('mention', changes));
      expect(places()).toEqual([ownChat]);
      expect(shown()[0]?.text).toMatch(/I could not answer where you asked[\s\S]*Some text/);
    });

    test.each(unsure)('that meets %i throughout is sent %i times, and to no other place', async (status, times) => {
      teams.connector.refusal = () => ({ status });
      await teams.deliver(teams.activity('mention', changes));
      expect(posts().map(({ conversation }) => conversation)).toEqual(Array(times).fill(home));
      expect(events()).toEqual(['teams.reply.refused', 'teams.reply.failed']);
      expect(outcomes).toEqual(['lost']);
    });

    test.each<[string, ConnectorFault]>([
      ['500', { status: 500 }],
      ['a broken connection', 'drop']
    ])('limited, and then met by %s in the own chat, is sent no more', async (_name, fault) => {
      teams.connector.refusal = ({ body, conversation }) => {
        if (body.type !== 'message') return undefined;
        return conversation === home ? { status: 429 } : fault;
      };
      await teams.deliver(teams.activity('mention', changes));
      expect(posts().at(-1)?.conversation).toBe(ownChat);
      expect(events()).toEqual(['teams.reply.refused', 'teams.reply.failed']);
    });

    test('limited for long where it belongs, and shortly in the own chat, comes there after the wait', async () => {
      const since = Date.now();
      const long: ConnectorFault = { status: 429, headers: { 'retry-after': '120' } };
      teams.connector.refusal = ({ body, conversation }) => {
        if (conversation === home) return long;
        return body.type === 'message' && Date.now() - since < 500 ? { status: 429 } : undefined;
      };
      await teams.deliver(teams.activity('mention', changes));
      await until(() => outcomes.length > 0);
      expect(places()).toEqual([ownChat]);
      expect(posts().filter(({ conversation }) => conversation === home)).toHaveLength(1);
      expect(outcomes).toEqual(['other']);
    });

    test('too large, and limited as text, comes as text after the wait', async () => {
      const since = Date.now();
      teams.connector.refusal = ({ body, conversation }) => {
        if (conversation !== home) return refused(403, 'ForbiddenOperationException');
        if (body.attachments) return refused(413, 'MessageSizeTooBig');
        return Date.now() - since < 500 ? { status: 429 } : undefined;
      };
      await teams.deliver(teams.activity('mention', changes));
      await until(() => outcomes.length > 0);
      expect(places()).toEqual([home]);
      expect(posts().filter(({ body }) => body.attachments)).toHaveLength(1);
      expect(shown()[0]).toMatchObject({ textFormat: 'plain' });
    });

    test.each<[string, ConnectorFault]>([
      ['500', { status: 500 }],
      ['503', { status: 503 }],
      ['no answer', 'hang'],
      ['a broken connection', 'drop']
    ])('that meets %s may have arrived, which the asker is told in their own chat', async (_name, fault) => {
      teams.connector.refusal = ({ conversation, body }) =>
        conversation === home && body.type === 'message' ? fault : undefined;
      await teams.deliver(teams.activity('mention', changes));
      await until(() => outcomes.length > 0);
      expect(posts().filter(({ conversation }) => conversation === ownChat)).toHaveLength(1);
      expect(texts(posts().at(-1)!.body)).toMatch(/may not have arrived/);
      expect(texts(posts().at(-1)!.body)).not.toContain('Some text');
      expect(outcomes).toEqual(['lost']);
      expect(teams.lines.at(-1)).toMatchObject({ event: 'teams.reply.failed', fields: { told: true } });
    });

    test('that is a welcome, refused there, comes in the chat of whoever added the bot, and says why', async () => {
      teams.connector.refusal = ({ conversation }) => (conversation === home ? refused(403, 'Forbidden') : undefined);
      const at = { conversation: { ...groupChat, id: home } };
      await teams.deliver(teams.activity('install', at));
      expect(places()).toEqual([ownChat]);
      expect(texts(shown()[0]!)).toMatch(/could not say hello where you added me/);
      expect(outcomes).toEqual(['other']);
    });

    test('is not tried twice where the bot is not let in, nor again where it is let in nowhere', async () => {
      teams.connector.refusal = () => refused(403, 'BotNotInConversationRoster');
      await teams.deliver(teams.activity('mention', changes));
      expect(teams.connector.calls.map(({ conversation }) => conversation)).toEqual([home, '']);
      expect(events()).toEqual(['teams.reply.refused', 'teams.reply.failed']);
      expect(outcomes).toEqual(['lost']);
    });
  });

  describe('an answer in the personal chat', () => {
    const ask = () => teams.deliver(teams.activity('direct-message'));
    const sameChat = ({ conversation }: ConnectorCall) => conversation === '';

    test.each(elsewhere.filter(([name]) => !/^4(?:12|29)/.test(name)))(
      'refused with %s comes in the chat opened anew',
      async (_name, faults) => {
        teams.connector.fail(...faults);
        await ask();
        expect(places()).toEqual([ownChat]);
        expect(texts(shown()[0]!)).not.toContain('where you asked');
        expect(outcomes).toEqual(['other']);
      }
    );

    test.each(unsure)('that meets %i throughout is sent %i times', async (status, times) => {
      teams.connector.refusal = () => ({ status });
      await ask();
      expect(posts().map(({ conversation }) => conversation)).toEqual(Array(times).fill(personalChat));
      expect(outcomes).toEqual(['lost']);
    });

    test.each([400, 413])('refused with %i comes as text', async (status) => {
      teams.connector.refusal = ({ body }) => (body.attachments ? { status } : undefined);
      await ask();
      expect(places()).toEqual([personalChat]);
      expect(shown()[0]?.text).toContain('Some text.');
    });

    test.each([
      ['429 without a time', { status: 429 }],
      ['412', { status: 412 }],
      ['429 for longer than a turn', { status: 429, headers: { 'retry-after': '4' } }],
      ['429 again after each wait', { status: 429, body: {} }]
    ])('refused with %s comes when Teams takes it again', async (_name, fault) => {
      const since = Date.now();
      const forMs = 'headers' in fault ? 3_900 : 'body' in fault ? 1_500 : 500;
      teams.connector.refusal = () => (Date.now() - since < forMs ? fault : undefined);
      await ask();
      await until(() => outcomes.length > 0);
      expect(places()).toEqual([personalChat]);
      expect(sameChat(teams.connector.calls.at(-1)!)).toBe(false);
      expect(bot.calls).toBe(1);
    });

    test('is not sent again into a chat that somebody blocked', async () => {
      const calls: string[] = [];
      teams.connector.refusal = ({ conversation }) => {
        calls.push(conversation);
        return refused(403, 'ConversationBlockedByUser');
      };
      await ask();
      expect(calls).toEqual([personalChat, '']);
      expect(events()).toEqual(['teams.reply.refused', 'teams.reply.failed']);
    });

    test('is given up where Teams asks for more than the longest wait', async () => {
      teams.connector.refusal = () => ({ status: 429, headers: { 'retry-after': '90' } });
      await ask();
      expect(posts()).toHaveLength(1);
      expect(outcomes).toEqual(['lost']);
    });
  });

  test('a wait that Teams asks for is kept to', async () => {
    const since = Date.now();
    const limit: ConnectorFault = { status: 429, headers: { 'retry-after': '3' } };
    teams.connector.refusal = () => (Date.now() - since < 2_900 ? limit : undefined);
    await teams.deliver(teams.activity('mention'));
    // The request is acknowledged before.
    await until(() => outcomes.length > 0);
    expect(places()).toEqual([channel]);
    expect(posts()).toHaveLength(2);
    expect(outcomes).toEqual(['first']);
  });

  describe('a private answer', () => {
    const privately = { id: bot28, name: 'Spread Bot', isTargeted: true };
    const ask = () =>
      teams.deliver(teams.activity('mention', { conversation: groupChat, recipient: privately, entities: [] }));
    const inPublic = () => posts().filter(({ conversation, targeted }) => conversation === groupChat.id && !targeted);
    afterEach(() => expect(inPublic()).toEqual([]));

    test('refused in both places for its size comes as text', async () => {
      teams.connector.refusal = ({ body }) => (body.attachments ? refused(413, 'MessageSizeTooBig') : undefined);
      await ask();
      expect(places()).toEqual([ownChat]);
      expect(shown()[0]?.text).toContain('Some text.');
    });

    test('refused for its size, with no chat of one’s own, comes as private text', async () => {
      teams.connector.refusal = ({ body, conversation }) => {
        if (conversation === '') return refused(403, 'ForbiddenOperationException');
        return body.attachments ? refused(413, 'MessageSizeTooBig') : undefined;
      };
      await ask();
      expect(teams.connector.messages()).toEqual([expect.objectContaining({ targeted: true })]);
    });

    test('limited, with no chat of one’s own, comes privately after the wait', async () => {
      const since = Date.now();
      teams.connector.refusal = ({ conversation }) => {
        if (conversation === '') return refused(403, 'ForbiddenOperationException');
        return Date.now() - since < 500 ? { status: 429 } : undefined;
      };
      await ask();
      await until(() => outcomes.length > 0);
      expect(teams.connector.messages()).toEqual([expect.objectContaining({ targeted: true })]);
    });
  });

  test('a pressed button of an old client whose card cannot be changed is answered beside it', async () => {
    bot.answer({ card: { title: 'Chosen', text: '' }, audience: 'everyone', inPlace: true });
    teams.connector.refusal = ({ method }) => (method === 'PUT' ? refused(403, 'NotEnoughPermissions') : undefined);
    await teams.deliver(teams.activity('submit'));
    expect(shown().map((body) => texts(body))).toEqual([expect.stringContaining('Chosen')]);
  });

  test.each([false, true])(
    'a dialog shows what could not be put into the conversation (in place: %s)',
    async (inPlace) => {
      bot.answer({ card: { title: 'Done', text: 'It is done.' }, audience: 'everyone', inPlace });
      teams.connector.refusal = () => refused(403, 'BotNotInConversationRoster');
      const data = { form: 'feedback.reason', value: 'v', 'field.reason': 'x', opener: '77' };
      const { body } = await teams.deliver(teams.activity('press', { name: 'task/submit', value: { data } }));
      expect(texts(body as Record<string, unknown>)).toContain('It is done.');
      expect(outcomes).not.toContain('lost');
      expect(events()).not.toContain('teams.reply.failed');
    }
  );

  test.each(['everyone', 'asker'] as const)(
    'a press in a chat without the bot, answered in the press itself for %s, is not lost',
    async (audience) => {
      bot.answer({ card: answer, audience });
      teams.connector.refusal = () => refused(403, 'BotNotInConversationRoster');
      const { body } = await teams.deliver(teams.activity('press'));
      expect(texts(body as Record<string, unknown>)).toContain('An answer');
      expect(outcomes).toEqual(['other']);
      expect(events().at(-1)).toBe(audience === 'asker' ? 'teams.private.shown' : 'teams.reply.shown');
    }
  );

  test.each(['press', 'form'])('a %s is answered in time though Teams does not answer', async (kind) => {
    bot.answer({ card: answer, audience: 'everyone', inPlace: true });
    teams.connector.refusal = () => 'hang';
    const data = kind === 'press' ? { action: 'choose', value: 'v' } : { form: 'feedback.reason', value: 'v' };
    const since = performance.now();
    const { body } = await teams.deliver(
      teams.activity('press', { value: { action: { type: 'Action.Execute', data } } })
    );
    expect(texts(body as Record<string, unknown>)).toContain('An answer');
    expect(performance.now() - since).toBeLessThan(3_000);
  });

  test.each(['everyone', 'asker'] as const)(
    'a form sent by an old client whose place is refused is answered beside it (%s)',
    async (audience) => {
      bot.answer({ card: answer, audience, inPlace: true });
      teams.connector.refusal = ({ method }) => (method === 'PUT' ? refused(403, 'NotEnoughPermissions') : undefined);
      await teams.deliver(teams.activity('submit', { value: { form: 'feedback.reason', value: 'v', opener: '77' } }));
      expect(shown().map((body) => texts(body))).toEqual([expect.stringContaining('An answer')]);
      expect(outcomes).toEqual(['first']);
    }
  );

  test('a form sent by an old client whose answer comes nowhere is lost', async () => {
    bot.answer({ card: answer, audience: 'everyone', rejected: true });
    teams.connector.refusal = () => refused(403, 'BotNotInConversationRoster');
    await teams.deliver(teams.activity('submit', { value: { form: 'feedback.reason', value: 'v', opener: '77' } }));
    expect(outcomes).toEqual(['lost']);
  });
});
