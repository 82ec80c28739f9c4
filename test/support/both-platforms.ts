import { randomUUID } from 'node:crypto';
import { readConfig } from '../../src/config/config.ts';
import { createBot } from '../../src/core/conversation/bot.ts';
import type { Handovers } from '../../src/core/handover/index.ts';
import type { Bot } from '../../src/core/model/bot.ts';
import type { ChatModule } from '../../src/core/model/chat-module.ts';
import type { KnowledgeBase } from '../../src/core/model/knowledge-base.ts';
import type { MatchResult } from '../../src/core/model/matcher.ts';
import type { Messenger } from '../../src/core/model/messenger.ts';
import { connectHandovers } from '../../src/jobs/handover-delivery.ts';
import { connectDigest } from '../../src/jobs/weekly-digest.ts';
import { openStore } from '../../src/storage/index.ts';
import { aKnowledge, anEntry } from './entries.ts';
import { createListeningLogger, type LoggedLine } from './listening-logger.ts';
import { createSlackModal } from './slack-modal.ts';
import { controls, openSlackStand, type Payload, fixture as slackFixture } from './slack-stand.ts';
import { appId, openTeams, tenantId } from './teams-under-test.ts';
import { guardMs } from './until.ts';

type Json = Record<string, unknown>;

const entry = anEntry({ id: 'squire-2', title: 'SQUIRE 2.0' });
const matchResult = (more: Partial<MatchResult>): MatchResult => ({
  outcome: 'none',
  matches: [],
  rest: [],
  explanation: { read: '', corrections: [], words: [], unknown: [], parts: {}, reason: '' },
  ...more
});

const known: KnowledgeBase = {
  knowledge: aKnowledge(entry),
  matcher: {
    find: (text) =>
      matchResult(text.includes('squire') ? { outcome: 'answer', matches: [{ entry, confidence: 0.9 }] } : {}),
    suggest: () => []
  }
};

/**
 * Opens Slack and Teams with their real SDKs, one bot, one store: a person, the experts and the knowledge editors on either side.
 *
 * @param curatorsChannel where the weekly digest goes; nowhere when not given
 * @param chatModules parts of the bot besides the experts and the digest
 * @param now the bot's clock, in milliseconds; the platforms' signatures and tokens keep the machine's
 * @param tips handler of the `tips` command; a card for the asker when not given
 */
export async function openBothPlatforms(
  expertsChannel: (teamsUrl: string) => string,
  curatorsChannel: (teamsUrl: string) => string = () => '',
  knowledgeBase: () => KnowledgeBase = () => known,
  chatModules: readonly ChatModule[] = [],
  now: () => number = Date.now,
  tips: Pick<Parameters<typeof createBot>[0], 'tips' | 'graspOfTips'> = {
    tips: async () => ({ card: { title: 'Tips', text: '' }, audience: 'asker' })
  }
) {
  const lines: LoggedLine[] = [];
  const logger = createListeningLogger(lines);
  const store = await openStore({ databaseUrl: ':memory:', dataDir: '' }, logger);
  const messengers = new Map<string, Messenger>();
  let inner: Bot | undefined;
  const bot: Bot = {
    handle: (message) => inner!.handle(message, now()),
    suggest: () => [],
    entryCard: () => undefined,
    entryAt: () => undefined,
    prompts: () => [],
    topics: () => [],
    name: () => 'Spread Bot',
    offers: () => true,
    welcome: () => ({ card: { title: 'Hello', text: '' }, audience: 'everyone' })
  };
  const teams = await openTeams(bot);
  const slack = await openSlackStand(bot);
  messengers.set('teams', teams.platform.messenger).set('slack', slack.platform.messenger);

  const read = readConfig({
    EXPERTS_CHANNEL: expertsChannel(teams.connector.serviceUrl),
    CURATORS_CHANNEL: curatorsChannel(teams.connector.serviceUrl),
    EDITORS: 'slack:U0EDITOR',
    SLACK_BOT_TOKEN: 'xoxb-of-the-tests',
    SLACK_SIGNING_SECRET: 'a'.repeat(32),
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    MicrosoftAppPassword: 'x'.repeat(30)
  });
  if (!('config' in read)) throw new Error(read.problems.join('\n'));
  const experts = connectHandovers(read.config, {
    store: store.handovers,
    knowledge: () => knowledgeBase().knowledge,
    messengers,
    onFailure: (what, error) => logger.error(what, { error }),
    logger
  }) as Handovers;
  const digest = connectDigest({ ...read.config, dataDir: '/nowhere' }, { store, knowledgeBase, messengers, logger });
  inner = createBot({
    knowledgeBase,
    store,
    ...tips,
    chatModules: [experts.chatModule, digest.chatModule, ...chatModules],
    pseudonym: (id) => id,
    onFailure: (what, error) => logger.error(what, { error })
  });

  const settled = async (): Promise<void> => {
    await slack.platform.idle(guardMs);
    await experts.settled();
  };
  return {
    bot,
    slack: slackSide(slack, settled),
    teams: teamsSide(teams, settled),
    fakeSlack: slack.fake,
    connector: teams.connector,
    messengers,
    experts,
    digest,
    store,
    lines,
    async close() {
      await settled();
      await slack.close();
      await teams.close();
      await store.close();
    }
  };
}

