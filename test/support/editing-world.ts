import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createBot } from '../../src/core/conversation/bot.ts';
import type { Bot } from '../../src/core/model/bot.ts';
import type { Action, Card } from '../../src/core/model/card.ts';
import type { Form } from '../../src/core/model/form.ts';
import type { Message } from '../../src/core/model/message.ts';
import type { Reply } from '../../src/core/model/reply.ts';
import { connectEditing, createOverlay } from '../../src/editing/index.ts';
import { createLiveKnowledge } from '../../src/knowledge/live-knowledge.ts';
import { createAudit } from '../../src/observability/audit.ts';
import { titleOf } from '../../src/platforms/facts.ts';
import { type OpenedStore, openStore } from '../../src/storage/index.ts';
import { createListeningLogger, type LoggedLine } from './listening-logger.ts';
import { indexOnly, smallKnowledge, trained } from './trained.ts';

export const editor = 'U0EDITOR';
export const stranger = 'U0STRANGER';

/** The newest time a world starts with: within the reviews of the small knowledge. */
const start = Date.UTC(2026, 10, 23, 9);

/** The worlds match without a word table: their questions name what they mean. */
const wordTable = '/nowhere';

interface WorldOptions {
  /** Makes the folder a git repository with everything committed. */
  git?: boolean;
  /** As if there were several replicas: changes go to the store. */
  stored?: boolean;
  store?: OpenedStore;
  /** A folder that is there already, as that of another replica. */
  folder?: string;
  editors?: readonly string[];
  /** In whose name they review; undefined where nobody has set it. */
  team?: string | undefined;
  /** With the audit trail. */
  audit?: boolean;
}

/** Creates a bot with the small knowledge, a real folder and a real store, and an editor who presses and fills in. */
export async function createEditingWorld(options: WorldOptions = {}) {
  const { git, stored, store: given, folder: shared, editors = [`slack:${editor}`] } = options;
  const team = 'team' in options ? options.team : 'QI team, Northtown';
  const lines: LoggedLine[] = [];
  const logger = createListeningLogger(lines);
  const root = await mkdtemp(path.join(tmpdir(), 'editing-'));
  const folder = shared ?? path.join(root, 'knowledge');
  if (!shared) await cp(smallKnowledge, folder, { recursive: true });
  const inGit = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-C', root, ...args], {
      encoding: 'utf8'
    }).trim();
  if (git) {
    inGit('init', '--quiet');
    inGit('add', '.');
    inGit('commit', '--quiet', '--message', 'Begin');
  }
  const store = given ?? (await openStore({ databaseUrl: ':memory:', dataDir: '' }, logger));
  let now = start;
  const today = (): string => new Date(now).toISOString().slice(0, 10);
  const overlay = createOverlay({ store: store.entryChanges, logger, now: () => now, freshMs: 0 });
  await trained(smallKnowledge, wordTable);
  const knowledgeBase = await createLiveKnowledge({
    folder,
    wordTable,
    today,
    logger,
    trainer: indexOnly,
    over: overlay
  });
  const watch = await knowledgeBase.watch();
  watch.stop();
  const config = {
    editors,
    ...(team !== undefined && { editorsAs: team }),
    knowledgeDirs: [folder],
    ...(stored && { databaseUrl: 'postgres://x' })
  };
  const chatModule = await connectEditing(config, {
    botName: () => 'Brindle Watch',
    platformTitle: titleOf,
    knowledgeBase: knowledgeBase.current,
    store: store.entryChanges,
    overlay,
    logger,
    redraw: async (week, { title, reviewedBy }) => ({ title: `Digest of ${week}`, text: `${title}: ${reviewedBy}` }),
    ...(options.audit && { audit: createAudit(logger) })
  });
  const bot: Bot = createBot({
    knowledgeBase: knowledgeBase.current,
    store,
    tips: async () => ({ card: { title: 'Tips', text: '' }, audience: 'asker' }),
    chatModules: [chatModule],
    pseudonym: (id) => id,
    onFailure: (what, error) => {
      throw new Error(`${what}: ${String(error)}`);
    }
  });

  let sequence = 0;
  let last: Reply | undefined;
  const send = async (message: Record<string, unknown>, from = editor, direct = true): Promise<Reply> => {
    sequence += 1;
    const conversation = { platform: 'slack', address: direct ? 'D1' : 'C1', direct };
    const reply = await bot.handle(
      { id: `${path.basename(root)}-${sequence}`, conversation, from: { id: from }, ...message } as Message,
      now
    );
    if (!reply) throw new Error('no reply');
    last = reply;
    return reply;
  };
  const form = (): Form => {
    if (!last?.form) throw new Error(`no form, but: ${JSON.stringify(last)}`);
    return last.form;
  };

  return {
    root,
    folder,
    store,
    overlay,
    knowledgeBase,
    chatModule,
    lines,
    inGit,
    form,
    send,
    command: (rest: string, from?: string) => send({ kind: 'command', name: 'entries', rest }, from),
    press: (action: string, value: string, from?: string, direct?: boolean) =>
      send({ kind: 'action', action, value }, from, direct),
    ask: (text: string, direct?: boolean) => send({ kind: 'question', text, typed: true }, editor, direct),
    /** Fills in fields of the form that came last, keeps what stands in the others, and sends it off. */
    fill: (fields: Record<string, string> = {}, from?: string, direct?: boolean) => {
      const open = form();
      const stood = open.fields.flatMap(({ id, value }) => (value ? [[id, value] as const] : []));
      const filled = Object.entries({ ...Object.fromEntries(stood), ...fields }).filter(([, value]) => value !== '');
      return send({ kind: 'form', form: open.id, value: open.value, fields: Object.fromEntries(filled) }, from, direct);
    },
    errors: () => Object.fromEntries(form().fields.flatMap(({ id, error }) => (error ? [[id, error]] : []))),
    fieldValue: (id: string) => form().fields.find((field) => field.id === id)?.value,
    file: (name: string) => readFile(path.join(folder, name), 'utf8'),
    now: () => now,
    /** The watch sees a change twice and takes it. */
    learn: async () => {
      await watch.look();
      await watch.look();
    },
    pass: (ms: number) => {
      now += ms;
    },
    close: async () => {
      watch.stop();
      if (!given) await store.close();
      await rm(root, { recursive: true, force: true });
    }
  };
}

export type EditingWorld = Awaited<ReturnType<typeof createEditingWorld>>;

/** Returns the buttons of a card and of its tiles. */
export function buttonsOf(card: Card): Action[] {
  return [...(card.actions ?? []), ...(card.tiles ?? []).flatMap(({ actions }) => actions ?? [])];
}
