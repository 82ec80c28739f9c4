import { writeFile } from 'node:fs/promises';
import { createInterface, type Interface } from 'node:readline/promises';
import { fittingAnswers } from '../core/assessments/answers.ts';
import { resultDocument } from '../core/assessments/document.ts';
import { documentParts } from '../core/assessments/finished.ts';
import { resultCard } from '../core/assessments/result-cards.ts';
import { pageForm, projectField } from '../core/assessments/steps.ts';
import { walkTree } from '../core/assessments/tree-walk.ts';
import type { Answers, Assessment } from '../core/model/assessment.ts';
import type { Knowledge } from '../core/model/entry.ts';
import type { FormField } from '../core/model/form.ts';
import { documentFormats, formatOf } from '../documents/index.ts';
import { loadKnowledge } from '../knowledge/index.ts';
import { printerFor } from './ask.ts';
import { type Subcommand, type Terminal, UsageError } from './command.ts';

import { configured, today } from './settings.ts';

/** Keys for the answers that have no number. */
const keys: Readonly<Record<string, string>> = { '?': 'dont_know', '-': 'not_relevant' };

/** Step back in a conversation at the terminal. */
const goBack = Symbol('back');

/** Asks one field until it is answered, skipped with Enter, or `b` goes back. */
async function askField(
  field: FormField,
  terminal: Terminal,
  lines: Interface
): Promise<string | typeof goBack | undefined> {
  const { stdout } = terminal;
  stdout.write(`\n${field.label}\n${field.hint ? `${field.hint}\n` : ''}`);
  const options = field.options ?? [];
  const keyed = options.map(({ label, value }, index) => {
    const sign = Object.entries(keys).find(([, meant]) => meant === value)?.[0];
    return { key: sign ?? String(index), label: label.replace(/^\d {2}/, ''), value };
  });
  for (const { key, label } of keyed) stdout.write(`  ${key}  ${label}\n`);
  const how =
    field.kind === 'many' ? 'Numbers, separated by commas' : options.length > 0 ? 'Your choice' : 'Your words';
  for (;;) {
    const typed = (await lines.question(`${how} (Enter skips, b goes back): `)).trim();
    if (typed === '') return undefined;
    if (typed.toLowerCase() === 'b') return goBack;
    if (options.length === 0) return typed.slice(0, field.max);
    const chosen = typed.split(',').map((part) => keyed.find(({ key }) => key === part.trim())?.value);
    if (chosen.every((value) => value !== undefined) && (field.kind === 'many' || chosen.length === 1))
      return chosen.join(',');
    stdout.write(`Type one of ${keyed.map(({ key }) => key).join(', ')}.\n`);
  }
}

/** Lists the fields to ask next: all of a form's, or the next question of a tree. */
function fieldsOf(assessment: Assessment, quick: boolean, answers: Answers): readonly FormField[] {
  const progress = { assessment: assessment.id, version: assessment.version, quick, page: 0, packed: '', project: '' };
  if (assessment.kind === 'tree') {
    const packed = walkTree(assessment, answers)
      .taken.map(({ node }) => answers[node.id])
      .join('');
    return pageForm(assessment, { ...progress, packed }, answers).fields.filter(({ id }) => answers[id] === undefined);
  }
  const pages = assessment.kind === 'plan' || quick ? 1 : assessment.pages.length;
  return Array.from({ length: pages }, (_, page) => pageForm(assessment, { ...progress, page }, answers).fields).flat();
}

/** Asks all questions, one point at a time. */
async function converse(assessment: Assessment, quick: boolean, terminal: Terminal): Promise<Answers> {
  const lines = createInterface({ input: terminal.stdin, output: terminal.stdout });
  try {
    terminal.stdout.write(`${assessment.title}\n${assessment.notice}\n`);
    let answers: Answers = {};
    for (let position = 0, fields = fieldsOf(assessment, quick, answers); ; ) {
      if (assessment.kind === 'tree') {
        if (walkTree(assessment, answers).outcome && (answers.flags !== undefined || flagless(assessment, answers)))
          return answers;
        fields = fieldsOf(assessment, quick, answers);
        position = 0;
      }
      const field = fields[position];
      if (!field) return answers;
      const answer = await askField(field, terminal, lines);
      if (answer === goBack) {
        position = Math.max(0, position - 1);
        if (assessment.kind === 'tree') answers = withoutLast(assessment, answers);
      } else {
        if (answer !== undefined) answers = { ...answers, [field.id]: answer };
        else if (field.kind === 'many') answers = { ...answers, [field.id]: '' };
        position++;
      }
    }
  } finally {
    lines.close();
  }
}

const flagless = (assessment: Extract<Assessment, { kind: 'tree' }>, answers: Answers): boolean =>
  assessment.flags.without.includes(walkTree(assessment, answers).outcome?.id ?? '');

