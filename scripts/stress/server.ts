import { readConfig, type TeamsConfig } from '../../src/config/config.ts';
import { start } from '../../src/main.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { trustLoopback } from '../../src/platforms/teams/auth/service-url.ts';
import type { TeamsOptions } from '../../src/platforms/teams/index.ts';
import { answerFigures } from './answer-figures.ts';
import { appId, type ServerPlan, slackSecret, slackToken, tenantId } from './plan.ts';

/** The whole program with both platforms, as `npm start` runs it, but for where Microsoft's keys and connector are. */
const plan = JSON.parse(process.argv[2] ?? '{}') as ServerPlan;
const { aheadMs = 0 } = plan;
const rightNow = Date.now;
Date.now = () => rightNow() + aheadMs;
const read = readConfig({
  SLACK_BOT_TOKEN: slackToken,
  SLACK_SIGNING_SECRET: slackSecret,
  SLACK_API_URL: plan.slackApi,
  MicrosoftAppId: appId,
  MicrosoftAppPassword: 'not-used',
  MicrosoftAppTenantId: tenantId,
  DATABASE_URL: plan.databaseUrl,
  DATA_DIR: plan.dataDir,
  KNOWLEDGE_DIR: plan.knowledgeDir,
  HOST: '127.0.0.1',
  PLAYGROUND: String(plan.playground)
});
if (!('config' in read)) throw new Error(read.problems.join('\n'));
const teams: TeamsConfig & Partial<TeamsOptions> = {
  ...(read.config.teams as TeamsConfig),
  metadataUrl: plan.openId,
  trust: trustLoopback,
  accessToken: async () => 'outbound-token'
};
const stopped = new Promise((resolve) => process.once('SIGTERM', resolve));
const running = await start({ ...read.config, port: 0, teams }, createLogger({ level: 'error' }));
answerFigures();
process.send?.(running.port);
await stopped;
await running.stop();
process.exit(0);
