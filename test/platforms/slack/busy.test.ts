import { expect, test } from '@jest/globals';
import { mostUnderWay } from '../../../src/platforms/platform.ts';
import { sendSigned } from '../../support/fake-slack.ts';
import { createStuckBot } from '../../support/recording-bot.ts';
import { fixture, openSlackStand, type Payload, secret } from '../../support/slack-stand.ts';
import { until } from '../../support/until.ts';

test('an answer under way counts from its acknowledgement until it is said', async () => {
  const { bot, release } = createStuckBot();
  const stand = await openSlackStand(bot);
  const question = fixture('direct-message');
  const send = (n: number) => {
    const event = { ...(question.event as Payload), client_msg_id: `q${n}` };
    return sendSigned(`${stand.url}/slack/events`, { ...question, event }, { secret });
  };
  expect(stand.platform.answering?.()).toBe(0);
  for (let n = 0; n < mostUnderWay; n += 100) {
    await Promise.all(Array.from({ length: 100 }, (_, index) => send(n + index)));
  }
  await until(() => bot.calls === mostUnderWay);
  expect(stand.platform.answering?.()).toBe(mostUnderWay);
  release();
  await stand.platform.idle(5000);
  expect(stand.platform.answering?.()).toBe(0);
  await stand.close();
});