function withoutLast(assessment: Extract<Assessment, { kind: 'tree' }>, answers: Answers): Answers {
  const last = walkTree(assessment, answers).taken.at(-1);
  return last ? Object.fromEntries(Object.entries(answers).filter(([id]) => id !== last.node.id)) : answers;
}

/** Parses `--answers owner=1,measure=?`. A value may hold no comma; flags are joined by `+`. */
function readAnswers(written: string, assessment: Assessment): { answers: Answers; project: string } {
  const pairs = written
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '');
  const given = Object.fromEntries(
    pairs.map((pair) => {
      const [id, ...rest] = pair.split('=');
      if (rest.length === 0)
        throw new UsageError(`--answers has "${pair}"; write each as POINT=ANSWER, such as owner=1.`);
      const value = rest.join('=').trim();
      return [id!.trim(), keys[value] ?? value.replaceAll('+', assessment.kind === 'tree' ? ',' : '+')];
    })
  );
  const { [projectField]: project = '', ...answers } = given;
  const fitting = fittingAnswers(assessment, answers);
  const unknown = Object.keys(answers).filter((id) => !(id in fitting.answers));
  if (unknown.length > 0) {
    throw new UsageError(
      `--answers gives ${unknown.join(', ')} something that ${assessment.id} does not take; allowed: ${idsOf(assessment)}.`
    );
  }
  return { answers: fitting.answers, project };
}

function idsOf(assessment: Assessment): string {
  switch (assessment.kind) {
    case 'plan':
      return assessment.fields.map(({ id }) => id).join(', ');
    case 'tree':
      return `${assessment.nodes.map(({ id }) => id).join(', ')} (number of the choice, from 0), flags`;
    case 'rated':
      return `${assessment.points.map(({ id }) => id).join(', ')} (0 to ${assessment.max}, ? or -)`;
    case 'checklist':
      return `${assessment.points.map(({ id }) => id).join(', ')} (${assessment.choices.map(({ value }) => value).join(', ')})`;
  }
}

function listOf({ assessments }: Knowledge): string {
  const rows = [...assessments.values()].map(
    ({ id, title, minutes }) => `  ${id.padEnd(18)} ${title} (about ${minutes} minutes)`
  );
  return `Assessments:\n${rows.join('\n')}\n\n"spread-bot assess NAME" begins one.\n`;
}

export const assess: Subcommand = {
  name: 'assess',
  usage: '[NAME] [--quick] [--answers LIST] [--out FILE]',
  summary: 'Do a guided assessment in the terminal. Without a name, list those that there are.',
  options: { quick: { type: 'boolean' }, answers: { type: 'string' }, out: { type: 'string' } },
  optionHelp: {
    quick: 'Ask the few most telling questions only.',
    answers: 'Answer without being asked: POINT=ANSWER, separated by commas.',
    out: 'Write the result to this file: .docx, .md or .html.'
  },
  positionals: 1,
  run: async ({ values, positionals }, terminal) => {
    const { knowledge } = await loadKnowledge(configured(terminal).knowledgeDirs, today());
    const [name] = positionals;
    if (name === undefined) {
      terminal.stdout.write(listOf(knowledge));
      return 0;
    }
    const assessment = knowledge.assessments.get(name);
    if (!assessment)
      throw new UsageError(
        `There is no assessment "${name}"; there are: ${[...knowledge.assessments.keys()].join(', ')}.`
      );
    const format = typeof values.out === 'string' ? formatOf(values.out) : undefined;
    if (values.out !== undefined && !format)
      throw new UsageError(
        `--out is "${values.out}"; end it with ${Object.keys(documentFormats)
          .map((ending) => `.${ending}`)
          .join(', ')}.`
      );
    const quick = Boolean(values.quick) && 'quick' in assessment && assessment.quick.length > 0;
    if (typeof values.answers !== 'string' && !terminal.stdin.isTTY) {
      throw new UsageError('There is no terminal to ask at; give --answers.');
    }
    const given = typeof values.answers === 'string' ? readAnswers(values.answers, assessment) : undefined;
    const all = given?.answers ?? (await converse(assessment, quick, terminal));
    const { [projectField]: named = given?.project ?? '', ...answers } = all;
    const finished = { assessment, answers, quick, project: named };
    const card = resultCard({ ...finished, knowledge, links: [] });
    terminal.stdout.write(`\n${printerFor(terminal)({ ...card, actions: [] }).text}\n`);
    if (format && typeof values.out === 'string') {
      const document = resultDocument(assessment, answers, documentParts(finished, knowledge, Date.now()));
      await writeFile(values.out, await format.write(document));
      terminal.stdout.write(`Written to ${values.out}.\n`);
    }
    return 0;
  }
};
