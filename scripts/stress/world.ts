import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { botScopes } from '../../src/platforms/slack/manifest.ts';
import { createFakeSlack, type FakeSlack } from '../../test/support/fake-slack.ts';
import { type FakeConnector, openFakeConnector } from '../../test/support/fake-teams-connector.ts';
import { type FakeOpenId, openFakeOpenId } from '../../test/support/fake-teams-openid.ts';
import { createRandom } from '../../test/support/mutate.ts';
import { type Served, serve } from './child.ts';
import { type ServerPlan, slackToken } from './plan.ts';

/** Options of every trial. */
export interface StressOptions {
  /** Folder of the compiled `server.js` and `echo.js`. */
  compiled: string;
  knowledgeDir: string;
  seed: number;
  /** Folder of trained models that trials share, so that the knowledge is learnt once; each learns it anew when not given. */
  models?: string;
  /** A world that is there already, in place of one of the trial's own. */
  world?: World;
  /** Called with the progress, a line at a time. */
  say: (line: string) => void;
}

/** Both vendors on this machine, and servers of ours that talk to them. */
export interface World {
  slack: FakeSlack;
  connector: FakeConnector;
  openId: FakeOpenId;
  random: () => number;
  /** Starts the program, or the bare echo; both on the same embedded store, which lasts as long as the world. */
  serve(what?: 'server' | 'echo', besides?: Partial<ServerPlan>): Promise<Served>;
  /** Called with each card that is shown, with the address of the conversation. */
  shown: (where: string, text: string) => void;
  close(): Promise<void>;
}

/** Time the vendors take for each call, in milliseconds: a fifth of what they take in life. */
const vendorMs = 20;

export async function openWorld(options: StressOptions): Promise<World> {
  return options.world ?? openOwnWorld(options);
}

/** Opens a world whose trials, one after another, ask one server: a start costs more than a short trial. */
export async function openSharedWorld(options: StressOptions): Promise<{ world: World; close(): Promise<void> }> {
  const world = await openOwnWorld(options);
  const { close } = world;
  const served = await world.serve('server', { playground: true });
  return { world: Object.assign(world, { serve: async () => served, close: async () => undefined }), close };
}

/** Makes a data folder for the program; with the trained models that trials share, where there are some. */
export async function makeDataDir({ models }: StressOptions): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'spread-bot-stress-'));
  if (models !== undefined) await symlink(models, join(dataDir, 'models'));
  return dataDir;
}

async function openOwnWorld(options: StressOptions): Promise<World> {
  const { compiled, knowledgeDir, seed } = options;
  const [slack, connector, openId] = await Promise.all([createFakeSlack(), openFakeConnector(), openFakeOpenId()]);
  slack.addToken(slackToken, { team: 'T0HOSPITAL', botUser: 'U0BOT', bot: 'B0BOT', scopes: botScopes });
  slack.delayMs = vendorMs;
  connector.delayMs = vendorMs;
  const dataDir = await makeDataDir(options);
  const servers: Served[] = [];
  const world: World = {
    slack,
    connector,
    openId,
    random: createRandom(seed),
    async serve(what = 'server', besides = {}) {
      const plan = {
        ...{ knowledgeDir, dataDir, slackApi: slack.apiUrl, openId: openId.metadataUrl, playground: false },
        ...besides
      };
      const served = await serve(join(compiled, `${what}.js`), plan);
      servers.push(served);
      return served;
    },
    shown: () => undefined,
    async close() {
      await Promise.all(servers.map((server) => server.end('SIGKILL')));
      await Promise.all([slack.close(), connector.close(), openId.close()]);
      await rm(dataDir, { recursive: true, force: true });
    }
  };
  // What was shown is handed on and not kept: a run shows hundreds of thousands.
  slack.onShown = ({ channel, text }) => {
    slack.messages.length = 0;
    slack.calls.length = 0;
    world.shown(channel, text);
  };
  connector.onShown = ({ conversation, body }) => {
    connector.forget();
    world.shown(conversation, String(body.summary ?? body.text ?? ''));
  };
  return world;
}
