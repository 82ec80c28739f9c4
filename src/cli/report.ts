import path from 'node:path';
import type { Config } from '../config/config.ts';
import { assertWritable, writeWhole } from '../config/write-whole.ts';
import { readWeek, weekDue } from '../core/digest/week.ts';
import { nameOf } from '../core/model/about-of.ts';
import type { KnowledgeBase } from '../core/model/knowledge-base.ts';
import { dayMs } from '../core/time/calendar.ts';
import { createZones } from '../jobs/time-zones.ts';
import { connectDigest } from '../jobs/weekly-digest.ts';
import type { LiveKnowledge } from '../knowledge/live-knowledge.ts';
import { createLogger } from '../observability/logger.ts';
import { makeReport, reportCsv, reportHtml, reportTable } from '../report/index.ts';
import type { OpenedStore } from '../storage/index.ts';
import { type Subcommand, type Terminal, UsageError } from './command.ts';
import { createPrinter, harmless } from './print.ts';
import { readQuietStore } from './quiet-store.ts';
import { configured, quietKnowledgeBase } from './settings.ts';

/** Days reported by default: twelve weeks, within the ninety days that questions are kept by default. */
const usualDays = 84;

/** Returns the first millisecond, in UTC, of the period of so many days that ends today. */
function startOf(days: number, now: number): number {
  return Math.floor(now / dayMs) * dayMs - (days - 1) * dayMs;
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

/** Returns the reported period: days up to now, or one week; a digest covers a week, by default the last one due. */
function spanOf({ week, days: given, digest }: Values, now: number): { from: number; to: number; id?: string } {
  if (given !== undefined && (digest || week !== undefined))
    throw new UsageError(`--days and --${digest ? 'digest' : 'week'} exclude each other; give one of them.`);
  if (typeof week === 'string') {
    const span = readWeek(week, createZones());
    if (!span) throw new UsageError(`--week is ${JSON.stringify(week)}; write a week as 2026-W47.`);
    return span;
  }
  if (digest) return weekDue(now, createZones());
  const days = typeof given === 'string' ? given : String(usualDays);
  if (!/^[1-9]\d{0,3}$/.test(days))
    throw new UsageError(`--days is ${JSON.stringify(days)}; write a number of days between 1 and 9999.`);
  return { from: startOf(Number(days), now), to: now };
}

/** Returns the digest as it would be sent now to the knowledge editors. */
async function digestText(
  config: Config,
  { store, knowledgeBase, width }: { store: OpenedStore; knowledgeBase: KnowledgeBase; width: number },
  week: string | undefined,
  now: number
): Promise<string> {
  const digest = connectDigest(config, {
    store,
    knowledgeBase: () => knowledgeBase,
    messengers: new Map(),
    logger: createLogger({ level: 'silent' })
  });
  const card = await digest.preview(now, week);
  if (!card) return 'Nobody asked anything and nothing needs looking after: no digest goes out.\n';
  return harmless(createPrinter({ width, colour: false, hyperlinks: false })(card).text);
}

/**
 * Creates the report command.
 *
 * @param knowledgeBaseOf loads the knowledge and its matcher
 */
export function createReportCommand(
  knowledgeBaseOf: (terminal: Terminal) => Promise<Pick<LiveKnowledge, 'current'>> = quietKnowledgeBase
): Subcommand {
  return {
    name: 'report',
    usage: '[--days N | --week WEEK] [--csv | --json | --digest] [--html FILE]',
    summary: 'What was asked, what was not answered and what helped, as a table.',
    options: {
      days: { type: 'string' },
      week: { type: 'string' },
      csv: { type: 'boolean' },
      json: { type: 'boolean' },
      digest: { type: 'boolean' },
      html: { type: 'string' }
    },
    optionHelp: {
      days: `So many days back, today counted (${usualDays} when not given).`,
      week: 'One week in place of days, Monday to Sunday, such as 2026-W47.',
      csv: 'Print everything as CSV for a spreadsheet.',
      json: 'Print everything as one JSON object.',
      digest: 'Print the weekly digest as it would go out to the knowledge editors.',
      html: 'Write a page with charts into this file.'
    },
    positionals: 0,
    run: async ({ values }, terminal) => {
      const printed = (['csv', 'json', 'digest'] as const).filter((name) => values[name]);
      if (printed.length > 1)
        throw new UsageError(`--${printed[0]} and --${printed[1]} exclude each other; give one of them.`);
      const now = Date.now();
      const { from, to, id } = spanOf(values, now);
      if (typeof values.html === 'string') await assertWritable(values.html);
      const config = configured(terminal);
      const knowledgeBase = (await knowledgeBaseOf(terminal)).current();
      const store = await readQuietStore(config, terminal);
      try {
        const made = await makeReport(store, knowledgeBase, from, to);
        if (typeof values.html === 'string') {
          await writeWhole(values.html, reportHtml(made, nameOf(knowledgeBase.knowledge)));
          terminal.stderr.write(`Wrote ${path.resolve(values.html)}\n`);
        }
        if (values.digest) {
          const width = Math.min(terminal.stdout.columns ?? 80, 100);
          terminal.stdout.write(await digestText(config, { store, knowledgeBase, width }, id, now));
        } else if (values.csv) terminal.stdout.write(reportCsv(made));
        else if (values.json) terminal.stdout.write(`${JSON.stringify(made)}\n`);
        else if (typeof values.html !== 'string') terminal.stdout.write(harmless(reportTable(made)));
      } finally {
        await store.close();
      }
      return 0;
    }
  };
}

export const report = createReportCommand();
