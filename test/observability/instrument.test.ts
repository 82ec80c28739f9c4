import { expect, test } from '@jest/globals';
import { createRateLimitedBot } from '../../src/core/limits/rate-limited-bot.ts';
import type { Message } from '../../src/core/model/message.ts';
import { instrumentBot } from '../../src/observability/instrument.ts';
import { createMetrics } from '../../src/observability/metrics.ts';
import { noTracing } from '../../src/observability/tracing.ts';
import { createWorkload } from '../../src/platforms/workload.ts';
import { createPseudonym } from '../../src/storage/pseudonym.ts';
import { createRecordingBot } from '../support/recording-bot.ts';

test('the bot behind its figures and its limits learns when its reply was sent, so that it settles a message only then', async () => {
  const passedOn: unknown[] = [];
  const recording = createRecordingBot();
  const bot: typeof recording = {
    ...recording,
    handle: (message, now, sent) => {
      passedOn.push(sent);
      return recording.handle(message, now);
    }
  };
  const watched = instrumentBot(bot, { metrics: createMetrics(), tracing: noTracing });
  const limited = createRateLimitedBot({ bot: watched, pseudonym: createPseudonym(), inTurn: createWorkload().inTurn });
  const conversation = { platform: 'slack', address: 'D1', direct: true };
  const message: Message = { kind: 'question', id: 'm1', conversation, from: { id: 'U1' }, text: 'what is spread' };
  const sent = new Promise<void>(() => {});
  await limited.handle(message, 0, sent);
  expect(passedOn[0]).toBe(sent);
});
