import { createInterface, type Interface } from 'node:readline';
import { planPages } from '../core/assessments/plan-pages.ts';
import { pageForm, pagesOf } from '../core/assessments/steps.ts';
import { walkTree } from '../core/assessments/tree-walk.ts';
import type { Answers, Assessment, TreeAssessment } from '../core/model/assessment.ts';
import type { FormField } from '../core/model/form.ts';
import type { Terminal } from './command.ts';

/** Keys for the answers that have no number. */
export const answerKeys: Readonly<Record<string, string>> = { '?': 'dont_know', '-': 'not_relevant' };

/** Position of somebody in an assessment, and their answers. */
export interface Talk {
  answers: Answers;
  /** Number of questions left behind, answered or skipped. */
  position: number;
}

/** Requests of a line besides an answer. */
type Turn = { answer: string } | 'skip' | 'back' | 'stop';

/** Reads the lines that are typed, one after the other; undefined at the end of the input. */
interface Lines {
  ask(prompt: string): Promise<string | undefined>;
}

/**
 * Asks at one terminal. Pasted lines may be at their end while their first is still being taken: the interface is closed then,
 * and from Node.js 24 on a closed one refuses to show a prompt, although the lines it has read are still to come.
 */
function linesOf(lines: Interface, stdout: Terminal['stdout']): Lines {
  const typed = lines[Symbol.asyncIterator]();
  let closed = false;
  lines.once('close', () => {
    closed = true;
  });
  return {
    async ask(prompt) {
      if (closed) stdout.write(prompt);
      else {
        lines.setPrompt(prompt);
        lines.prompt();
      }
      const { value, done } = await typed.next();
      return done ? undefined : String(value).trim();
    }
  };
}

/** Asks one field until it is answered, skipped with Enter, or `b` goes back, or `q` stops. */
async function askField(
  field: FormField,
  now: string | undefined,
  { stdout }: Terminal,
  lines: Lines,
  where: string
): Promise<Turn> {
  const options = field.options ?? [];
  const keyed = options.map(({ label, value }, index) => {
    const sign = Object.entries(answerKeys).find(([, meant]) => meant === value)?.[0];
    return { key: sign ?? String(index), label: label.replace(/^\d+: /, ''), value };
  });
  const keyOf = (value: string): string => keyed.find((one) => one.value === value)?.key ?? value;
  const given = now?.split(options.length > 0 ? ',' : '\n').map(keyOf);
  stdout.write(`\n${where ? `${where}. ` : ''}${field.label}\n${field.hint ? `${field.hint}\n` : ''}`);
  for (const { key, label } of keyed) stdout.write(`  ${key}  ${label}\n`);
  if (given?.some(Boolean)) stdout.write(`Now: ${given.join(',')}\n`);
  const what =
    field.kind === 'many' ? 'Numbers, separated by commas' : options.length > 0 ? 'Your choice' : 'Your words';
  const enter = given?.some(Boolean) ? 'Enter leaves it' : field.optional ? 'Enter skips' : 'needed';
  for (;;) {
    const typed = await lines.ask(`${what} (${enter}, b goes back, q stops): `);
    if (typed === undefined || typed.toLowerCase() === 'q') return 'stop';
    if (typed === '') return 'skip';
    if (typed.toLowerCase() === 'b') return 'back';
    if (options.length === 0) {
      const over = typed.length - (field.max ?? typed.length);
      if (over <= 0) return { answer: typed };
      stdout.write(`That is too long by ${over}; there is room for ${field.max} characters.\n`);
      continue;
    }
    const chosen = typed.split(',').map((part) => keyed.find(({ key }) => key === part.trim())?.value);
    if (chosen.every((value) => value !== undefined) && (field.kind === 'many' || chosen.length === 1))
      return { answer: chosen.join(',') };
    stdout.write(`Type one of ${keyed.map(({ key }) => key).join(', ')}.\n`);
  }
}

/** Lists all fields of an assessment; of a tree, the next question alone. */
function fieldsOf(assessment: Assessment, quick: boolean, answers: Answers): readonly FormField[] {
  const progress = { assessment: assessment.id, version: assessment.version, quick, page: 0, packed: '', project: '' };
  if (assessment.kind === 'tree') {
    const page = walkTree(assessment, answers).taken.length;
    return pageForm(assessment, { ...progress, page }, answers).fields.filter(({ id }) => answers[id] === undefined);
  }
  const pages = assessment.kind === 'plan' ? planPages(assessment).length : pagesOf(assessment, quick).length;
  return Array.from({ length: pages }, (_, page) => pageForm(assessment, { ...progress, page }, {}).fields).flat();
}

/**
 * Asks all questions, one at a time.
 *
 * @param earlier where the person stopped before, if they did
 * @param keep called after each answer, so that somebody who stops can go on later
 * @returns the answers; undefined where the person stopped
 */
export async function talkThrough(
  assessment: Assessment,
  quick: boolean,
  earlier: Talk | undefined,
  terminal: Terminal,
  keep: (talk: Talk) => Promise<void>
): Promise<Answers | undefined> {
  const { stdin, stdout } = terminal;
  const input = createInterface({ input: stdin, output: stdout });
  const lines = linesOf(input, stdout);
  try {
    stdout.write(`${assessment.title}\n${assessment.notice}\n`);
    let { answers, position }: Talk = { answers: {}, position: 0 };
    if (earlier && (await goesOn(earlier, assessment, quick, lines))) ({ answers, position } = earlier);
    for (;;) {
      if (assessment.kind === 'tree' && isDone(assessment, answers)) return answers;
      const fields = fieldsOf(assessment, quick, answers);
      const field = fields[assessment.kind === 'tree' ? 0 : position];
      if (!field) return answers;
      const where = assessment.kind === 'tree' ? '' : `${position + 1} of ${fields.length}`;
      const turn = await askField(field, answers[field.id], terminal, lines, where);
      if (turn === 'stop') return undefined;
      if (turn === 'back') {
        position = Math.max(0, position - 1);
        if (assessment.kind === 'tree') answers = withoutLast(assessment, answers);
        continue;
      }
      if (turn !== 'skip') answers = { ...answers, [field.id]: turn.answer };
      else if (field.kind === 'many') answers = { ...answers, [field.id]: answers[field.id] ?? '' };
      const needed = assessment.kind === 'tree' || (assessment.kind === 'plan' && !field.optional);
      if (needed && answers[field.id] === undefined) {
        stdout.write('This one is needed to go on.\n');
        continue;
      }
      position += 1;
      await keep({ answers, position });
    }
  } finally {
    input.close();
  }
}

/** Asks whether to go on where somebody stopped; at the end of the input it does. */
async function goesOn(
  { position, answers }: Talk,
  assessment: Assessment,
  quick: boolean,
  lines: Lines
): Promise<boolean> {
  const where =
    assessment.kind === 'tree'
      ? `question ${position + 1}`
      : `${position + 1} of ${fieldsOf(assessment, quick, answers).length}`;
  const typed = await lines.ask(
    `You stopped before the end. Go on where you were (${where})? Enter goes on, n begins again: `
  );
  return !/^n/i.test(typed ?? '');
}

const isDone = (assessment: TreeAssessment, answers: Answers): boolean => {
  const { outcome } = walkTree(assessment, answers);
  return outcome !== undefined && (answers.flags !== undefined || assessment.flags.without.includes(outcome.id));
};

function withoutLast(assessment: TreeAssessment, answers: Answers): Answers {
  const last = walkTree(assessment, answers).taken.at(-1);
  return last ? Object.fromEntries(Object.entries(answers).filter(([id]) => id !== last.node.id)) : answers;
}