/** Returns what people in Slack can do, and what stands on their screens. */
function slackSide(stand: Awaited<ReturnType<typeof openSlackStand>>, settled: () => Promise<void>) {
  const { fake } = stand;
  const modal = createSlackModal(stand);
  const inChannel = (channel: string) => fake.messages.filter((posted) => posted.channel === channel);
  return {
    at: inChannel,
    /** Delivers any payload: a slash command, a shortcut, a step of a workflow. */
    async deliver(payload: Payload) {
      await stand.deliver(payload);
      await settled();
    },
    /** @param changes of the event: another author, a thread */
    async say(scenario: string, text: string, changes: Payload = {}) {
      const payload = slackFixture(scenario);
      const event = { ...(payload.event as Payload), ...changes };
      const said = String(event.text).replace(/how do we.*$/, text);
      await stand.deliver({
        ...payload,
        event_id: randomUUID(),
        event: { ...event, text: said, blocks: undefined, client_msg_id: randomUUID() }
      });
      await settled();
    },
    /** Presses a button on the newest card of a channel, or on an older one. */
    async press(channel: string, label: string, name = 'sister', card = inChannel(channel).at(-1)!) {
      const control = controls(card.blocks).find((each) => each.label === label);
      if (!control) throw new Error(`no button "${label}" in ${card.text}`);
      const thread = card.thread && { thread_ts: card.thread };
      const user = `U0${name.toUpperCase()}`;
      await stand.deliver({
        ...slackFixture('press'),
        user: { id: user, username: name, name, team_id: 'T0HOSPITAL' },
        trigger_id: randomUUID(),
        response_url: fake.responseUrl(channel, user, card.ts),
        container: {
          type: 'message',
          message_ts: card.ts,
          channel_id: channel,
          is_ephemeral: Boolean(card.onlyFor),
          ...thread
        },
        channel: { id: channel, name: channel },
        message: { ts: card.ts, blocks: card.blocks, ...thread },
        actions: [{ ...control, action_ts: '1795424410.000001' }]
      });
      await settled();
    },
    async fill(fields: Record<string, string>, name?: string) {
      await modal.submit(fields, name && `U0${name.toUpperCase()}`);
      await settled();
    },
    /** Makes choices without sending the form. */
    async choose(fields: Record<string, string>, name?: string) {
      await modal.choose(fields, name && `U0${name.toUpperCase()}`);
      await settled();
    },
    async closeWindow(name?: string) {
      await modal.close(name && `U0${name.toUpperCase()}`);
      await settled();
    },
    async goBack(fields: Record<string, string> = {}) {
      await modal.goBack(fields);
      await settled();
    },
    window: () => modal.view(),
    errors: () => modal.errors()
  };
}

