import path from 'node:path';
import { type Config, sharedSecrets } from './config.ts';
import { withoutDrafts } from './core/answerable.ts';
import { createBot } from './core/bot.ts';
import type { Desk } from './core/desk.ts';
import { createFrontDoor, type Limits } from './core/front-door.ts';
import type { Messenger } from './core/messenger.ts';
import { connectCurating, createOverlay } from './curating/index.ts';
import { currentDelivery } from './delivery.ts';
import { connectDigest } from './digest.ts';
import { connectExperts } from './experts.ts';
import { housekeeping } from './housekeeping.ts';
import type { Logger } from './logger.ts';
import { createMetrics } from './metrics.ts';
import { createMind } from './mind.ts';
import { version } from './package-root.ts';
import { createPlatforms } from './platforms/index.ts';
import { createPseudonym, createVoterNames } from './pseudonym.ts';
import { createReadiness } from './readiness.ts';
import { connectReviews } from './reviews.ts';
import { createScheduler } from './scheduler.ts';
import { createServer } from './server.ts';
import { openStore } from './storage/index.ts';
import { connectTips } from './tips.ts';
import { noTracing, startTracing } from './tracing.ts';
import { createTurns } from './turns.ts';
import { watchBot, watchMind, watchPlatform, watchStore } from './watch.ts';

/** A bot that runs. */
export interface Running {
  port: number;
  /** Takes no new work, finishes what was begun, and lets go of everything. */
  stop(): Promise<void>;
  /** Resolves, with the fix, once the bot can do nothing until somebody mends a setting. */
  over: Promise<Error>;
}

/** Tips of a week are counted in the figures, in milliseconds. */
const countedMs = 7 * 24 * 60 * 60_000;

/**
 * Connects the parts and starts them.
 *
 * @param limits other than the usual ones, for loads that come from few people
 * @throws with a plain sentence when any part cannot start; nothing is left running then
 */
export async function start(config: Config, logger: Logger, limits: Partial<Limits> = {}): Promise<Running> {
  const now = (): number => Date.now();
  const metrics = createMetrics();
  const failed = metrics.failureTold(logger);
  const tracing = config.traceEndpoint ? await startTracing({ endpoint: config.traceEndpoint, version }) : noTracing;
  const observers = { metrics, tracing };
  let giveUp: (reason: Error) => void = () => {};
  const over = new Promise<Error>((resolve) => {
    giveUp = resolve;
  });

  // what it remembers
  const opened = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir }, logger);
  const store = watchStore(opened, observers);
  // what it knows
  const overlay = createOverlay({ store: opened.entryChanges, logger, now });
  const lessons = path.join(config.dataDir, 'lessons');
  const mind = await createMind({ folder: config.knowledgeDir, logger, lessons, over: overlay }).catch(
    async (error) => {
      await store.close();
      throw error;
    }
  );
  const watch = await mind.watch();
  const curate = await connectCurating(config, { mind: mind.current, store: opened.entryChanges, overlay, logger });
  // when it speaks first
  const messengers = new Map<string, Messenger>();
  const tips = connectTips(config, {
    store: store.tips,
    knowledge: () => withoutDrafts(mind.current().knowledge),
    messengers,
    logger
  });
  const experts = connectExperts(config, {
    store: store.handOvers,
    knowledge: () => withoutDrafts(mind.current().knowledge),
    messengers,
    canDraft: () => config.editors.length > 0,
    failed,
    logger
  });
  const digest = connectDigest(config, {
    store,
    mind: mind.current,
    messengers,
    curates: () => config.editors.length > 0,
    logger
  });
  const desks: Desk[] = [experts?.desk, digest.desk, curate].filter((desk) => desk !== undefined);
  const scheduler = createScheduler(housekeeping(store, tips, config.retentionDays, experts, digest), logger, now, {
    failed: (where) => metrics.failures.inc({ where }),
    tracing
  });
  // what it says
  const bot = createBot({
    mind: watchMind(mind.current, observers),
    store,
    tips: tips.command,
    desks,
    pseudonym: createVoterNames({ keys: store.voterKeys, secrets: sharedSecrets(config), failed }),
    failed,
    reference: () => currentDelivery()?.id,
    answered: ({ outcome }) => metrics.questions.inc({ outcome })
  });
  // what it takes on
  const turns = createTurns();
  const door = createFrontDoor({
    bot: watchBot(bot, observers),
    limits,
    pseudonym: createPseudonym(),
    turn: turns.turn,
    refused: (why) => metrics.refused.inc({ why }),
    failed,
    reference: () => currentDelivery()?.id
  });
  metrics.lookUp({
    work: door.state,
    knowledge: mind.state,
    tips: () => opened.tips.counts(now() - countedMs)
  });
  // where it talks
  const platforms = await createPlatforms(config, {
    bot: door,
    logger,
    now,
    store,
    tips,
    reviews: connectReviews(config, mind.current),
    watch: (platform) => watchPlatform(platform, observers),
    refused: (error) => {
      logger.error('token refused', { error });
      // Where Teams works as well, its people are not to suffer for Slack.
      if (!config.teams?.appId) giveUp(error);
    }
  });
  for (const { name, messenger } of platforms) messengers.set(name, messenger);
  // how it is reached
  const readiness = createReadiness({ mind, store, platforms });
  const server = createServer({
    platforms,
    metrics,
    readiness: readiness.now,
    arrived: turns.arrived,
    failed,
    tracing
  });

  const stop = async (): Promise<void> => {
    readiness.stopping();
    watch.stop();
    await Promise.all([scheduler.stop(), ...platforms.map((platform) => platform.stop())]);
    await experts?.settled();
    await server.close();
    await store.close();
    await tracing.stop();
  };
  try {
    for (const platform of platforms) await platform.start();
    const port = await server.listen(config.port, config.host);
    scheduler.start();
    logger.info('ready', { port, platforms: platforms.map(({ name }) => name), ...mind.state() });
    return { port, stop, over };
  } catch (error) {
    await stop();
    throw error;
  }
}
