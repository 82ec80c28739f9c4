import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { botScopes } from '../../../src/platforms/slack/manifest.ts';
import { type DoctorParts, examine, type Result } from '../../../src/tools/doctor/index.ts';
import { type FakeLogin, openFakeLogin } from '../../support/fake-login.ts';
import { createFakeSlack, type FakeSlack } from '../../support/fake-slack.ts';
import { guardMs } from '../../support/until.ts';

export const appId = '11111111-2222-3333-4444-555555555555';
export const tenantId = '99999999-8888-7777-6666-555555555555';

/** Secrets of the right form, each of which says so when it is seen. */
export const secrets = {
  SLACK_BOT_TOKEN: 'xoxb-canary-bot-token',
  SLACK_APP_TOKEN: 'xapp-canary-app-token',
  SLACK_SIGNING_SECRET: 'canarysigningsecret0123',
  MicrosoftAppPassword: 'canary~password~of~the~tests'
};

/** A bot whose settings, Slack, Microsoft and machine are all well, until a test spoils one. */
export interface Practice {
  slack: FakeSlack;
  login: FakeLogin;
  /** Slack by Socket Mode, and Teams with one tenant. */
  environment: Record<string, string>;
  dataDir: string;
  examine(changes?: Record<string, string | undefined>, parts?: Partial<DoctorParts>): Promise<readonly Result[]>;
  close(): Promise<void>;
}

export async function openPractice(): Promise<Practice> {
  const [slack, login] = [await createFakeSlack(), await openFakeLogin()];
  const folder = await mkdtemp(path.join(tmpdir(), 'doctor-'));
  const dataDir = path.join(folder, 'data');
  slack.addToken(secrets.SLACK_BOT_TOKEN, { team: 'T0', botUser: 'U0BOT', bot: 'B0BOT', scopes: botScopes });
  slack.addToken(secrets.SLACK_APP_TOKEN, { team: 'T0', botUser: '', bot: '', scopes: ['app'] });
  const environment = {
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    KNOWLEDGE_DIR: 'test/fixtures/knowledge/small',
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: secrets.SLACK_BOT_TOKEN,
    SLACK_APP_TOKEN: secrets.SLACK_APP_TOKEN,
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    MicrosoftAppPassword: secrets.MicrosoftAppPassword
  };
  return {
    slack,
    login,
    environment,
    dataDir,
    examine: (changes = {}, parts = {}) =>
      examine({
        environment: { ...environment, ...changes },
        url: undefined,
        fetch: login.fetch,
        now: Date.now,
        nodeVersion: '22.1.0',
        freeBytes: async () => 10 ** 12,
        timeoutMs: guardMs,
        ...parts
      }),
    async close() {
      await Promise.all([slack.close(), login.close()]);
      await rm(folder, { recursive: true, force: true });
    }
  };
}

export const faultsOf = (results: readonly Result[]): Result[] => results.filter(({ state }) => state === 'fault');
