import { createInterface } from 'node:readline/promises';
import type { Bot } from '../core/model/bot.ts';
import type { Messenger } from '../core/model/messenger.ts';
import { toAsker } from '../core/model/reply.ts';
import { dayOf, weekdayNames, weekdayOf } from '../core/time/calendar.ts';
import type { TipOutlook, Tips } from '../core/tips/index.ts';
import { clock, describeRule } from '../core/tips/rule.ts';
import { connectTips } from '../jobs/weekly-tips.ts';
import { loadKnowledge } from '../knowledge/index.ts';
import { createLogger } from '../observability/logger.ts';
import { createMessengers } from '../platforms/index.ts';
import type { OpenedStore } from '../storage/index.ts';
import { type Subcommand, type Terminal, UsageError } from './command.ts';
import { harmless } from './print.ts';
import { readQuietStore, writeQuietStore } from './quiet-store.ts';
import { configured, today } from './settings.ts';

/** Formats the next time, `Mon 2026-11-30 09:00 Europe/London`, or the reason why no tip is due. */
function when({ subscription: { next, rule, state, reason } }: TipOutlook): string {
  if (!next || state !== 'active') return reason ? `${state} (${reason})` : state;
  const day = weekdayNames[weekdayOf(dayOf(next.date)) - 1]?.slice(0, 3);
  return `${day} ${next.date} ${clock(rule.time)} ${rule.zone}`;
}

function lines({ subscription, deliveries, tip }: TipOutlook, withText: boolean): string[] {
  const { conversation, rule } = subscription;
  const last = deliveries.map(({ date, state, reason }) => `${date} ${state}${reason ? ` (${reason})` : ''}`);
  return [
    `${conversation.platform} ${conversation.address.slice(0, 80)}`,
    `  rule: ${describeRule(rule)}`,
    `  next: ${when({ subscription, deliveries })}${tip ? `, ${tip.id}` : ''}`,
    ...(withText && tip ? [`  text: ${tip.text}`] : []),
    ...(last.length > 0 ? [`  last: ${last.join('; ')}`] : [])
  ];
}

async function show(tips: Tips, terminal: Terminal, withText: boolean): Promise<void> {
  let count = 0;
  for await (const outlook of tips.list()) {
    if (withText && outlook.subscription.state !== 'active') continue;
    terminal.stdout.write(harmless(`${lines(outlook, withText).join('\n')}\n`));
    count++;
  }
  terminal.stdout.write(
    count === 0 ? 'No channel gets tips yet. In a channel, write: tips weekly monday 09:00\n' : `${count} in all.\n`
  );
}

async function confirmed({ stdin, stdout }: Terminal): Promise<boolean> {
  if (!stdin.isTTY) throw new UsageError('"tips send" asks before it posts; add --yes where nobody can answer.');
  const lines = createInterface({ input: stdin, output: stdout });
  const answer = await lines.question('Post every tip that is due now? Type yes to go on: ');
  lines.close();
  return answer.trim().toLowerCase() === 'yes';
}

/** Bot that answers nothing: the messengers of the command line only send. */
const noBot: Bot = {
  handle: async () => undefined,
  suggest: () => [],
  entryCard: () => undefined,
  entryAt: () => undefined,
  prompts: () => [],
  topics: () => [],
  name: () => 'Spread Bot',
  offers: () => true,
  welcome: () => toAsker({ title: '', text: '' })
};

async function send(
  terminal: Terminal,
  store: OpenedStore,
  connect: (messengers: Map<string, Messenger>) => Tips
): Promise<void> {
  const config = configured(terminal);
  const now = (): number => Date.now();
  const logger = createLogger({ level: 'warn', secrets: config.secrets, write: (line) => terminal.stderr.write(line) });
  const parts = { bot: noBot, logger, now, store, tips: connect(new Map()) };
  const report = await connect(await createMessengers(config, parts)).run(now());
  const states = Object.entries(report.states).map(([state, count]) => `${count} ${state}`);
  terminal.stdout.write(states.length > 0 ? `${states.join(', ')}.\n` : 'Nothing was due.\n');
}

export const tips: Subcommand = {
  name: 'tips',
  usage: '[list|preview|send] [--yes]',
  summary: 'Show what goes out, where and when (list), with its text (preview); or post what is due now (send).',
  options: { yes: { type: 'boolean' } },
  optionHelp: { yes: 'Send without asking.' },
  positionals: 1,
  run: async ({ values, positionals }, terminal) => {
    const [what = 'list'] = positionals;
    if (!['list', 'preview', 'send'].includes(what)) {
      throw new UsageError(`"tips ${what}" is unknown; write tips list, tips preview or tips send.`);
    }
    if (what === 'send' && !values.yes && !(await confirmed(terminal))) {
      terminal.stdout.write('Nothing was sent.\n');
      return 0;
    }
    const config = configured(terminal);
    const { knowledge } = await loadKnowledge(config.knowledgeDirs, today());
    const logger = createLogger({ level: 'silent' });
    const store = await (what === 'send' ? writeQuietStore(config) : readQuietStore(config, terminal));
    const connect = (messengers: Map<string, Messenger>): Tips =>
      connectTips(config, {
        store: store.tips,
        rounds: store.assessments,
        knowledge: () => knowledge,
        messengers,
        logger
      });
    try {
      if (what === 'send') await send(terminal, store, connect);
      else await show(connect(new Map()), terminal, what === 'preview');
    } finally {
      await store.close();
    }
    return 0;
  }
};
