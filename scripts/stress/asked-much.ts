import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createBot } from '../../src/core/conversation/bot.ts';
import { createRateLimitedBot } from '../../src/core/limits/rate-limited-bot.ts';
import type { Conversation, Message } from '../../src/core/model/message.ts';
import { createLiveKnowledge } from '../../src/knowledge/live-knowledge.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { renderSlack } from '../../src/platforms/slack/render/render.ts';
import { renderTeams } from '../../src/platforms/teams/render/render.ts';
import { createWorkload } from '../../src/platforms/workload.ts';
import { openStore } from '../../src/storage/index.ts';
import { createPseudonym } from '../../src/storage/pseudonym.ts';
import { createRandom } from '../../test/support/mutate.ts';
import { goldenTexts } from './golden-texts.ts';
import type { HeapPlan, Held } from './plan.ts';

/**
 * The bot without any network: limits, matcher, store and both platforms' drawings are asked without a pause. Tells after
 * every tenth of the questions what it holds.
 */
const { knowledgeDir, dataDir, questions, seed } = JSON.parse(process.argv[2] ?? '{}') as HeapPlan;
/** Questions under way at once. */
const atOnce = 20;
/** Between two questions by the bot's own clock, in milliseconds: what is kept for a while runs out, as in life. */
const apartMs = 100;

let unwell = 0;
const onFailure = (what: string, error: unknown): void => {
  unwell += 1;
  process.stderr.write(`${what}: ${error instanceof Error ? error.stack : String(error)}\n`);
};
const logger = createLogger({ level: 'error' });
const store = await openStore({ dataDir }, logger);
const knowledgeBase = await createLiveKnowledge({ folder: knowledgeDir, logger, models: join(dataDir, 'models') });
const bot = createBot({
  knowledgeBase: knowledgeBase.current,
  store,
  tips: async () => ({ card: { title: 'Tips', text: '' }, audience: 'asker' }),
  pseudonym: createPseudonym(),
  onFailure
});
const limited = createRateLimitedBot({ bot, pseudonym: createPseudonym(), inTurn: createWorkload().inTurn, onFailure });
const random = createRandom(seed);
const texts = goldenTexts();

/** Asks one question, each as another person, and votes on every tenth answer. */
async function ask(n: number): Promise<void> {
  const text = texts[Math.floor(random() * texts.length)]!;
  const conversation: Conversation = { platform: n % 2 ? 'slack' : 'teams', address: `D${n}`, direct: true };
  const said = { id: `m${n}`, conversation, from: { id: `U${n}` } };
  await draw({ kind: 'question', ...said, text }, n);
}

async function draw(message: Message, n: number): Promise<void> {
  const reply = await limited.handle(message, n * apartMs);
  if (!reply) throw new Error('A question got no answer.');
  const { card } = reply;
  JSON.stringify(message.conversation.platform === 'slack' ? renderSlack(card) : renderTeams(card));
  if (message.kind !== 'question' || n % 10 > 0 || !card.feedback) return;
  const thumb = { ...message, kind: 'feedback', id: `${message.id}/thumb`, about: card.feedback.about } as const;
  await draw({ ...thumb, helpful: n % 20 > 0 }, n);
}

for (let n = 0; n < questions; ) {
  await Promise.all(Array.from({ length: atOnce }, (_, index) => ask(n + index)));
  n += atOnce;
  if (n % (questions / 10) >= atOnce) continue;
  // What is written behind the answers is no part of what is kept.
  await pause(300);
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const held: Held = { asked: n, heap: heapUsed, rss, open: process.getActiveResourcesInfo().length, unwell };
  process.send?.(held);
}
await store.close();
process.exit(0);
