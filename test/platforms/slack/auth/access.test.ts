import { afterEach, expect, test } from '@jest/globals';
import { createRecordingBot } from '../../../support/recording-bot.ts';
import { botToken, fixture, openSlackStand, type Payload, type SlackStand } from '../../../support/slack-stand.ts';
import { until } from '../../../support/until.ts';

let stand: SlackStand;
afterEach(() => stand.close());

const event = (name: string, id: string): Payload => ({
  ...fixture(name),
  event: { ...(fixture(name).event as Payload), client_msg_id: id }
});

test.each(['token_revoked', 'account_inactive'])(
  'a token of which Slack says %s makes the bot not ready, with the fix named',
  async (error) => {
    stand = await openSlackStand(createRecordingBot());
    expect(stand.platform.unready()).toBeUndefined();
    stand.fake.refusal = () => error;
    await stand.deliver(event('mention', 'a'));
    expect(stand.platform.unready()).toContain(error);
    expect(stand.platform.unready()).toContain('SLACK_BOT_TOKEN');
    expect(stand.log.filter((line) => line.includes('slack.token.refused'))).toHaveLength(1);
    delete stand.fake.refusal;
    await until(() => stand.platform.unready() === undefined);
    expect(stand.log.join('\n')).toContain('slack.token.works-again');
  }
);

test('one refusal of another kind is no reason: Slack has refused good tokens for minutes', async () => {
  stand = await openSlackStand(createRecordingBot());
  stand.fake.misbehave('chat.postMessage', { error: 'invalid_auth' });
  await stand.deliver(event('mention', 'a'));
  expect(stand.platform.unready()).toBeUndefined();
});

test.each(['uninstalled', 'tokens-revoked'])('so does the event %s, as long as the token is refused', async (name) => {
  stand = await openSlackStand(createRecordingBot());
  stand.fake.revoke(botToken);
  await stand.deliver(fixture(name));
  expect(stand.platform.unready()).toContain('Install it again');
});
