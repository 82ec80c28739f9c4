import type { Knowledge } from '../core/model/entry.ts';
import { ownCommand } from '../core/model/own-command.ts';
import { dueEntries, reviewedSentence, reviewedShare, soonDays } from '../core/time/review-dates.ts';
import { askNotes } from '../knowledge/ask-notes.ts';
import { claimedId } from '../knowledge/group-sources.ts';
import {
  loadKnowledge,
  type Problem,
  problemLine,
  readSources,
  type SourceFile,
  shownFile
} from '../knowledge/index.ts';
import { date } from '../knowledge/schema.ts';
import { findConfusions } from '../matching/index.ts';
import { type Subcommand, UsageError } from './command.ts';
import { harmless } from './print.ts';
import { configured, today } from './settings.ts';

/** Returns the place of a question, by its words. */
type Places = (id: string, ask: string) => { file: string; line: number };

function placesIn(sources: readonly SourceFile[], knowledge: Knowledge): Places {
  return (id, ask) => {
    for (const source of sources) {
      if (claimedId(source.file) !== id) continue;
      const line = source.text.split('\n').findIndex((text) => text.includes(ask)) + 1;
      if (line > 0) return { file: shownFile(source), line };
    }
    return { file: knowledge.entries.get(id)!.file, line: 1 };
  };
}

/** Returns entries that the matcher cannot tell apart, as problems of the file that would have to change. */
function confusions(knowledge: Knowledge, placeOf: Places): Problem[] {
  return findConfusions(knowledge).map(({ a, b, ask, why }) => {
    const other = knowledge.entries.get(b)!.file;
    const message =
      why === 'indistinct'
        ? `The matcher cannot tell this entry from ${other}: both fit "${ask}". Give each questions and aliases that only it has.`
        : `The question "${ask}" is nearly one of ${other}. A question belongs to one entry; reword or remove one of the two.`;
    return { ...placeOf(a, ask), message, blocks: false };
  });
}

/** Returns that there is nothing to answer with, on which the bot does not start. */
function emptiness({ entries }: Knowledge, folders: readonly string[]): Problem[] {
  const message =
    'No folder of KNOWLEDGE_DIR holds an entry that can be read. Name the one that holds resources/, concepts/ and contacts/.';
  return entries.size > 0 ? [] : [{ file: folders.join(', '), line: 1, message, blocks: true }];
}

/** Returns notes on how entries are asked for. */
function notes(knowledge: Knowledge): Problem[] {
  return askNotes(knowledge).map(({ entry: { file }, message }) => ({ file, line: 1, message, blocks: false }));
}

/** Maximum number of entries due soon that are listed, the nearest first; the others are only counted. */
const mostDue = 10;

/** Formats what is to be reviewed: how many reviews are overdue (the problems name them), and which come next. */
function dueLines(knowledge: Knowledge, day: string): string[] {
  const { overdue, soon } = dueEntries(knowledge, day);
  const next = soon
    .slice(0, mostDue)
    .map(({ reviewBy, file, owner }) => `  ${reviewBy}  ${file}${owner === undefined ? '' : `  ${owner}`}`);
  const rest = soon.length - next.length;
  return [
    ...(overdue.length > 0 ? [`Review overdue: ${overdue.length}, named above.`] : []),
    ...(soon.length > 0 ? [`Review due within ${soonDays} days: ${soon.length}`, ...next] : []),
    ...(rest > 0 ? [`  and ${rest} more`] : [])
  ];
}

/** Formats the share of the knowledge that the organisation has reviewed. */
function reviewLine(knowledge: Knowledge): string {
  const share = reviewedShare(knowledge);
  const count = reviewedSentence('your organisation', knowledge, share);
  if (share.left.length === 0) return count;
  return `${count} The others say so at their foot; "${ownCommand('check --unreviewed')}" lists them, "${ownCommand('entries review')}" reviews them.`;
}

const counted = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

export const check: Subcommand = {
  name: 'check',
  usage: '[--as-of DATE] [--unreviewed] [--json]',
  summary:
    'Compile the knowledge and print every problem with file, line and what to do. Exit status 1 when there is a fault; a review that is due or questions that are alike are warnings.',
  options: { 'as-of': { type: 'string' }, unreviewed: { type: 'boolean' }, json: { type: 'boolean' } },
  optionHelp: {
    'as-of': 'Hold review dates against this day (YYYY-MM-DD) in place of today.',
    unreviewed: 'List the entries that your organisation has not reviewed, the contacts first.',
    json: 'Print the problems as one JSON array.'
  },
  positionals: 0,
  run: async ({ values }, terminal) => {
    const day = values['as-of'] ?? today();
    if (typeof day !== 'string' || !date.safeParse(day).success) {
      throw new UsageError(`--as-of is ${JSON.stringify(day)}; write a day as YYYY-MM-DD.`);
    }
    const folders = configured(terminal).knowledgeDirs;
    const { knowledge, questions, problems } = await loadKnowledge(folders, day);
    const places = placesIn(await readSources(folders), knowledge);
    const all = [...emptiness(knowledge, folders), ...problems, ...confusions(knowledge, places), ...notes(knowledge)];
    if (values.json) {
      terminal.stdout.write(`${JSON.stringify(all)}\n`);
    } else if (values.unreviewed) {
      for (const { file, title } of reviewedShare(knowledge).left)
        terminal.stdout.write(harmless(`${file}  ${title}\n`));
      terminal.stdout.write(`${reviewLine(knowledge)}\n`);
    } else {
      for (const problem of all)
        terminal.stdout.write(harmless(`${problem.blocks ? '' : 'warning: '}${problemLine(problem)}\n`));
      for (const line of dueLines(knowledge, day)) terminal.stdout.write(`${line}\n`);
      const count = `${knowledge.entries.size} entries, ${knowledge.tips.length} tips, ${questions.length} golden questions`;
      const faults = all.filter(({ blocks }) => blocks).length;
      const parts = [
        ...(faults > 0 ? [counted(faults, 'problem')] : []),
        ...(all.length > faults ? [counted(all.length - faults, 'warning')] : [])
      ];
      terminal.stdout.write(`${reviewLine(knowledge)}\n`);
      terminal.stdout.write(`${count}: ${parts.join(', ') || 'no problems'}.\n`);
    }
    return all.some(({ blocks }) => blocks) ? 1 : 0;
  }
};
