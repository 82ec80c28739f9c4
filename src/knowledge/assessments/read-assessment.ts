import type { z } from 'zod';
import type { Assessment, ChecklistAnswer, Nudge } from '../../core/model/assessment.ts';
import type { Parsed, SourceFile } from '../formats/format.ts';
import type { Problem } from '../problem.ts';
import { keysAt, sayIssue } from '../schema.ts';
import { allowedNudges, readNudge } from './nudges.ts';
import { checklistFile, planFile, ratedFile, treeFile } from './schema.ts';

type Kind = Assessment['kind'];

const kindOf = (data: object): Kind | undefined => {
  if ('kind' in data && typeof data.kind === 'string') return data.kind as Kind;
  if ('nodes' in data) return 'tree';
  if ('fields' in data) return 'plan';
  if ('answers' in data) return 'checklist';
  return 'points' in data ? 'rated' : undefined;
};

const shared = (
  data:
    | z.output<typeof ratedFile>
    | z.output<typeof checklistFile>
    | z.output<typeof planFile>
    | z.output<typeof treeFile>,
  file: string
) => ({
  id: data.id,
  version: data.version,
  title: data.title,
  modalTitle: data.modal_title,
  topic: data.topic,
  purpose: data.purpose,
  minutes: data.minutes,
  forWhom: data.for,
  notFor: data.not_for,
  notice: data.notice,
  rights: data.rights,
  sources: data.sources.map(({ id, url, says }) => ({ id, says, ...(url && { url }) })),
  insteadOf: [...data.validated_instead, ...data.official_instead].map(({ entry, why, url }) => ({
    entry,
    why,
    ...(url && { url })
  })),
  asks: data.asks,
  shownOn: data.shown_on,
  recheckMonths: data.recheck_months,
  ...(data.next_check && { next: data.next_check }),
  file
});

/** Returns the minutes of a quick version whose file states none: in proportion to its share of the questions. */
const shareOf = ({
  minutes,
  quick,
  points
}: {
  minutes: number;
  quick: readonly string[];
  points: readonly unknown[];
}): number => Math.max(1, Math.round((minutes * quick.length) / points.length));

const readers = {
  rated: {
    shape: ratedFile,
    make: (data: z.output<typeof ratedFile>, file: string): Assessment => ({
      kind: 'rated',
      ...shared(data, file),
      quickMinutes: data.quick_minutes ?? shareOf(data),
      meaning: data.scale.meaning,
      aimFor: data.scale.aim_for,
      max: data.scale.max,
      bands: data.bands,
      pages: data.pages,
      quick: data.quick,
      order: data.tie_order,
      points: data.points.map(({ weight: _, basis: __, note: ___, ...point }) => point)
    })
  },
  checklist: {
    shape: checklistFile,
    make: (data: z.output<typeof checklistFile>, file: string): Assessment => ({
      kind: 'checklist',
      ...shared(data, file),
      quickMinutes: data.quick_minutes ?? shareOf(data),
      choices: data.answers as { value: ChecklistAnswer; label: string }[],
      pages: data.pages,
      quick: data.quick,
      order: data.mend_order,
      points: data.points.map(({ weight: _, basis: __, note: ___, reported, check, ...point }) => ({
        ...point,
        ...(typeof reported === 'number' && { reported }),
        ...(check && { assessment: check })
      })),
      skeleton: {
        title: data.skeleton.title,
        intro: data.skeleton.intro,
        order: data.skeleton.order,
        groups: data.skeleton.groups,
        forYes: data.skeleton.for_yes,
        end: data.skeleton.end
      }
    })
  },
  plan: {
    shape: planFile,
    make: (data: z.output<typeof planFile>, file: string): Assessment => ({
      kind: 'plan',
      ...shared(data, file),
      ...(data.prefill && { prefillFrom: data.prefill.from }),
      fields: data.fields.map(({ weight: _, basis: __, note: ___, lines: ____, date: _____, nudge_if, ...field }) => ({
        ...field,
        nudges: nudge_if.map(readNudge).filter((nudge): nudge is Nudge => nudge !== undefined)
      })),
      document: {
        heading: data.document.heading,
        meta: data.document.meta,
        layout: data.document.layout,
        blanks: data.document.extra.flatMap(({ heading, blank_lines: lines }) => (lines ? [{ heading, lines }] : [])),
        foot: data.document.foot
      },
      lookField: (data.fields.find(({ date }) => date) ?? data.fields.at(-1)!).id
    })
  },
  tree: {
    shape: treeFile,
    make: (data: z.output<typeof treeFile>, file: string): Assessment => ({
      kind: 'tree',
      ...shared(data, file),
      start: data.start,
      nodes: data.nodes.map(({ choices, ...node }) => ({
        ...node,
        choices: choices.map(({ label, go, because }) => ({ label, go, ...(because && { because }) }))
      })),
      outcomes: data.outcomes.map(({ kind: _, entry, ...outcome }) => ({ ...outcome, ...(entry && { entry }) })),
      flags: data.flags,
      always: {
        says: data.always.says,
        links: data.always.links.map(({ label, url, entry }) => ({
          label,
          ...(url && { url }),
          ...(entry && { entry })
        })),
        offices: data.always.offices,
        nations: data.always.nations
      },
      ethics: { says: data.ethics_note, entries: data.ethics_entries }
    })
  }
} as const;

/**
 * Reads one file of `assessments/`. The kind is the one named, or follows from the fields: `nodes` for a tree, `fields`
 * for a plan, `answers` for a checklist, `points` alone for rated factors.
 *
 * @returns the assessment, undefined if the file has a fault; and every fault with its line
 */
export function readAssessment({ file }: SourceFile, parsed: Parsed): [Assessment | undefined, Problem[]] {
  if (parsed.problems.length > 0) return [undefined, parsed.problems];
  const fault = (path: readonly PropertyKey[], message: string): Problem => ({
    file,
    line: parsed.lineOf(path),
    message,
    blocks: true
  });
  const { data } = parsed;
  const kind = data !== null && typeof data === 'object' ? kindOf(data) : undefined;
  if (!kind || !Object.hasOwn(readers, kind)) {
    return [
      undefined,
      [
        fault(
          ['kind'],
          'This is no assessment: it has neither points, answers, fields nor nodes. Start from a file that is there.'
        )
      ]
    ];
  }
  const { shape, make } = readers[kind] as { shape: z.ZodObject; make: (data: unknown, file: string) => Assessment };
  const result = shape.safeParse(data);
  if (!result.success) {
    return [
      undefined,
      result.error.issues.map((issue) =>
        fault(
          issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path,
          sayIssue(issue, data, keysAt(shape, issue.path))
        )
      )
    ];
  }
  const unread = kind === 'plan' ? unreadNudges(result.data as z.output<typeof planFile>) : [];
  if (unread.length > 0) return [undefined, unread.map(({ path, message }) => fault(path, message))];
  return [make(result.data, file), []];
}

function unreadNudges({ fields }: z.output<typeof planFile>): { path: readonly PropertyKey[]; message: string }[] {
  return fields.flatMap((field, index) =>
    field.nudge_if.flatMap((line, at) =>
      readNudge(line)
        ? []
        : [
            {
              path: ['fields', index, 'nudge_if', at],
              message: `Found "${line}"; allowed: ${allowedNudges}. Change it.`
            }
          ]
    )
  );
}
