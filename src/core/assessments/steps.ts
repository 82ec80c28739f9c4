import type { Answers, Assessment, ChecklistAssessment, RatedAssessment, TreeAssessment } from '../model/assessment.ts';
import type { Form, FormField } from '../model/form.ts';
import { parseJson } from '../model/parse-json.ts';
import { packAnswers, packById, unpackAnswers, unpackById } from './answers.ts';
import { lowMax } from './carry-over.ts';
import { packPlan, planPages, unpackPlan } from './plan-pages.ts';
import { walkTree } from './tree-walk.ts';

/**
 * Progress through an assessment. It is stored in the form itself, so that no replica keeps state of an open window;
 * platforms store at most 2,500 characters of it.
 */
export interface Progress {
  assessment: string;
  version: number;
  quick: boolean;
  /** Page number, from 0. Of a tree: number of questions answered so far. */
  page: number;
  /**
   * Answers so far under their questions' ids, in the format of {@link packById}; of a plan the texts of its other pages.
   */
  packed: string;
  /** The person's name for their project; may be empty. */
  project: string;
  /** Number of pages shown so far, without those shown again on the way back; `page + 1` when not given. */
  seen?: number;
  /** Id of the round of the answers, where a team does it together. */
  round?: string;
  /** Factors that a check before a plan found low, in the format of `handedOn`. */
  low?: string;
  /** True if all fields of a plan stand on one page, as their texts are too long for a form to carry. */
  whole?: boolean;
}

/** Maximum length of a project's name, in characters. */
export const projectMax = 60;

/** Id of the field for the project's name. */
export const projectField = 'project';

export const stepForm = 'assess.step';

/** Writes progress as the value of a form. */
export const writeProgress = (progress: Progress): string => JSON.stringify(progress);

/** Reads the value of {@link writeProgress}; undefined if a client altered it beyond use. */
export function readProgress(value: string): Progress | undefined {
  const data = parseJson(value) as Partial<Progress> | null | undefined;
  if (typeof data?.assessment !== 'string' || typeof data.packed !== 'string') return undefined;
  if (!Number.isInteger(data.version) || !Number.isInteger(data.page) || data.page! < 0) return undefined;
  return {
    assessment: data.assessment,
    version: data.version!,
    quick: data.quick === true,
    page: data.page!,
    packed: data.packed,
    project: typeof data.project === 'string' ? data.project.slice(0, projectMax) : '',
    ...(Number.isInteger(data.seen) && { seen: data.seen! }),
    ...(typeof data.round === 'string' && { round: data.round.slice(0, 60) }),
    ...(typeof data.low === 'string' && { low: data.low.slice(0, lowMax) })
  };
}

/** Lists the pages of an assessment: titles and the ids on each. The quick version has one page. */
export function pagesOf(
  assessment: RatedAssessment | ChecklistAssessment,
  quick: boolean
): readonly { title: string; points: readonly string[] }[] {
  return quick && assessment.quick.length > 0
    ? [{ title: 'The quick version', points: assessment.quick }]
    : assessment.pages;
}

/** Names the current step: `3 of 6`, or `question 3` of a tree, whose number of questions depends on the answers. */
export function placeOf(assessment: Assessment, { quick, page }: Progress): string {
  if (assessment.kind === 'tree') return `question ${page + 1}`;
  const all = assessment.kind === 'plan' ? planPages(assessment).length : pagesOf(assessment, quick).length;
  return `${Math.min(page + 1, all)} of ${all}`;
}

/** Lists the ids of the points in a version. */
export function askedIds(assessment: RatedAssessment | ChecklistAssessment, quick: boolean): readonly string[] {
  return pagesOf(assessment, quick).flatMap(({ points }) => points);
}

/** Returns the answers so far: those stored in the form, and those typed on this page. */
export function answersSoFar(assessment: Assessment, progress: Progress, typed: Answers = {}): Answers {
  switch (assessment.kind) {
    case 'rated':
    case 'checklist':
      return { ...unpackAnswers(assessment, progress.packed), ...typed };
    case 'tree':
      return { ...Object.fromEntries(unpackById(progress.packed)), ...typed };
    case 'plan':
      return { ...unpackPlan(progress.packed), ...typed };
  }
}

/** Packs the answers for the next page's form. */
export function packProgress(assessment: Assessment, answers: Answers): string {
  if (assessment.kind === 'rated' || assessment.kind === 'checklist') return packAnswers(assessment, answers);
  if (assessment.kind === 'plan') return packPlan(answers) ?? '';
  return packById(
    assessment.nodes.map(({ id }) => id),
    answers
  );
}

/**
 * Returns true if the answers lead to a result: all pages were seen, or the tree has ended and its flags were asked.
 */
export function isComplete(assessment: Assessment, { quick, page }: Progress, answers: Answers): boolean {
  switch (assessment.kind) {
    case 'rated':
    case 'checklist':
      return page >= pagesOf(assessment, quick).length;
    case 'plan':
      return page >= planPages(assessment).length;
    case 'tree': {
      const { outcome } = walkTree(assessment, answers, page);
      if (!outcome) return false;
      return assessment.flags.without.includes(outcome.id) || answers.flags !== undefined;
    }
  }
}

/**
 * Creates the form of the current page, with earlier answers filled in.
 *
 * @param answers all answers so far
 */
