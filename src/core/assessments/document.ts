import type {
  Answers,
  Assessment,
  ChecklistAssessment,
  PlanAssessment,
  RatedAssessment,
  TreeAssessment
} from '../model/assessment.ts';
import { checkDraft } from './checklist-result.ts';
import { nudgesFor } from './nudge.ts';
import { rateAnswers, stepOf } from './rated-result.ts';
import { flagLines, walkTree } from './tree-walk.ts';

/** A part of a document, independent of its format. All text is plain text. */
export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'text'; text: string; strong?: boolean }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'links'; links: readonly { label: string; url: string }[] }
  | { kind: 'bars'; rows: readonly Bar[] }
  | { kind: 'blank'; lines: number };

/**
 * One factor as a bar of `max` squares, `step` of them filled; undefined where it was not rated. The words carry the
 * same information.
 */
export interface Bar {
  label: string;
  step: number | undefined;
  max: number;
  says: string;
}

/** A document of a result: a title, the parts in order and a last line. */
export interface ResultDocument {
  title: string;
  /** True for a document that is to fit on one A4 page and has much text: smaller letters, less space. */
  dense?: boolean;
  blocks: readonly Block[];
  foot: string;
}

/** Data of a document besides the answers. */
export interface DocumentParts {
  /** Day of creation, in words. */
  date: string;
  project: string;
  asked?: readonly string[];
  /** Returns the title and address of an entry; undefined for an unknown one. */
  linkOf: (entryId: string) => { label: string; url: string } | undefined;
}

const heading = (text: string, level: 1 | 2 = 2): Block => ({ kind: 'heading', level, text });
const words = (text: string, strong = false): Block => ({ kind: 'text', text, ...(strong && { strong }) });

/** Creates the document of a result. */
export function resultDocument(assessment: Assessment, answers: Answers, parts: DocumentParts): ResultDocument {
  switch (assessment.kind) {
    case 'rated':
      return ratedDocument(assessment, answers, parts);
    case 'checklist':
      return skeletonDocument(assessment, answers, parts);
    case 'plan':
      return planDocument(assessment, answers, parts);
    case 'tree':
      return treeDocument(assessment, answers, parts);
  }
}

const titled = ({ title }: Assessment, { project, date }: DocumentParts): string =>
  [title, project, date].filter((part) => part !== '').join(' · ');

function linksOf(ids: readonly string[], { linkOf }: DocumentParts): Block[] {
  const links = [...new Set(ids)].map(linkOf).filter((link) => link !== undefined);
  return links.length > 0 ? [{ kind: 'links', links }] : [];
}

/** Returns every factor as a bar, in the order of the pages. */
export function barsOf(assessment: RatedAssessment, answers: Answers, asked?: readonly string[]): Bar[] {
  const points = assessment.points.filter(({ id }) => !asked || asked.includes(id));
  return points.map(({ id, short, scale }) => {
    const step = stepOf(assessment, answers[id]);
    const other = { dont_know: 'You don’t know', not_relevant: 'Does not apply' }[answers[id] ?? ''] ?? 'Not answered';
    return { label: short, step, max: assessment.max, says: step === undefined ? other : scale[step]! };
  });
}

function ratedDocument(assessment: RatedAssessment, answers: Answers, parts: DocumentParts): ResultDocument {
  const result = rateAnswers(assessment, answers, parts.asked);
  const weak = result.tooLittle ? [] : result.weakest;
  return {
    title: titled(assessment, parts),
    blocks: [
      words(assessment.notice),
      ...(weak.length > 0 ? [heading('Put these right first')] : []),
      ...weak.flatMap(({ point, step }, index): Block[] => [
        words(`${index + 1}. ${point.label}`, true),
        words(`Now: ${point.scale[step]}.`),
        words(`Good looks like: ${point.scale[assessment.aimFor]}.`),
        words(`This week: ${point.advice}`),
        ...linksOf([point.entry, ...point.also], parts)
      ]),
      ...(result.unknown.length > 0
        ? [heading('Find out first'), { kind: 'list', items: result.unknown.map(({ label }) => label) } as const]
        : []),
      heading('Every factor'),
      { kind: 'bars', rows: barsOf(assessment, answers, parts.asked) },
      ...insteadBlocks(assessment, parts)
    ],
    foot: assessment.rights
  };
}

function insteadBlocks(assessment: Assessment, parts: DocumentParts): Block[] {
  if (assessment.insteadOf.length === 0) return [];
  return [
    heading('Where you need a tool that has been tested'),
    ...assessment.insteadOf.flatMap(({ entry, why }): Block[] => [words(why), ...linksOf([entry], parts)])
  ];
}

