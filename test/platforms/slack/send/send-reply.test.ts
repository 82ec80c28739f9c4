import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { noPlatformMetrics } from '../../../../src/observability/platform-metrics.ts';
import { gallery } from '../../../fixtures/cards.ts';
import { type CallLimits, holdCallLimits } from '../../../support/call-limits.ts';
import type { Fault } from '../../../support/fake-slack.ts';
import { createRecordingBot, type RecordingBot } from '../../../support/recording-bot.ts';
import { fixture, openSlackStand, quick, type SlackStand } from '../../../support/slack-stand.ts';
import { guardMs } from '../../../support/until.ts';

let bot: RecordingBot;
let stand: SlackStand;
let limits: CallLimits;
beforeEach(async () => {
  limits = holdCallLimits();
  bot = createRecordingBot();
  bot.answer(gallery.fullest!);
  stand = await openSlackStand(bot);
});
afterEach(async () => {
  limits.restore();
  await stand.close();
});

const posts = () => stand.fake.calls.filter(({ method }) => method === 'chat.postMessage');
const called = (name: string) => stand.fake.calls.filter(({ method }) => method === name).length;
const types = (blocks: unknown[]) => blocks.map((block) => (block as { type: string }).type);

test('an answer waits as long as Slack asks, and then arrives once', async () => {
  stand.fake.misbehave('chat.postMessage', { status: 429, retryAfter: 1 });
  await stand.deliver(fixture('direct-message'));
  const [first, second] = posts();
  expect(second!.at - first!.at).toBeGreaterThanOrEqual(1000);
  expect(stand.fake.messages).toHaveLength(1);
});

test('one channel that must wait holds up no other', async () => {
  stand.fake.misbehave('chat.postMessage', { status: 429, retryAfter: 1 });
  const slow = stand.deliver(fixture('direct-message'));
  const quick = fixture('mention');
  await Promise.all([slow, stand.deliver(quick)]);
  expect(stand.fake.messages.map(({ channel }) => channel)).toEqual(['C0FALLS', 'D0SISTER']);
});

test.each([
  ['a 500', { status: 500 }],
  ['a dropped connection', { drop: true }],
  ['internal_error', { error: 'internal_error' }]
] as const)('an answer is tried once more after %s, under the same id', async (_what, fault) => {
  stand.fake.misbehave('chat.postMessage', fault);
  await stand.deliver(fixture('direct-message'));
  expect(stand.fake.messages).toHaveLength(1);
  const ids = posts().map(({ args }) => args.client_msg_id);
  expect(ids).toEqual([ids[0], ids[0]]);
});

test('and not a third time; then it comes where the app can be seen all the same', async () => {
  stand.fake.misbehave('chat.postMessage', { status: 500 }, { status: 500 }, { status: 500 });
  expect(await stand.deliver(fixture('direct-message'))).toMatchObject({ status: 200 });
  expect(posts()).toHaveLength(2);
  expect(stand.fake.messages).toMatchObject([{ channel: 'D0SISTER', onlyFor: 'U0SISTER' }]);
});

test('where Slack refuses the newer blocks the same card goes out with the older ones', async () => {
  stand.fake.misbehave('chat.postMessage', { error: 'invalid_blocks' });
  await stand.deliver(fixture('direct-message'));
  const drawn = types(stand.fake.messages[0]!.blocks);
  expect(drawn).not.toContain('carousel');
  expect(drawn).not.toContain('context_actions');
  expect(JSON.stringify(stand.fake.messages[0]!.blocks)).toContain('BMJ Open Quality');
});

test('where Slack takes no blocks at all the text has the title first and each address', async () => {
  const card = {
    ...gallery.least!,
    title: 'A guide',
    links: [{ label: 'Open the guide', url: 'https://example.org/_a/b_-_c?d=1' }]
  };
  bot.answer(card);
  stand.fake.misbehave('chat.postMessage', { error: 'msg_too_long' });
  await stand.deliver(fixture('direct-message'));
  const { blocks, text } = stand.fake.messages[0]!;
  expect(blocks).toEqual([]);
  expect(text).toMatch(/^A guide\n/);
  expect(text).toContain('Open the guide: https://example.org/_a/b_-_c?d=1');
});

test('so it does where a response_url refuses them', async () => {
  stand.fake.misbehave('response_url', { status: 400 });
  const response_url = stand.fake.responseUrl('C0FALLS', 'U0SISTER');
  await stand.deliver({ ...fixture('command'), response_url });
  expect(stand.fake.messages).toHaveLength(1);
  expect(types(stand.fake.messages[0]!.blocks)).not.toContain('carousel');
});

test.each(['<html>Please log in to the proxy.</html>', '{}', '{"ok":', 'blocked by policy', '{"ok":false}'])(
  'a response_url that answers %s has not shown anything, so the answer comes another way',
  async (body) => {
    bot.answer({ card: gallery.least!, audience: 'asker' });
    for (let n = 0; n < 5; n += 1) stand.fake.misbehave('response_url', { body, type: 'text/html' });
    await stand.deliver({ ...fixture('command'), response_url: stand.fake.responseUrl('C0FALLS', 'U0SISTER') });
    expect(stand.fake.messages).toMatchObject([{ channel: 'C0FALLS', onlyFor: 'U0SISTER' }]);
  }
);

test('a page of a proxy in place of Slack’s answer is no code, and nothing of it is in the log', async () => {
  stand.fake.misbehave('chat.postMessage', { body: '<html>canary</html>', type: 'text/html' });
  await stand.deliver(fixture('mention'));
  expect(stand.fake.messages).toMatchObject([{ channel: 'C0FALLS', thread: '1795424400.000200' }]);
  expect(stand.log.join('\n')).not.toContain('canary');
});

