import type { Answers, Assessment } from '../model/assessment.ts';
import type { Knowledge } from '../model/entry.ts';
import type { Form } from '../model/form.ts';
import type { FormAnswer } from '../model/message.ts';
import { type Progress, projectField } from './steps.ts';
import { walkTree } from './tree-walk.ts';

/** Returns the progress of somebody who has not answered anything. */
export const begin = ({ id, version }: Assessment, quick: boolean): Progress => ({
  assessment: id,
  version,
  quick,
  page: 0,
  packed: '',
  project: ''
});

/** Reads the submitted answers. Flags without a tick are an answer too: none of them is true. */
export function typedAnswers(
  assessment: Assessment,
  { fields }: FormAnswer,
  { page }: Progress,
  before: Answers
): Answers {
  const { [projectField]: _, ...answers } = fields;
  if (assessment.kind !== 'tree' || !walkTree(assessment, before, page).outcome) return answers;
  return { flags: fields.flags ?? '' };
}

/** Returns true if a question of a tree was submitted without a choice. */
export function isUnanswered(assessment: Assessment, { page }: Progress, before: Answers, typed: Answers): boolean {
  if (assessment.kind !== 'tree') return false;
  const { next } = walkTree(assessment, before, page);
  return next !== undefined && typed[next.id] === undefined;
}

/**
 * Returns the form again with an error at each text that is longer than its field takes, as only an altered form can send
 * it; undefined where all fit.
 */
export function tooLong(assessment: Assessment, form: Form, typed: Answers): Form | undefined {
  if (assessment.kind !== 'plan') return undefined;
  const fields = form.fields.map((field) => {
    const over = (typed[field.id]?.length ?? 0) - (field.max ?? Infinity);
    return over > 0
      ? { ...field, error: `Too long by ${over === 1 ? '1 character' : `${over} characters`}. Please shorten it.` }
      : field;
  });
  return fields.some(({ error }) => error !== undefined) ? { ...form, fields } : undefined;
}

/** Finds an assessment by its id, or by a word of its title. */
export function named(rest: string, { assessments }: Knowledge): Assessment | undefined {
  const wanted = plain(rest);
  if (wanted === '') return undefined;
  const all = [...assessments.values()];
  return (
    all.find(({ id }) => plain(id) === wanted) ??
    all.find(({ title, modalTitle }) => [title, modalTitle].some((name) => plain(name).includes(wanted)))
  );
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
