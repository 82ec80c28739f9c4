import { expect, test } from '@jest/globals';
import { createWorkload, usualBounds } from '../../../src/platforms/workload.ts';
import { sendSigned } from '../../support/fake-slack.ts';
import { createStuckBot } from '../../support/recording-bot.ts';
import { fixture, openSlackStand, type Payload, secret } from '../../support/slack-stand.ts';
import { guardMs, until } from '../../support/until.ts';

test('what is signed counts until it is answered; over the bound Slack is asked to come again', async () => {
  const { bot, release } = createStuckBot();
  const workload = createWorkload();
  const stand = await openSlackStand(bot, { parts: { workload } });
  const question = fixture('direct-message');
  const send = (n: number) => {
    const event = { ...(question.event as Payload), client_msg_id: `q${n}` };
    return sendSigned(`${stand.url}/slack/events`, { ...question, event }, { secret });
  };
  expect(workload.state().underWay).toBe(0);
  for (let n = 0; n < usualBounds.requests; n += 100) {
    await Promise.all(Array.from({ length: 100 }, (_, index) => send(n + index)));
  }
  await until(() => bot.calls === usualBounds.requests);
  expect(workload.state().underWay).toBe(usualBounds.requests);
  expect((await send(usualBounds.requests)).status).toBe(503);
  release();
  await stand.platform.idle(guardMs);
  expect(workload.state().underWay).toBe(0);
  await stand.close();
});
