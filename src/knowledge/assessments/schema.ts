import { z } from 'zod';

/**
 * Lengths in characters. A modal's title, a label and an option have the length that Slack shows uncut
 * (https://docs.slack.dev/reference/views,
 * https://docs.slack.dev/reference/block-kit/composition-objects/option-object); a step of a scale leaves room for its
 * number.
 */
const lengths = { modalTitle: 24, short: 24, label: 75, question: 150, help: 150, step: 70, advice: 300, prose: 600 };

const id = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+([-_][a-z0-9]+)*$/, { error: 'small letters and digits, joined by single hyphens or underscores' });
/** Id of a question: a form and a button carry all of a file's, with the answers, in the 2,000 characters of Slack's button. */
const key = id.max(24);
const text = (max: number) =>
  z
    .string()
    .transform((value) => value.replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1).max(max));
const ids = z.array(id).default([]);
const link = z.url({ protocol: /^https?$/ });
const months = z.array(z.int().min(1).max(13)).max(4).default([]);
const page = z.strictObject({ title: text(60), points: z.array(id).min(1).max(8) });
const instead = z.array(z.strictObject({ entry: id, why: text(lengths.prose), url: link.optional() })).default([]);

const base = {
  id,
  version: z.int().min(1),
  kind: z.enum(['rated', 'checklist', 'plan', 'tree']).optional(),
  title: text(lengths.label),
  modal_title: text(lengths.modalTitle),
  topic: id,
  purpose: text(lengths.prose),
  minutes: z.int().min(1).max(120),
  quick_minutes: z.int().min(1).max(60).optional(),
  for: text(lengths.prose),
  not_for: text(lengths.prose),
  validated: z.literal(false).default(false),
  notice: text(lengths.prose),
  validated_instead: instead,
  official_instead: instead,
  rights: text(lengths.prose),
  sources: z.array(z.strictObject({ id, url: link.nullish(), says: text(lengths.prose) })).min(1),
  reviewed: z.string().optional(),
  asks: z.array(text(200)).default([]),
  shown_on: ids,
  recheck_months: months,
  next_check: id.optional(),
  /** Notes to editors, not used by the program. */
  default: z.literal('none').optional(),
  weights: z.string().optional(),
  result: z.string().optional(),
  stored: z.string().optional()
};

const point = {
  id: key,
  short: text(lengths.short),
  label: text(lengths.label),
  help: text(lengths.help),
  advice: text(lengths.advice),
  entry: id,
  also: ids,
  tips: ids,
  weight: z.literal(1).default(1),
  /** Evidence for the point and a remark, for editors. */
  basis: z.string().optional(),
  note: z.string().optional()
};

/** Schema of a file whose points each have a scale. */
export const ratedFile = z.strictObject({
  ...base,
  scale: z.strictObject({
    min: z.literal(0),
    max: z.int().min(2).max(6),
    meaning: text(lengths.prose),
    aim_for: z.int().min(1).max(6),
    other: z
      .array(z.strictObject({ value: z.enum(['dont_know', 'not_relevant']), label: text(lengths.step) }))
      .optional(),
    default: z.literal('none').optional()
  }),
  bands: z
    .array(z.strictObject({ from: z.int(), to: z.int(), name: text(40) }))
    .min(2)
    .max(5),
  tie_order: z.array(id).min(1),
  pages: z.array(page).min(1).max(6),
  quick: ids,
  points: z
    .array(z.strictObject({ ...point, scale: z.array(text(lengths.step)).min(3).max(7) }))
    .min(2)
    .max(24)
});

/** Schema of a file whose points are present, partly present or missing. */
export const checklistFile = z.strictObject({
  ...base,
  answers: z
    .array(z.strictObject({ value: z.enum(['yes', 'partly', 'no', 'not_relevant']), label: text(lengths.step) }))
    .min(2),
  mend_order: z.array(id).min(1),
  pages: z.array(page).min(1).max(6),
  quick: ids,
  points: z
    .array(
      z.strictObject({
        ...point,
        heading: text(80),
        prompts: z.array(text(200)).min(1),
        reported: z.int().min(0).max(100).nullish(),
        check: id.optional()
      })
    )
    .min(2)
    .max(30),
  skeleton: z.strictObject({
    title: text(150),
    intro: text(lengths.prose),
    order: z.array(id),
    groups: z.array(z.strictObject({ heading: text(80), points: z.array(id).min(1) })),
    for_yes: text(200),
    for_not_relevant: z.string().optional(),
    end: text(300)
  })
});

/** Schema of a file of fields that end in a one-page document. */
export const planFile = z.strictObject({
  ...base,
  prefill: z.strictObject({ from: id, how: z.string().optional() }).optional(),
  fields: z
    .array(
      z.strictObject({
        ...point,
        placeholder: text(200),
        max: z.int().min(20).max(2000),
        lines: z.int().min(1).max(20).optional(),
        required: z.boolean().default(false),
        date: z.enum(['optional', 'required']).optional(),
        nudge_if: z.array(text(200)).default([]),
        factors: ids
      })
    )
    .min(1)
    .max(12),
  document: z.strictObject({
    pages: z.int().optional(),
    paper: z.string().optional(),
    heading: text(150),
    meta: text(300),
    layout: z.array(z.strictObject({ heading: text(80), field: id })).min(1),
    extra: z.array(z.looseObject({ heading: text(80), blank_lines: z.int().min(1).max(10).optional() })).default([]),
    foot: text(300),
    formats: z.array(z.string()).optional()
  })
});

/** Schema of a file of questions that form a tree and end in an outcome. */
export const treeFile = z.strictObject({
  ...base,
  always: z.strictObject({
    says: text(lengths.prose),
    links: z.array(z.strictObject({ label: text(lengths.label), url: link.optional(), entry: id.optional() })).min(1),
    offices: text(lengths.prose),
    nations: text(lengths.prose),
    tip: id.optional()
  }),
  start: id,
  nodes: z
    .array(
      z.strictObject({
        id: key,
        short: text(lengths.short),
        label: text(lengths.question),
        help: text(lengths.help),
        choices: z
          .array(z.strictObject({ label: text(lengths.label), go: id, because: text(200).optional() }))
          .min(2)
          .max(6)
      })
    )
    .min(1),
  outcomes: z
    .array(
      z.strictObject({
        id,
        kind: z.string().optional(),
        title: text(lengths.label),
        says: text(lengths.prose),
        todo: z.array(text(150)).min(1).max(5),
        entry: id.optional()
      })
    )
    .min(1),
  flags: z.strictObject({
    title: text(lengths.label),
    help: text(lengths.help),
    without: ids,
    items: z
      .array(z.strictObject({ id, label: text(lengths.label), adds: text(200) }))
      .min(1)
      .max(10)
  }),
  ethics_note: text(lengths.prose),
  ethics_entries: ids
});
