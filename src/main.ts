import path from 'node:path';
import type { Config } from './config.ts';
import { createBot } from './core/bot.ts';
import type { Logger } from './logger.ts';
import { createMetrics } from './metrics.ts';
import { createMind } from './mind.ts';
import { packageRoot } from './package-root.ts';
import { createPlatforms } from './platforms/index.ts';
import { createPseudonym } from './pseudonym.ts';
import { createServer } from './server.ts';
import { openStore } from './storage/index.ts';

/** A bot that runs. */
export interface Running {
  port: number;
  /** Takes no new work, finishes what was begun, and lets go of everything. */
  stop(): Promise<void>;
}

const now = (): number => Date.now();
const today = (): string => new Date().toISOString().slice(0, 10);

/**
 * Connects the parts and starts them.
 *
 * @throws with a plain sentence when any part cannot start; nothing is left running then
 */
export async function start(config: Config, logger: Logger): Promise<Running> {
  const metrics = createMetrics();
  const failed = (where: string, error: unknown): void => {
    metrics.failures.inc({ where });
    logger.error('fault', { where, error });
  };
  const wordTable = path.join(packageRoot, 'models', 'word-table.bin');
  const mind = await createMind({ folder: config.knowledgeDir, wordTable, today, logger });
  const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir }, logger);
  const bot = createBot({
    mind: mind.current,
    store,
    tips: async () => ({ card: { title: 'Weekly tips', text: 'Not yet.' }, audience: 'asker' }),
    pseudonym: createPseudonym(),
    failed,
    answered: ({ outcome }) => metrics.questions.inc({ outcome })
  });
  const platforms = createPlatforms(config, { bot, logger, now });
  const readiness = async () => {
    const unready = stopping ? 'stopping' : platforms.map((platform) => platform.unready()).find((reason) => reason);
    const storeFault = await store.check().then(
      () => undefined,
      (error: Error) => error.message
    );
    const reason = unready ?? storeFault;
    return { ready: !reason, detail: { ...(reason && { reason }), knowledge: mind.state() } };
  };
  const server = createServer({ platforms, metrics, readiness, failed });
  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    watch.stop();
    await Promise.all(platforms.map((platform) => platform.stop()));
    await server.close();
    await store.close();
  };
  const watch = await mind.watch();
  try {
    for (const platform of platforms) await platform.start();
    const port = await server.listen(config.port, config.host);
    const { version, entries, tips } = mind.state();
    logger.info('ready', { port, platforms: platforms.map(({ name }) => name), knowledge: version, entries, tips });
    return { port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