export function pageForm(assessment: Assessment, given: Progress, answers: Answers): Form {
  const progress = carried(assessment, given, answers);
  const { fields, text, last } = pageOf(assessment, progress, answers);
  const first = progress.page === 0;
  return {
    id: stepForm,
    title: assessment.modalTitle,
    text: first ? `${assessment.notice}\n\n${text}` : text,
    value: writeProgress(progress),
    fields: first ? [...fields, ...projectFields(assessment, progress)] : fields,
    submit: last ? 'See the result' : 'Next',
    ...(!first && { back: 'Back' })
  };
}

/**
 * Returns the progress that a form carries: the answers that do not stand in its own fields. A plan whose texts are too
 * long to be carried is shown on one page, the last, where every text stands in its own field.
 */
function carried(assessment: Assessment, progress: Progress, answers: Answers): Progress {
  if (assessment.kind !== 'plan') return { ...progress, packed: packProgress(assessment, answers) };
  const pages = planPages(assessment);
  const page = Math.min(progress.page, pages.length - 1);
  const packed = packPlan(answers, pages[page]);
  return packed === undefined
    ? { ...progress, page: pages.length - 1, packed: '', whole: true }
    : { ...progress, page, packed };
}

function projectFields(assessment: Assessment, { project, round }: Progress): FormField[] {
  // The project of a team was named by the opener of the round.
  return assessment.kind === 'tree' || round !== undefined ? [] : [projectFieldOf(project)];
}

/** Creates the field for a project's name. */
export function projectFieldOf(project: string): FormField {
  return {
    id: projectField,
    label: 'A short name for what you are looking at',
    kind: 'line',
    hint: 'For the heading of your result. No names of patients or staff.',
    optional: true,
    max: projectMax,
    ...(project && { value: project })
  };
}

function pageOf(
  assessment: Assessment,
  progress: Progress,
  answers: Answers
): { fields: FormField[]; text: string; last: boolean } {
  const { quick, page } = progress;
  switch (assessment.kind) {
    case 'rated':
    case 'checklist': {
      const pages = pagesOf(assessment, quick);
      const { title, points } = pages[Math.min(page, pages.length - 1)]!;
      const asked = pages.reduce((sum, one) => sum + one.points.length, 0);
      const minutes = quick ? assessment.quickMinutes : assessment.minutes;
      const length = page === 0 ? `About ${minutes} minutes, ${asked} questions. ` : '';
      const how = assessment.kind === 'rated' ? `\n\n${assessment.meaning}` : '';
      return {
        fields: points.map((id) => pointField(assessment, id, answers[id])),
        text: `${length}Page ${page + 1} of ${pages.length}: ${title}.${how}`,
        last: page >= pages.length - 1
      };
    }
    case 'plan': {
      const pages = planPages(assessment);
      const shown = progress.whole ? assessment.fields : (pages[page] ?? []);
      const length = page === 0 ? `About ${assessment.minutes} minutes, ${assessment.fields.length} fields. ` : '';
      return {
        fields: shown.map((field): FormField => {
          const value = answers[field.id];
          return {
            id: field.id,
            label: field.label,
            kind: 'text',
            hint: field.help,
            placeholder: field.placeholder,
            max: field.max,
            optional: !field.required,
            ...(value !== undefined && { value })
          };
        }),
        text: progress.whole ? 'All on one page, as you wrote much.' : `${length}Page ${page + 1} of ${pages.length}.`,
        last: page >= pages.length - 1
      };
    }
    case 'tree': {
      const { next, outcome, taken } = walkTree(assessment, answers, page);
      if (next)
        return { fields: [nodeField(next, answers[next.id])], text: `Question ${taken.length + 1}.`, last: false };
      const { title, help, items } = assessment.flags;
      const field: FormField = {
        id: 'flags',
        label: title,
        kind: 'many',
        hint: help,
        optional: true,
        options: items.map(({ id, label }) => ({ label, value: id }))
      };
      return { fields: outcome ? [field] : [], text: 'One last question.', last: true };
    }
  }
}

function pointField(
  assessment: RatedAssessment | ChecklistAssessment,
  id: string,
  value: string | undefined
): FormField {
  const shared = { kind: 'choice', expanded: true, optional: true, ...(value !== undefined && { value }) } as const;
  if (assessment.kind === 'checklist') {
    const point = assessment.points.find((one) => one.id === id)!;
    return { id, label: point.label, hint: point.help, options: assessment.choices, ...shared };
  }
  const point = assessment.points.find((one) => one.id === id)!;
  const steps = point.scale.map((says, step) => ({ label: `${step}: ${says}`, value: String(step) }));
  const others = [
    { label: 'I don’t know', value: 'dont_know' },
    { label: 'Does not apply to us', value: 'not_relevant' }
  ];
  return { id, label: point.label, hint: point.help, options: [...steps, ...others], ...shared };
}

function nodeField(
  { id, label, help, choices }: TreeAssessment['nodes'][number],
  value: string | undefined
): FormField {
  return {
    id,
    label,
    kind: 'choice',
    expanded: true,
    hint: help,
    options: choices.map((choice, index) => ({ label: choice.label, value: String(index) })),
    ...(value !== undefined && { value })
  };
}
