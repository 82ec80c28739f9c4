import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Card } from '../../../src/core/model/card.ts';
import { botScopes, extraScopes } from '../../../src/platforms/slack/manifest.ts';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';
import { botToken, fixture, openSlackStand, type Payload, type SlackStand } from '../../support/slack-stand.ts';

const old: Card = {
  title: 'The old guide',
  text: 'It said how to **spread** a change.',
  note: 'This is an older item: use “The new guide” instead.',
  links: [
    { label: 'Open the newer one', url: 'https://example.org/new-guide', style: 'primary' },
    { label: 'Open the old page', url: 'https://example.org/old-guide' }
  ],
  actions: [{ id: 'experts.ask', label: 'Ask a person', value: 'old-guide' }],
  feedback: { about: 'old-guide' }
};

let bot: RecordingBot;
let stand: SlackStand;
beforeEach(async () => {
  bot = createRecordingBot();
  bot.entryAt = (address) => (address.endsWith('/old-guide') ? ({ id: 'old-guide' } as never) : undefined);
  bot.entryCard = () => ({ card: old, audience: 'everyone' });
  stand = await openSlackStand(bot);
  const scopes = [...botScopes, ...extraScopes.unfurl];
  stand.fake.addToken(botToken, { team: 'T0HOSPITAL', botUser: 'U0BOT', bot: 'B0BOT', scopes });
  const urls = ['https://example.org/old-guide', 'https://example.org/unknown'];
  stand.fake.written.set('C0FALLS.1795424400.000900.made-up', urls);
  stand.fake.written.set('C0FALLS/1795424400.000900', urls);
});
afterEach(() => stand.close());

const shared = (changes: Payload = {}): Payload => {
  const payload = fixture('link-shared');
  return { ...payload, event: { ...(payload.event as Payload), ...changes } };
};

test('below a message with an old address stands what to use now; an unknown address gets nothing', async () => {
  expect(await stand.deliver(shared())).toMatchObject({ status: 200 });
  const [{ place, unfurls }] = stand.fake.previews as [(typeof stand.fake.previews)[0]];
  expect(place).toBe('C0FALLS.1795424400.000900.made-up');
  expect(Object.keys(unfurls)).toEqual(['https://example.org/old-guide']);
  const drawn = JSON.stringify(unfurls);
  expect(drawn).toContain('use “The new guide” instead');
  expect(drawn).toContain('https://example.org/new-guide');
  // Whoever reads the message asked nothing: no thumbs, no button that answers.
  expect(drawn).not.toMatch(/feedback|experts\.ask|Open the old page/);
  expect(bot.calls).toBe(0);
  expect(stand.fake.complaints).toEqual([]);
});

test('a message without an id for previews is named by its channel and time; a draft by its id', async () => {
  await stand.deliver(shared({ unfurl_id: undefined, source: undefined }));
  await stand.deliver(shared({ channel: 'COMPOSER', message_ts: 'made-up', source: 'composer' }));
  expect(stand.fake.previews.map(({ place }) => place)).toEqual([
    'C0FALLS/1795424400.000900',
    'C0FALLS.1795424400.000900.made-up'
  ]);
});

test.each(['cannot_unfurl_url', 'missing_scope', 'cannot_find_service'])(
  'a refusal (%s) is logged, once, without the address',
  async (error) => {
    stand.fake.misbehave('chat.unfurl', { error });
    await stand.deliver(shared());
    expect(stand.fake.previews).toEqual([]);
    expect(stand.fake.messages).toEqual([]);
    expect(stand.log.filter((line) => line.includes('slack.unfurl.refused'))).toHaveLength(1);
    expect(stand.log.join('\n')).not.toContain('old-guide');
  }
);

test('without a known address Slack is not called', async () => {
  await stand.deliver(shared({ links: [{ domain: 'example.org', url: 'https://example.org/unknown' }, {}, null] }));
  expect(stand.fake.calls.filter(({ method }) => method === 'chat.unfurl')).toEqual([]);
});
