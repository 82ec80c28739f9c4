import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createLogger } from '../logger.ts';
import type { LiveMind } from '../mind.ts';
import { makeReport, reportCsv, reportHtml, reportTable } from '../report/index.ts';
import { openStore } from '../storage/index.ts';
import { type Subcommand, type Terminal, UsageError } from './command.ts';
import { harmless } from './print.ts';
import { configured, quietMind } from './settings.ts';

const dayMs = 86_400_000;
/** Twelve weeks: within the ninety days that questions are kept by default. */
const usualDays = 84;

/** The first millisecond of the day that lies so many days back, today counted, in UTC. */
function startOf(days: number, now: number): number {
  return Math.floor(now / dayMs) * dayMs - (days - 1) * dayMs;
}

/** @param mindOf how the knowledge is learnt */
export function createReportCommand(
  mindOf: (terminal: Terminal) => Promise<Pick<LiveMind, 'current'>> = quietMind
): Subcommand {
  return {
    name: 'report',
    usage: '[--days N] [--csv | --json] [--html FILE]',
    summary: 'What was asked, what was not answered and what helped, as a table.',
    options: {
      days: { type: 'string' },
      csv: { type: 'boolean' },
      json: { type: 'boolean' },
      html: { type: 'string' }
    },
    optionHelp: {
      days: `So many days back, today counted (${usualDays} when not given).`,
      csv: 'Print everything as CSV for a spreadsheet.',
      json: 'Print everything as one JSON object.',
      html: 'Write a page with charts into this file.'
    },
    positionals: 0,
    run: async ({ values }, terminal) => {
      const days = typeof values.days === 'string' ? values.days : String(usualDays);
      if (!/^[1-9]\d{0,3}$/.test(days))
        throw new UsageError(`--days is ${JSON.stringify(days)}; write a number of days between 1 and 9999.`);
      if (values.csv && values.json) throw new UsageError('--csv and --json exclude each other; give one of them.');
      const { databaseUrl, dataDir } = configured(terminal);
      const mind = (await mindOf(terminal)).current();
      const store = await openStore({ databaseUrl, dataDir }, createLogger({ level: 'silent' }));
      try {
        const now = Date.now();
        const made = await makeReport(store, mind, startOf(Number(days), now), now);
        if (typeof values.html === 'string') {
          await writeFile(values.html, reportHtml(made));
          terminal.stderr.write(`Wrote ${path.resolve(values.html)}\n`);
        }
        if (values.csv) terminal.stdout.write(reportCsv(made));
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
