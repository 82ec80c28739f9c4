import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { accountable, type Config, sharedSecrets } from './config/config.ts';
import { version } from './config/package-root.ts';
import { createSeal } from './config/seal.ts';
import { createBot } from './core/conversation/bot.ts';
import { renewMs } from './core/conversation/deduplicate.ts';
import { createRateLimitedBot, type Limits } from './core/limits/rate-limited-bot.ts';
import { nameOf } from './core/model/about-of.ts';
import type { ChatModule } from './core/model/chat-module.ts';
import { withoutDrafts } from './core/model/knowledge-base.ts';
import type { Messenger } from './core/model/messenger.ts';
import { dayMs } from './core/time/calendar.ts';
import { connectEditing, createOverlay } from './editing/index.ts';
import { connectReviews } from './editing/review-reminder.ts';
import { connectAssessments } from './jobs/guided-assessments.ts';
import { connectHandovers } from './jobs/handover-delivery.ts';
import { housekeeping } from './jobs/retention.ts';
import { createScheduler } from './jobs/scheduler.ts';
import { connectDigest } from './jobs/weekly-digest.ts';
import { connectTips } from './jobs/weekly-tips.ts';
import { layersOf, readSources } from './knowledge/index.ts';
import { createLiveKnowledge } from './knowledge/live-knowledge.ts';
import { connectMcp } from './mcp/connect.ts';
import { createAudit } from './observability/audit.ts';
import {
  instrumentBot,
  instrumentKnowledgeBase,
  instrumentPlatform,
  observeStore,
  zeroStoreCalls
} from './observability/instrument.ts';
import { createLogger, type Logger } from './observability/logger.ts';
import { createMetrics } from './observability/metrics.ts';
import { currentRequest, noTracing, startTracing } from './observability/tracing.ts';
import { titleOf } from './platforms/facts.ts';
import { createPlatforms, slackForAssistants } from './platforms/index.ts';
import { type Bounds, createWorkload } from './platforms/workload.ts';
import { createUses } from './report/uses.ts';
import { assertFree, createServer } from './server/http-server.ts';
import { createReadiness } from './server/readiness.ts';
import { createResultLinks } from './server/result-links.ts';
import { inspectStore, openStore } from './storage/index.ts';
import { createPseudonym, createVoterNames } from './storage/pseudonym.ts';

/** A running bot. */
export interface Running {
  port: number;
  /** Name of the bot, as the knowledge has it at the start. */
  name: string;
  /** Shuts down: takes no new work, finishes what is under way, releases all resources. Ends within ten seconds. */
  stop(): Promise<void>;
  /** Resolves with an error that names the fix, once the bot cannot work until a setting is corrected. */
  over: Promise<Error>;
}

/** Period of the tips that the metrics count, in milliseconds. */
const countedMs = 7 * dayMs;

/**
 * Connects the parts and starts them.
 *
 * @param limits overrides of the usual limits, for load tests from few people
 * @throws an error with a plain sentence when any part cannot start; nothing is left running then
 */
