import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Entry } from '../../../src/core/model/entry.ts';
import { adaptiveCardFaults } from '../../support/adaptive-card-schema.ts';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';
import { openTeams, type TeamsUnderTest } from '../../support/teams-under-test.ts';

function entry(id: string, title: string, more: Partial<Entry> = {}): Entry {
  const summary = `What ${title} <is> & does.`;
  return {
    ...{ id, title, kind: 'tool', topic: 'spread', status: 'current', asks: [], aliases: [], see: [], owner: 'us' },
    ...{ reviewed: '2026-11-22', reviewBy: '2027-11-22', sources: [], body: summary, summary, file: `${id}.md` },
    ...more
  };
}

const entries = [
  entry('squire-2', 'SQUIRE 2.0', { url: 'https://example.org/squire' }),
  ...Array.from({ length: 30 }, (_, i) => entry(`guide-${i}`, `Guide ${i}`))
];

interface Attachment {
  contentType: string;
  content: Record<string, unknown>;
  preview: { contentType: string; content: { title: string; text: string } };
}
interface Extension {
  composeExtension: { type: string; text?: string; attachments?: Attachment[] };
}

let bot: RecordingBot;
let teams: TeamsUnderTest;
beforeEach(async () => {
  bot = createRecordingBot(entries);
  teams = await openTeams(bot);
});
afterEach(() => teams.close());

const ask = async <T>(name: string, value?: unknown) => {
  const { status, body } = await teams.deliver(teams.activity(name, value === undefined ? {} : { value }));
  expect(status).toBe(200);
  return body as T;
};
const typed = (text: unknown, queryOptions?: unknown) => ({
  commandId: 'resources',
  parameters: [{ name: 'query', value: text }],
  ...(queryOptions !== undefined && { queryOptions })
});

describe('the search extension', () => {
  test('gives each entry as its card, with a preview for the list', async () => {
    const { composeExtension } = await ask<Extension>('search');
    expect(composeExtension).toMatchObject({ type: 'result', attachmentLayout: 'list' });
    const [found] = composeExtension.attachments!;
    expect(composeExtension.attachments).toHaveLength(1);
    expect(adaptiveCardFaults(found!.content)).toEqual([]);
    expect(found!.preview).toEqual({
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { title: 'SQUIRE 2.0', text: 'What SQUIRE 2.0 &lt;is&gt; &amp; does.' }
    });
    expect(bot.calls).toBe(0);
  });

  test('shows entries before anything is typed, and pages on', async () => {
    const initial = { commandId: 'resources', parameters: [{ name: 'initialRun', value: 'true' }] };
    const titles = ({ composeExtension }: Extension) =>
      composeExtension.attachments!.map(({ preview }) => preview.content.title);
    expect(titles(await ask<Extension>('search', initial))[0]).toBe('SQUIRE 2.0');
    const first = titles(await ask<Extension>('search', typed('guide', { skip: 0, count: 25 })));
    const second = titles(await ask<Extension>('search', typed('guide', { skip: first.length, count: 25 })));
    expect(new Set([...first, ...second]).size).toBe(first.length + second.length);
    expect(second.length).toBeGreaterThan(0);
  });

  test.each([null, undefined, {}, []])('takes %j for nothing typed, and a number for the word', async (nothing) => {
    const { composeExtension } = await ask<Extension>('search', typed(nothing));
    expect(composeExtension.attachments?.[0]?.preview.content.title).toBe('SQUIRE 2.0');
    expect((await ask<Extension>('search', typed(29))).composeExtension.attachments).toHaveLength(1);
  });

  test('says so when nothing fits', async () => {
    expect((await ask<Extension>('search', typed('qqq'))).composeExtension).toEqual({
      type: 'message',
      text: 'Nothing fits that. Try fewer or other words.'
    });
    const past = await ask<Extension>('search', typed('guide', { skip: 1000, count: 25 }));
    expect(past.composeExtension.text).toBe('That is all.');
  });

  test.each([null, 'x', 7, [], {}, { parameters: 'x' }, typed(['a']), typed('a', { skip: -1, count: 'x' })])(
    'takes %j for an empty or odd search',
    async (value) => {
      expect((await ask<Extension>('search', value)).composeExtension.type).toMatch(/result|message/);
    }
  );
});

describe('the preview of a link', () => {
  test('knows an entry by its address, however it was copied', async () => {
    for (const url of ['https://www.example.org/squire/?utm_source=mail', 'http://example.org/squire#top']) {
      const { composeExtension } = await ask<Extension>('link', { url });
      const [found] = composeExtension.attachments!;
      expect(found!.preview.content.title).toBe('SQUIRE 2.0');
      expect(found!.content.version).toBe('1.3');
      expect(JSON.stringify(found!.content)).not.toContain('Action.Execute');
    }
  });

  test.each(['https://example.org/other', 'https://example.org', 'javascript:alert(1)', '', 'x'])(
    'says nothing of %s',
    async (url) => {
      expect((await ask<Extension>('link', { url })).composeExtension.type).toBe('message');
    }
  );
});

describe('"Find resources" on a message', () => {
  interface Dialog {
    task: { type: string; value: { title: string; card: { content: Record<string, unknown> } } };
  }

  test('looks up the words of the message, and shows what fits in a dialog', async () => {
    bot.answer({
      title: 'An answer',
      text: '',
      actions: [{ id: 'choose', label: 'Yes', value: 'squire-2' }],
      feedback: { about: 'squire-2' }
    });
    const { task } = await ask<Dialog>('message-action');
    expect(bot.messages).toEqual([
      expect.objectContaining({
        kind: 'command',
        name: 'find',
        rest: 'Does anybody know how we spread this to other wards?'
      })
    ]);
    const drawn = JSON.stringify(task.value.card.content);
    expect(task.type).toBe('continue');
    expect(drawn).toContain('An answer');
    expect(drawn).toContain('{"action":"choose","value":"squire-2","alone":true}');
    expect(drawn).toContain('Was this helpful?');
    expect(drawn).not.toContain('Action.Execute');
    expect(adaptiveCardFaults(task.value.card.content)).toEqual([]);
    expect(teams.connector.calls).toEqual([]);
  });

  test('takes a pressed button in the dialog to the bot, and answers in the dialog', async () => {
    const { task } = await ask<Dialog>('dialog-submit');
    expect(bot.messages).toEqual([expect.objectContaining({ kind: 'action', action: 'choose', value: 'squire-2' })]);
    expect(JSON.stringify(task.value.card.content)).toContain('An answer');
  });

  test('does not stumble over a message without words', async () => {
    const payloads = [null, {}, { messagePayload: { body: { content: '<img src=x><script>alert(1)</script>' } } }];
    for (const value of payloads) {
      expect((await ask<Dialog>('message-action', value)).task.type).toBe('continue');
    }
    expect(bot.messages.every((message) => message.kind === 'command' && message.name === 'help')).toBe(true);
  });

  // At 190,000 characters a pattern whose work grows with the square takes a minute, and nobody else is answered meanwhile.
  test.each(['<', '<style ', '<style>', '<script>x'])(
    'is not held up by a message full of %s',
    async (piece) => {
      const content = `How do we spread this? ${piece.repeat(190_000 / piece.length)}`;
      await ask<Dialog>('message-action', { messagePayload: { body: { content } } });
      expect(bot.messages).toHaveLength(1);
    },
    10_000
  );
});
