import type { Knowledge } from '../core/model/entry.ts';
import { dueEntries, soonDays } from '../core/time/review-dates.ts';
import { loadKnowledge, type Problem, problemLine } from '../knowledge/index.ts';
import { findConfusions } from '../matching/index.ts';
import { type Subcommand, UsageError } from './command.ts';
import { configured, today } from './settings.ts';

/** Entries the matcher cannot tell apart, as problems of the file that would have to change. */
function confusions(knowledge: Knowledge): Problem[] {
  return findConfusions(knowledge).map(({ a, b, ask, why }) => {
    const [file, other] = [knowledge.entries.get(a)!.file, knowledge.entries.get(b)!.file];
    const message =
      why === 'indistinct'
        ? `The matcher cannot tell this entry from ${other}: both fit "${ask}". Give each questions and aliases that only it has.`
        : `The question "${ask}" is nearly one of ${other}. A question belongs to one entry; reword or remove one of the two.`;
    return { file, line: 1, message, blocks: false };
  });
}

/** Entries due soon that are listed, the nearest first; of the others only how many. */
const mostDue = 10;

/** What is to be reviewed: how much is overdue, which the problems name, and what comes next. */
function dueLines(knowledge: Knowledge, day: string): string[] {
  const { overdue, soon } = dueEntries(knowledge, day);
  const next = soon.slice(0, mostDue).map(({ reviewBy, file, owner }) => `  ${reviewBy}  ${file}  ${owner}`);
  const rest = soon.length - next.length;
  return [
    ...(overdue.length > 0 ? [`Review overdue: ${overdue.length}, named above.`] : []),
    ...(soon.length > 0 ? [`Review due within ${soonDays} days: ${soon.length}`, ...next] : []),
    ...(rest > 0 ? [`  and ${rest} more`] : [])
  ];
}

export const check: Subcommand = {
  name: 'check',
  usage: '[--as-of DATE] [--json]',
  summary:
    'Compile the knowledge and print every problem with file, line and what to do. Exit status 1 when there is one.',
  options: { 'as-of': { type: 'string' }, json: { type: 'boolean' } },
  optionHelp: {
    'as-of': 'Hold review dates against this day (YYYY-MM-DD) in place of today.',
    json: 'Print the problems as one JSON array.'
  },
  positionals: 0,
  run: async ({ values }, terminal) => {
    const day = values['as-of'] ?? today();
    if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day)) {
      throw new UsageError(`--as-of is ${JSON.stringify(day)}; write a day as YYYY-MM-DD.`);
    }
    const { knowledge, questions, problems } = await loadKnowledge(configured(terminal).knowledgeDir, day);
    const all = [...problems, ...confusions(knowledge)];
    if (values.json) {
      terminal.stdout.write(`${JSON.stringify(all)}\n`);
    } else {
      for (const problem of all) terminal.stdout.write(`${problemLine(problem)}\n`);
      for (const line of dueLines(knowledge, day)) terminal.stdout.write(`${line}\n`);
      const count = `${knowledge.entries.size} entries, ${knowledge.tips.length} tips, ${questions.length} golden questions`;
      const found = all.length === 0 ? 'no problems' : all.length === 1 ? '1 problem' : `${all.length} problems`;
      terminal.stdout.write(`${count}: ${found}.\n`);
    }
    return all.length > 0 ? 1 : 0;
  }
};