export async function start(config: Config, logger: Logger, limits: Partial<Limits & Bounds> = {}): Promise<Running> {
  const now = Date.now;
  const metrics = createMetrics();
  const onFailure = metrics.reportFailure(logger);
  const tracing = config.traceEndpoint ? await startTracing({ endpoint: config.traceEndpoint, version }) : noTracing;
  const observers = { metrics, tracing };
  let giveUp: (reason: Error) => void = () => {};
  const over = new Promise<Error>((resolve) => {
    giveUp = resolve;
  });

  const audit = config.auditLog ? createAudit(logger) : undefined;
  if (audit) logger.info('audit.settings', accountable(config));

  // storage
  const at = { databaseUrl: config.databaseUrl, dataDir: config.dataDir };
  const { schema, newest } = await inspectStore(at, createLogger({ level: 'silent' }));
  if (schema > 0 && schema < newest) await assertStartable(config);
  const store = await openStore(at, logger, { observe: observeStore(observers), limited: true });
  zeroStoreCalls(store, metrics);
  // knowledge
  const overlay = createOverlay({
    store: store.entryChanges,
    logger,
    now,
    layer: layersOf(config.knowledgeDirs).at(-1)?.name
  });
  const models = path.join(config.dataDir, 'models');
  const knowledgeBase = await createLiveKnowledge({
    folder: config.knowledgeDirs,
    logger,
    models,
    over: overlay
  }).catch(async (error) => {
    await store.close();
    throw error;
  });
  const watch = await knowledgeBase.watch();
  const published = () => withoutDrafts(knowledgeBase.current().knowledge);
  const editing = await connectEditing(config, {
    platformTitle: titleOf,
    botName: () => nameOf(knowledgeBase.current().knowledge),
    knowledgeBase: knowledgeBase.current,
    store: store.entryChanges,
    overlay,
    logger,
    redraw: (week, checked, at) => digest.preview(at, week, checked),
    audit
  });
  // what it sends unasked: tips, handovers, the digest
  const messengers = new Map<string, Messenger>();
  const tips = connectTips(config, {
    store: store.tips,
    rounds: store.assessments,
    knowledge: published,
    messengers,
    logger,
    audit
  });
  const handovers = connectHandovers(config, {
    store: store.handovers,
    knowledge: published,
    messengers,
    onFailure,
    logger
  });
  const digest = connectDigest(config, {
    store,
    knowledgeBase: knowledgeBase.current,
    messengers,
    logger
  });
  const results = createResultLinks({
    seal: createSeal(sharedSecrets(config)[0] ?? randomUUID(), 'spread-bot/results', config.previousSecrets),
    knowledge: published,
    now,
    publicUrl: config.publicUrl ?? ''
  });
  const assessments = connectAssessments(config, {
    rounds: store.assessments,
    counts: store.assessmentCounts,
    drafts: store.drafts,
    results: store.results,
    reminders: store.reminders,
    tips: store.tips,
    keys: store.voterKeys,
    now,
    knowledge: published,
    messengers,
    ...(config.publicUrl && { linksTo: results.linksTo }),
    logger
  });
  const chatModules: ChatModule[] = [assessments.chatModule, handovers?.chatModule, digest.chatModule, editing].filter(
    (chatModule) => chatModule !== undefined
  );
  const scheduler = createScheduler(
    housekeeping({ store, tips, retentionDays: config.retentionDays, handovers, digest, assessments }),
    logger,
    now,
    {
      onFailure: (where) => metrics.failures.inc({ where }),
      tracing
    }
  );
  // answers
  const bot = createBot({
    knowledgeBase: instrumentKnowledgeBase(knowledgeBase.current, observers),
    store,
    tips: tips.command,
    graspOfTips: tips.grasps,
    chatModules,
    pseudonym: createVoterNames({ keys: store.voterKeys, secrets: sharedSecrets(config), onFailure }),
    onFailure,
    reference: () => currentRequest()?.id,
    retentionDays: config.retentionDays,
    onAnswered: ({ outcome }) => metrics.questions.inc({ outcome })
  });
  const claimRenewal = createScheduler(
    [{ name: 'claims', everyMs: renewMs, run: (at) => bot.renewClaims(at) }],
    logger,
    now
  );
  // limits
  const workload = createWorkload(limits);
  const limited = createRateLimitedBot({
    bot: instrumentBot(bot, observers),
    limits,
    pseudonym: createPseudonym(),
    inTurn: workload.inTurn,
    onRefused: (why) => metrics.refused.inc({ why }),
    onFailure,
    reference: () => currentRequest()?.id
  });
  metrics.lookUp({
    work: workload.state,
    knowledge: knowledgeBase.state,
    tips: () => store.tips.counts(now() - countedMs)
  });
  // platforms
  const platforms = await createPlatforms(config, {
    bot: limited,
    logger,
    now,
    workload,
    store,
    tips,
    forget: (where) => store.forgetPlace(where, now()),
    reviews: connectReviews(config, knowledgeBase.current),
    uses: createUses(store.questions, now),
    watch: (platform) => instrumentPlatform(platform, observers),
    onRefused: (error) => {
      logger.error('platform.token.refused', { error });
      // Teams keeps running where only Slack has failed.
      if (!config.teams?.appId) giveUp(error);
    }
  });
  for (const { name, messenger } of platforms) messengers.set(name, messenger);
  const mcp = await connectMcp(config, {
    knowledgeBase: instrumentKnowledgeBase(knowledgeBase.current, observers),
    questions: store.questions,
    metrics,
    onFailure,
    logger,
    now,
    slack: (signingSecret) => slackForAssistants(signingSecret, now)
  });
  // HTTP server
  const readiness = createReadiness({ knowledgeBase, store, platforms });
  const server = createServer({
    platforms: mcp ? [...platforms, mcp] : platforms,
    routes: [results.routes],
    workload,
    metrics,
    readiness: readiness.now,
    ...(config.metricsToken && { metricsToken: config.metricsToken }),
    onFailure,
    tracing
  });

  const stop = async (): Promise<void> => {
    readiness.stopping();
    watch.stop();
    await Promise.all([scheduler.stop(), ...platforms.map((platform) => platform.stop())]);
    await mcp?.close();
    await handovers?.settled();
    await claimRenewal.stop();
    await server.close();
    await store.close();
    await tracing.stop();
  };
  try {
    for (const platform of platforms) await platform.start();
    const port = await server.listen(config.port, config.host);
    scheduler.start();
    claimRenewal.start();
    logger.info('process.ready', { port, platforms: platforms.map(({ name }) => name), ...knowledgeBase.state() });
    return { port, name: nameOf(published()), stop, over };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Checks what else can keep the program from starting, before it brings the store of an older version to its form: the older
 * one, to which people go back then, would not start on that any more.
 *
 * @throws an error that names the fix
 */
async function assertStartable({ knowledgeDirs, port, host }: Config): Promise<void> {
  await readSources(knowledgeDirs);
  await assertFree(port, host);
}
