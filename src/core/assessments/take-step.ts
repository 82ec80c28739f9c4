import type { Answers, Assessment } from '../model/assessment.ts';
import type { Knowledge } from '../model/entry.ts';
import type { Form } from '../model/form.ts';
import type { FormAnswer } from '../model/message.ts';
import { planPages } from './plan-pages.ts';
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
 * Returns the form again with an error at each field of a plan that is empty though it is needed, or longer than it may
 * be: some clients and altered forms send both. Undefined where all is well.
 */
export function withFaults(assessment: Assessment, form: Form, typed: Answers): Form | undefined {
  if (assessment.kind !== 'plan') return undefined;
  const fields = form.fields.map((field) => {
    const text = typed[field.id] ?? '';
    const over = text.length - (field.max ?? Infinity);
    if (over > 0)
      return {
        ...field,
        error: `Too long by ${over === 1 ? '1 character' : `${over} characters`}. Please shorten it.`
      };
    return isBlank(text) && !field.optional ? { ...field, error: missing } : field;
  });
  return fields.some(({ error }) => error !== undefined) ? { ...form, fields } : undefined;
}

/** Said at a field of a plan that is empty and needed. */
const missing = 'Please write something here, even a first guess.';

const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === '';

/** Returns the first page of a plan with a needed field that is empty, from 0; undefined where there is none. */
export function firstGap(assessment: Assessment, answers: Answers): number | undefined {
  if (assessment.kind !== 'plan') return undefined;
  const page = planPages(assessment).findIndex((fields) =>
    fields.some(({ id, required }) => required && isBlank(answers[id]))
  );
  return page < 0 ? undefined : page;
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
