import { expect, test } from '@jest/globals';
import { createRecordingBot } from '../../support/recording-bot.ts';
import { fixture, openSlackStand, type Payload } from '../../support/slack-stand.ts';
import { until } from '../../support/until.ts';

test.each([false, true])('a stop waits for every answer that was acknowledged (socket: %p)', async (socket) => {
  const bot = createRecordingBot();
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  bot.answer(async () => {
    await held;
    return { card: { title: 'In time', text: '' }, audience: 'everyone' };
  });
  const stand = await openSlackStand(bot, { socket });
  const question = fixture('direct-message');
  const questions = Array.from({ length: 20 }, (_, n) => {
    const event = { ...(question.event as Payload), client_msg_id: `q${n}` };
    return stand.deliver({ ...question, event });
  });
  await until(() => bot.calls === 20);
  let stopped = false;
  const stopping = stand.platform.stop().then(() => {
    stopped = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(stopped).toBe(false);
  release();
  await stopping;
  expect(stand.fake.messages).toHaveLength(20);
  await Promise.all(questions);
  await stand.close();
});
