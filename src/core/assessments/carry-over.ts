import type { Assessment, RatedAssessment, RatedPoint } from '../model/assessment.ts';
import type { Knowledge } from '../model/entry.ts';
import type { Form } from '../model/form.ts';

/** Longest list of factors that a button and a form carry, in characters. */
export const lowMax = 80;

/**
 * Returns the ids of factors that a result hands on to a plan, joined by commas; empty where the plan takes none from it.
 *
 * @param factors the weakest factors, weakest first
 */
export function handedOn(from: RatedAssessment, to: Assessment, factors: readonly Pick<RatedPoint, 'id'>[]): string {
  if (to.kind !== 'plan' || to.prefillFrom !== from.id) return '';
  return factors.reduce((ids, { id }) => {
    const longer = ids === '' ? id : `${ids},${id}`;
    return longer.length <= lowMax ? longer : ids;
  }, '');
}

/**
 * Adds to the first form of a plan which factors needed most action in the check before it, and to each field those that
 * belong to it. Ids that the check does not have, as an altered form may send them, are ignored.
 *
 * @param low ids in the format of {@link handedOn}
 */
export function withLow(form: Form, assessment: Assessment, low: string, { assessments }: Knowledge): Form {
  const from = assessment.kind === 'plan' ? assessments.get(assessment.prefillFrom ?? '') : undefined;
  if (assessment.kind !== 'plan' || from?.kind !== 'rated' || low === '') return form;
  const points = low.split(',').flatMap((id) => from.points.find((point) => point.id === id) ?? []);
  if (points.length === 0) return form;
  const fields = form.fields.map((field) => {
    const own = assessment.fields.find(({ id }) => id === field.id)?.factors ?? [];
    const named = points.filter(({ id }) => own.includes(id)).map(({ label }) => `“${label}”`);
    return named.length > 0
      ? { ...field, hint: `${field.hint ?? ''} Low in your check: ${named.join(', ')}.`.trim() }
      : field;
  });
  if (form.back !== undefined) return { ...form, fields };
  const list = points.map(({ label }) => `“${label}”`).join(', ');
  const says = `In your check these needed most action: ${list}. They are named at the fields that can help.`;
  return { ...form, fields, text: [form.text, says].filter(Boolean).join('\n\n') };
}
