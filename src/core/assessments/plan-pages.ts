import type { Answers, PlanAssessment, PlanField } from '../model/assessment.ts';
import { parseJson } from '../model/parse-json.ts';

/** Fields on one page of a plan: as many as fit two screens of a phone. */
const perPage = 3;

/** Maximum length of the texts of other pages in a form's hidden value, in characters; the rest of the 2,500 is free. */
const mostCarried = 2100;

/** Returns the fields of a plan, page by page. */
export function planPages({ fields }: PlanAssessment): readonly (readonly PlanField[])[] {
  return Array.from({ length: Math.ceil(fields.length / perPage) }, (_, page) =>
    fields.slice(page * perPage, (page + 1) * perPage)
  );
}

/** Writes the texts of a plan's other pages. @returns undefined where they are too long for a form to carry */
export function packPlan(answers: Answers, shown: readonly PlanField[] = []): string | undefined {
  const others = Object.entries(answers).filter(([id]) => !shown.some((field) => field.id === id));
  const packed = others.length > 0 ? JSON.stringify(Object.fromEntries(others)) : '';
  // It stands as a string inside JSON, where each quotation mark and backslash takes two characters.
  return JSON.stringify(packed).length <= mostCarried ? packed : undefined;
}

/** Reads the value of {@link packPlan}; anything else gives no texts. */
export function unpackPlan(packed: string): Answers {
  const data = parseJson(packed);
  if (typeof data !== 'object' || data === null) return {};
  return Object.fromEntries(Object.entries(data).filter(([, text]) => typeof text === 'string'));
}
