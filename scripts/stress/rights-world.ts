import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readConfig } from '../../src/config/config.ts';
import { createBot } from '../../src/core/conversation/bot.ts';
import type { EntryText } from '../../src/core/editing/entry-text.ts';
import type { EntryWriter } from '../../src/core/editing/entry-writer.ts';
import { createEditing } from '../../src/core/editing/index.ts';
import type { KnowledgeBase } from '../../src/core/model/knowledge-base.ts';
import type { Conversation, Message } from '../../src/core/model/message.ts';
import type { Messenger } from '../../src/core/model/messenger.ts';
import type { Reply } from '../../src/core/model/reply.ts';
import { connectHandovers } from '../../src/jobs/handover-delivery.ts';
import { connectDigest } from '../../src/jobs/weekly-digest.ts';
import { connectTips } from '../../src/jobs/weekly-tips.ts';
import { loadKnowledge } from '../../src/knowledge/index.ts';
import { createMatcher } from '../../src/matching/index.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { openStore } from '../../src/storage/index.ts';

/** Whom the settings name. Each id is somebody else's too, in every other workspace and on the other platform. */
const environment = {
  SLACK_CLIENT_ID: '12345.678',
  SLACK_CLIENT_SECRET: 'c'.repeat(32),
  SLACK_STATE_SECRET: 's'.repeat(32),
  SLACK_SIGNING_SECRET: '0'.repeat(32),
  MicrosoftAppId: '11111111-2222-3333-4444-555555555555',
  MicrosoftAppPassword: 'not-a-secret-value',
  MicrosoftAppTenantId: '99999999-8888-7777-6666-555555555555',
  EDITORS: 'slack:T1A/UAA, slack:T2A/UBB, teams:UCC',
  TIPS_ADMINS: 'slack:T2A/UAA, slack:T3A/UCC, teams:UAA',
  CURATORS_CHANNEL: 'slack:T1A/C8',
  EXPERTS_CHANNEL: 'slack:T1A/C9'
};

/** The clock of the world: a Monday, after the digest of the week in which somebody asked about bread. */
export const worldNow = Date.UTC(2026, 10, 23, 12);
export const gapWording = 'how do I bake bread';
export const knownEntry = 'squire-2';

const folder = join('test', 'fixtures', 'knowledge', 'small');
const knowledge = { ...(await loadKnowledge(folder, '2026-11-23')).knowledge, today: '2026-11-23' };
const knowledgeBase: KnowledgeBase = { knowledge, matcher: createMatcher({ knowledge }) };

/** Parts of the store and the entries somebody may have changed, as comparable texts by name. */
export type Traces = ReadonlyMap<string, string>;

export interface RightsWorld {
  say(message: Message): Promise<Reply | undefined>;
  traces(): Promise<Traces>;
  /** Messages sent unasked, and their places; emptied by reading. */
  sent(): { to: Conversation; text: string }[];
  /** Votes on the known entry. */
  votes(): Promise<{ helpful: number; unhelpful: number }>;
  /** Ids of the questions handed over so far. */
  handovers(): readonly string[];
  faults(): readonly string[];
  close(): Promise<void>;
}

/** Opens the bot with all its chat modules as `main.ts` connects them, on a store in memory; entries are written to a list. */
export async function openRightsWorld(): Promise<RightsWorld> {
  const read = readConfig(environment);
  if (!('config' in read)) throw new Error(read.problems.join('\n'));
  const { config } = read;
  const logger = createLogger({ level: 'silent' });
  const store = await openStore({ databaseUrl: ':memory:', dataDir: '' }, logger);
  const faults: string[] = [];
  const onFailure = (what: string, error: unknown): void => void faults.push(`${what} (${String(error)})`);
  const sent: { to: Conversation; text: string }[] = [];
  const messenger: Messenger = {
    async send(to, card) {
      sent.push({ to, text: JSON.stringify(card) });
      return randomUUID();
    }
  };
  const messengers = new Map([
    ['slack', messenger],
    ['teams', messenger]
  ]);
  let saves = 0;
  const text: EntryText = {
    single: { title: 'SQUIRE 2.0', kind: 'guideline', topic: 'improvement', status: 'current', reviewed: '2026-11-01' },
    lists: { for: [], asks: [], aliases: [], see: [], source: [] },
    body: 'How to report improvement.'
  };
  const entry = knowledge.entries.get(knownEntry)!;
  const writer: EntryWriter = {
    read: async (id) => (id === knownEntry ? { entry: text, mark: String(saves) } : undefined),
    check: async () => ({ entry, alike: [], notes: [] }),
    async save() {
      saves += 1;
      return { outcome: 'saved', entry, where: 'Into a list.' };
    },
    async undo() {
      saves += 1;
      return 'Taken back.';
    }
  };
  await store.questions.record({
    ...{ at: worldNow - 5 * 86_400_000, platform: 'slack', outcome: 'none', confidence: 0 },
    text: gapWording
  });
  const current = () => knowledgeBase;
  const known = () => knowledge;
  const tips = connectTips(config, {
    store: store.tips,
    rounds: store.assessments,
    knowledge: known,
    messengers,
    logger
  });
  const experts = connectHandovers(config, {
    ...{ store: store.handovers, knowledge: known, messengers, onFailure, logger }
  });
  const digest = connectDigest(config, { store, knowledgeBase: current, messengers, logger });
  const editing = createEditing({ knowledgeBase: current, writer, editors: new Set(config.editors) });
  const bot = createBot({
    knowledgeBase: current,
    store,
    tips: tips.command,
    chatModules: [experts!.chatModule, digest.chatModule, editing],
    pseudonym: (id) => id,
    onFailure
  });
  const handovers = new Set<string>();

  return {
    async say(message) {
      const reply = await bot.handle(message, worldNow);
      await experts!.settled();
      const offered = reply?.form?.id === 'experts.ask' ? reply.form.value.split(' ')[0] : undefined;
      if (message.kind === 'form' && message.form === 'experts.ask') handovers.add(message.value.split(' ')[0]!);
      if (offered) handovers.add(offered);
      return reply;
    },
    async traces() {
      const found = new Map<string, string>([['entries', String(saves)]]);
      for (const subscription of await store.tips.page('', 1000)) {
        found.set(`tips ${subscription.place}`, JSON.stringify(subscription));
      }
      for (const id of handovers) {
        const told = await store.handovers.find(id);
        if (told) found.set(`hand-over ${id}`, JSON.stringify(told.handover));
      }
      found.set('gaps', JSON.stringify(await store.gaps.ignored()));
      return found;
    },
    async votes() {
      const [{ helpful, unhelpful } = { helpful: 0, unhelpful: 0 }] = await store.feedback.tally(0);
      return { helpful, unhelpful };
    },
    sent: () => sent.splice(0),
    handovers: () => [...handovers],
    faults: () => faults,
    async close() {
      await store.close();
    }
  };
}