test('an answer that can neither be posted nor stand on the Home tab is shown to the asker alone where they asked', async () => {
  stand.fake.refusal = (method) =>
    /^(chat\.postMessage|views\.publish)$/.test(method) ? 'ekm_access_denied' : undefined;
  await stand.deliver(fixture('mention'));
  expect(stand.fake.messages).toMatchObject([
    { channel: 'C0FALLS', onlyFor: 'U0SISTER', text: expect.stringContaining('so only you see it') }
  ]);
});

test('an answer that can be shown nowhere is logged without a word of it, and counted', async () => {
  const ends: string[] = [];
  await stand.close();
  const watch = { ...noPlatformMetrics, replied: (outcome: string) => void ends.push(outcome) };
  stand = await openSlackStand(bot, { parts: { watch } });
  stand.fake.refusal = (method) => (method === 'auth.test' ? undefined : 'channel_not_found');
  await stand.deliver(fixture('direct-message'));
  expect(ends).toEqual(['lost']);
  const log = stand.log.join('\n');
  expect(log).toContain('"event":"slack.reply.lost"');
  expect(log).toContain('channel_not_found');
  expect(log).not.toMatch(/how do we spread|SQUIRE|U0SISTER|D0SISTER|xoxb/);
});

test.each(['ekm_access_denied', 'team_access_not_granted', 'not_in_channel', 'missing_scope'])(
  'the log says what to do about %s',
  async (error) => {
    stand.fake.misbehave('chat.postMessage', { error });
    await stand.deliver(fixture('mention'));
    const [refused = ''] = stand.log.filter((line) => line.includes('slack.reply.refused'));
    expect(JSON.parse(refused)).toMatchObject({
      reason: error,
      fix: expect.stringMatching(/^(Ask|Add|Reinstall) .+\.$/)
    });
  }
);

test('a call that Slack never answers ends, and the answer is tried once more', async () => {
  stand.fake.misbehave('chat.postMessage', { hang: true });
  const delivered = stand.deliver(fixture('direct-message'));
  await limits.runOut(() => called('chat.postMessage') === 1);
  await delivered;
  expect(stand.fake.messages).toHaveLength(1);
});

test('so does a response_url that never answers; the Web API stands in', async () => {
  stand.fake.misbehave('response_url', { hang: true });
  bot.answer({ card: gallery.least!, audience: 'asker' });
  const command = { ...fixture('command'), response_url: stand.fake.responseUrl('C0FALLS', 'U0SISTER') };
  const delivered = stand.deliver(command);
  await limits.runOut(() => called('response_url') === 1);
  await delivered;
  expect(stand.fake.messages).toMatchObject([{ channel: 'C0FALLS', onlyFor: 'U0SISTER' }]);
});

test('an answer that did arrive, although Slack gave no clear answer, is not posted again', async () => {
  stand.fake.misbehave('chat.postMessage', { status: 503, stored: true }, { error: 'duplicate_client_msg_id' });
  await stand.deliver(fixture('mention'));
  expect(stand.fake.messages).toHaveLength(1);
});

test.each<[string, Fault]>([
  ['a 503', { status: 503, stored: true }],
  ['a broken connection', { drop: true, stored: true }],
  ['fatal_error', { error: 'fatal_error', stored: true }]
])(
  'an answer in a direct message of which Slack reports the event is there, whatever it said (%s)',
  async (_what, fault) => {
    await stand.close();
    stand = await openSlackStand(bot, { parts: { times: { ...quick, echo: guardMs } } });
    const { fake } = stand;
    fake.misbehave('chat.postMessage', fault);
    fake.onShown = ({ channel, ts, thread, text }) => {
      const own = fixture('own-message');
      // Slack escapes what it does not take for a link.
      const event = { ...(own.event as object), channel, ts, thread_ts: thread, text: text.replaceAll('&', '&amp;') };
      void stand.deliver({ ...own, event });
    };
    await stand.deliver(fixture('direct-message'));
    expect(fake.messages).toHaveLength(1);
    expect(called('chat.postMessage')).toBe(1);
    expect(stand.log.join('\n')).toContain('slack.post.reported');
  }
);

test('the event of another message is none of this answer', async () => {
  stand.fake.misbehave('chat.postMessage', { status: 503 });
  stand.fake.refusal = (method) => {
    if (method === 'chat.postMessage') void stand.deliver(fixture('own-message'));
    return undefined;
  };
  await stand.deliver(fixture('direct-message'));
  expect(called('chat.postMessage')).toBe(2);
  expect(stand.fake.messages).toHaveLength(1);
});

test('an answer that may stand in the channel twice says so in the direct message', async () => {
  stand.fake.misbehave('chat.postMessage', { status: 503, stored: true }, { status: 503 });
  stand.fake.misbehave('chat.postEphemeral', { error: 'user_not_in_channel' });
  await stand.deliver(fixture('mention'));
  expect(JSON.stringify(stand.fake.messages.at(-1)?.blocks)).toContain('whether my answer arrived where you asked');
});

test('where Slack limits the rate of every way for longer than one is worth, the answer comes after that time', async () => {
  await stand.close();
  stand = await openSlackStand(bot, { parts: { times: { ...quick, wayWait: 500 } } });
  const slow = { status: 429, retryAfter: 1 };
  // Two ways are posts, and all are tried three times.
  stand.fake.misbehave('chat.postMessage', slow, slow, slow, slow);
  for (const method of ['chat.postEphemeral', 'views.publish']) stand.fake.misbehave(method, slow, slow);
  await stand.deliver(fixture('mention'));
  expect(stand.log.filter((line) => line.includes('slack.reply.delayed'))).toHaveLength(2);
  expect(stand.fake.messages).toMatchObject([{ channel: 'C0FALLS', thread: '1795424400.000200' }]);
});