/** Returns what people in Teams can do, each place by its conversation. */
function teamsSide(teams: Awaited<ReturnType<typeof openTeams>>, settled: () => Promise<void>) {
  const { connector } = teams;
  let dialog: Json | undefined;
  let opener: Json = {};
  let id = 0;
  const at = (conversation: string) => {
    const own = new Set(connector.calls.filter((call) => call.conversation === conversation).map(({ body }) => body));
    return connector.messages().filter(({ body }) => own.has(body));
  };
  const invoke = async (name: string, value: Json, place: Json) => {
    const { body } = await teams.deliver(teams.activity('press', { name, value, id: `f:${++id}`, ...place }));
    const task = (body as { task?: Json } | undefined)?.task;
    if (task) dialog = task.type === 'continue' ? (task.value as Json) : undefined;
    await settled();
    return body;
  };
  return {
    at,
    window: () => dialog,
    /** Delivers a fixture with changes; returns the body of the response. */
    async deliver(name: string, changes: Json) {
      const { body } = await teams.deliver(teams.activity(name, { id: `d:${++id}`, ...changes }));
      await settled();
      return body;
    },
    /** @param changes of the activity: another author, another conversation */
    async say(scenario: string, text: string, changes: Json = {}) {
      await teams.deliver(teams.activity(scenario, { text, id: String(++id), ...changes }));
      await settled();
    },
    async press(
      conversation: string,
      label: string,
      name = 'Sister Example',
      objectId: string = randomUUID(),
      message = at(conversation).at(-1)!
    ) {
      const button = nodeIn(message.body, ({ type, title }) => /^Action/.test(String(type)) && title === label);
      if (!button) throw new Error(`no button "${label}" in ${JSON.stringify(message.body).slice(0, 300)}`);
      const kind = conversation.startsWith('a:')
        ? 'personal'
        : conversation.includes('@thread.v2')
          ? 'groupChat'
          : 'channel';
      const team = kind === 'channel' && { team: { id: '19:team@thread.tacv2' } };
      opener = {
        conversation: { id: conversation, conversationType: kind, isGroup: kind !== 'personal', tenantId },
        from: { id: `29:${name}`, name, aadObjectId: objectId },
        channelData: { tenant: { id: tenantId }, ...team },
        replyToId: message.id
      };
      const { msteams, ...data } = button.data as Json;
      return msteams
        ? invoke('task/fetch', { data, context: { theme: 'default' } }, opener)
        : invoke(
            'adaptiveCard/action',
            { action: { type: 'Action.Execute', verb: button.verb, data: button.data } },
            opener
          );
    },
    /** Closes the dialog, of which Teams tells nobody. */
    closeWindow() {
      dialog = undefined;
    },
    goBack: () => send({}, true),
    fill: (fields: Record<string, string>) => send(fields, false)
  };

  async function send(fields: Record<string, string>, back: boolean) {
    const inputs: Json = {};
    nodeIn(dialog, ({ type, id: input, value }) => {
      if (/^Input\./.test(String(type)))
        inputs[String(input)] = fields[String(input).replace('field.', '')] ?? value ?? '';
      return false;
    });
    const sends = ({ type, data }: Json) => type === 'Action.Submit' && ((data as Json).back === true) === back;
    const button = nodeIn(dialog, sends);
    return invoke(
      'task/submit',
      { data: { ...(button?.data as Json), ...inputs } },
      { ...opener, replyToId: undefined }
    );
  }
}

function nodeIn(value: unknown, fits: (node: Json) => boolean): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value) && fits(value as Json)) return value as Json;
  for (const inner of Object.values(value)) {
    const found = nodeIn(inner, fits);
    if (found) return found;
  }
  return undefined;
}