function skeletonDocument(assessment: ChecklistAssessment, answers: Answers, parts: DocumentParts): ResultDocument {
  const { skeleton, points } = assessment;
  const result = checkDraft(assessment, answers, parts.asked);
  const grouped = new Set(skeleton.groups.flatMap(({ points: ids }) => ids));
  const part = (id: string): Block[] => {
    const point = points.find((one) => one.id === id);
    if (!point || answers[id] === 'not_relevant') return [];
    const open =
      answers[id] === 'yes'
        ? [words(skeleton.forYes)]
        : point.prompts.flatMap((prompt): Block[] => [words(prompt), { kind: 'blank', lines: 2 }]);
    return [heading(point.heading), ...open];
  };
  return {
    title: skeleton.title,
    blocks: [
      words(skeleton.intro.replaceAll('{date}', parts.date)),
      words(assessment.notice),
      ...(result.first.length > 0
        ? [
            heading('Write these first'),
            { kind: 'list', items: result.first.map(({ heading: what, advice }) => `${what}: ${advice}`) } as const
          ]
        : []),
      ...skeleton.order.filter((id) => !grouped.has(id)).flatMap(part),
      ...skeleton.groups.flatMap(({ heading: group, points: ids }) => {
        const inside = ids.flatMap(part);
        return inside.length > 0 ? [heading(group, 1), ...inside] : [];
      }),
      ...linksOf(
        assessment.insteadOf.map(({ entry }) => entry),
        parts
      )
    ],
    foot: skeleton.end
  };
}

/** Characters of a plan that fit on an A4 page in letters of the usual size, measured with LibreOffice and Chromium. */
const mostRoomy = 1500;

/** Returns the day to look again, if a few words say it; a longer text stands in its own field. */
function lookDate(text: string | undefined): string {
  const [said = ''] = (text ?? '').split(/[\n.;]/);
  const first = said.trim().replace(/^on\s+/i, '');
  if (first === '') return 'a day still to be chosen';
  return first.length <= 60 ? first : 'the day below';
}

function planDocument(assessment: PlanAssessment, answers: Answers, parts: DocumentParts): ResultDocument {
  const { document, fields, lookField } = assessment;
  const fill = (text: string): string =>
    text
      .replaceAll('{project}', parts.project || 'our change')
      .replaceAll('{date}', parts.date)
      .replaceAll('{look_date}', lookDate(answers[lookField]));
  const used = fields.filter(({ id }) => (answers[id] ?? '') !== '');
  const written = used.reduce((sum, { id }) => sum + answers[id]!.length, 0);
  return {
    title: fill(document.heading),
    dense: written > mostRoomy,
    blocks: [
      words(fill(document.meta)),
      ...document.layout.flatMap(({ heading: title, field }): Block[] => {
        const written = answers[field]?.trim();
        return [
          heading(title),
          ...(written ? written.split(/\n+/).map((line) => words(line)) : [{ kind: 'blank', lines: 2 } as const])
        ];
      }),
      ...document.blanks.flatMap(({ heading: title, lines }): Block[] => [heading(title), { kind: 'blank', lines }]),
      ...helpful(
        used.map(({ entry }) => entry),
        parts
      )
    ],
    foot: document.foot
  };
}

/** Maximum number of links on a one-page plan. */
const mostHelpful = 4;

function helpful(ids: readonly string[], parts: DocumentParts): Block[] {
  const links = linksOf([...new Set(ids)].slice(0, mostHelpful), parts);
  return links.length > 0 ? [heading('Helpful'), ...links] : [];
}

/** Lists the suggestions about a plan, field by field. */
export function planNudges(
  assessment: PlanAssessment,
  answers: Answers
): readonly { label: string; asks: readonly string[] }[] {
  return assessment.fields
    .map((field) => ({ label: field.short, asks: nudgesFor(field, answers[field.id]) }))
    .filter(({ asks }) => asks.length > 0);
}

function treeDocument(assessment: TreeAssessment, answers: Answers, parts: DocumentParts): ResultDocument {
  const { taken, outcome, says } = walkTree(assessment, answers);
  const flags = flagLines(assessment, answers);
  const links = assessment.always.links.flatMap(({ label, url, entry }) => {
    const link = url === undefined ? entry && parts.linkOf(entry)?.url : url;
    return link ? [{ label, url: link }] : [];
  });
  return {
    title: titled(assessment, parts),
    blocks: [
      words(assessment.notice),
      heading(outcome?.title ?? 'Not finished'),
      ...(says ? [words(says)] : []),
      ...(outcome ? [{ kind: 'list', items: outcome.todo } as const] : []),
      ...(flags.length > 0 ? [heading('Before you start'), { kind: 'list', items: flags } as const] : []),
      heading('Who can tell you'),
      words(assessment.always.says),
      { kind: 'links', links },
      words(assessment.always.offices),
      words(assessment.always.nations),
      heading('Your answers'),
      { kind: 'list', items: taken.map(({ node, chosen }) => `${node.label} ${chosen}`) },
      words(assessment.ethics.says),
      ...linksOf(assessment.ethics.entries, parts)
    ],
    foot: assessment.rights
  };
}
