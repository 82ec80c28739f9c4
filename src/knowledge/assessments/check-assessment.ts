import type { Assessment, AssessmentPage, RatedAssessment, TreeAssessment } from '../../core/model/assessment.ts';
import { nearest } from '../problem.ts';

/** Ids that an assessment may refer to. */
export interface Known {
  entries: ReadonlySet<string>;
  /** Undefined if the tips cannot be read. */
  tips: ReadonlySet<string> | undefined;
  assessments: ReadonlySet<string>;
}

/** A fault at a place of the file. */
export interface Fault {
  path: readonly PropertyKey[];
  message: string;
  /** True if the assessment cannot be carried out as written; an invalid link is left out instead. */
  breaks: boolean;
}

/**
 * Finds faults across the parts of an assessment: unknown ids, points on no page or on two, scales of the wrong length,
 * tree paths that never end.
 */
export function checkAssessment(assessment: Assessment, known: Known): Fault[] {
  const faults: Fault[] = [];
  const say: Say = (path, message, breaks = true) => void faults.push({ path, message, breaks });
  const leads = (
    path: readonly PropertyKey[],
    id: string | undefined,
    ids: ReadonlySet<string> | undefined,
    what: string
  ): void => {
    if (id === undefined || !ids || ids.has(id)) return;
    const meant = nearest(id, [...ids]);
    say(
      path,
      `"${id}" is no ${what}. ${meant ? `Did you mean "${meant}"?` : 'Correct or remove it.'}`,
      what.endsWith('of this file')
    );
  };
  if (assessment.file !== `assessments/${assessment.id}.yaml`) {
    say(
      ['id'],
      `This file should be assessments/${assessment.id}.yaml by its id. Rename it, or correct the id.`,
      false
    );
  }
  for (const { entry } of assessment.insteadOf) leads(['validated_instead'], entry, known.entries, 'entry');
  for (const id of assessment.shownOn) leads(['shown_on'], id, known.entries, 'entry');
  leads(['next_check'], assessment.next, known.assessments, 'assessment');
  switch (assessment.kind) {
    case 'rated':
    case 'checklist': {
      const points: readonly { id: string; entry: string; also: readonly string[]; tips: readonly string[] }[] =
        assessment.points;
      points.forEach((point, index) => {
        leads(['points', index, 'entry'], point.entry, known.entries, 'entry');
        for (const id of point.also) leads(['points', index, 'also'], id, known.entries, 'entry');
        for (const id of point.tips) leads(['points', index, 'tips'], id, known.tips, 'tip');
      });
      onceEach(points, assessment.pages, say);
      const ids = new Set(points.map(({ id }) => id));
      for (const id of assessment.quick) leads(['quick'], id, ids, 'point of this file');
      const order = assessment.kind === 'rated' ? 'tie_order' : 'mend_order';
      for (const id of assessment.order) leads([order], id, ids, 'point of this file');
      for (const id of ids) if (!assessment.order.includes(id)) say([order], `${order} does not name "${id}". Add it.`);
      if (assessment.kind === 'rated') checkScale(assessment, say);
      else {
        assessment.points.forEach(({ assessment: id }, index) => {
          leads(['points', index, 'check'], id, known.assessments, 'assessment');
        });
        for (const id of assessment.skeleton.groups.flatMap(({ points: group }) => group)) {
          leads(['skeleton', 'groups'], id, ids, 'point of this file');
        }
      }
      break;
    }
    case 'plan': {
      const ids = new Set(assessment.fields.map(({ id }) => id));
      assessment.fields.forEach((field, index) => {
        leads(['fields', index, 'entry'], field.entry, known.entries, 'entry');
        for (const id of field.tips) leads(['fields', index, 'tips'], id, known.tips, 'tip');
      });
      if (ids.size < assessment.fields.length) say(['fields'], 'Two fields have one id. Rename one.');
      for (const { field } of assessment.document.layout)
        leads(['document', 'layout'], field, ids, 'field of this file');
      leads(['prefill', 'from'], assessment.prefillFrom, known.assessments, 'assessment');
      break;
    }
    case 'tree':
      for (const { entry } of assessment.always.links) leads(['always', 'links'], entry, known.entries, 'entry');
      for (const { entry } of assessment.outcomes) leads(['outcomes'], entry, known.entries, 'entry');
      for (const id of assessment.ethics.entries) leads(['ethics_entries'], id, known.entries, 'entry');
      checkPaths(assessment, say);
  }
  return faults;
}

type Say = (path: readonly PropertyKey[], message: string, breaks?: boolean) => void;

function onceEach(points: readonly { id: string }[], pages: readonly AssessmentPage[], say: Say): void {
  const shown = new Map<string, number>();
  for (const id of pages.flatMap((page) => page.points)) shown.set(id, (shown.get(id) ?? 0) + 1);
  const seen = new Set<string>();
  points.forEach(({ id }, index) => {
    if (seen.has(id)) say(['points', index, 'id'], `Two points have the id "${id}". Rename one.`);
    seen.add(id);
    const times = shown.get(id) ?? 0;
    if (times !== 1)
      say(['pages'], `The point "${id}" stands on ${times === 0 ? 'no page' : `${times} pages`}; allowed: one.`);
  });
  for (const id of shown.keys())
    if (!seen.has(id)) say(['pages'], `A page names "${id}", which is no point of this file.`);
}

function checkScale({ points, max, aimFor, bands }: RatedAssessment, say: Say): void {
  points.forEach(({ id, scale }, index) => {
    if (scale.length !== max + 1) {
      say(
        ['points', index, 'scale'],
        `The scale of "${id}" has ${scale.length} steps; allowed: ${max + 1}, from 0 to ${max}.`
      );
    }
  });
  if (aimFor > max) say(['scale', 'aim_for'], `aim_for is ${aimFor}; allowed: at most ${max}.`);
  for (let step = 0; step <= max; step++) {
    const named = bands.filter(({ from, to }) => from <= step && step <= to).length;
    if (named !== 1) say(['bands'], `Step ${step} is in ${named} bands; allowed: one.`);
  }
}

function checkPaths({ start, nodes, outcomes, flags }: TreeAssessment, say: Say): void {
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  const ends = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  const reached = new Set<string>();
  const visit = (id: string, trail: readonly string[], reason: boolean, path: readonly PropertyKey[]): void => {
    const end = ends.get(id);
    if (end) {
      reached.add(id);
      if (end.says.includes('{because}') && !reason) {
        say(path, `This choice leads to "${id}", whose text says {because}; add because: with the reason.`);
      }
      return;
    }
    const node = nodeOf.get(id);
    if (!node) {
      say(path, `"${id}" is neither a node nor an outcome. Correct it.`);
      return;
    }
    if (trail.includes(id)) {
      say(path, `This choice leads back to "${id}", so that the path never ends. Lead it on.`);
      return;
    }
    if (reached.has(id)) return;
    reached.add(id);
    const index = nodes.indexOf(node);
    node.choices.forEach((choice, at) => {
      visit(choice.go, [...trail, id], choice.because !== undefined, ['nodes', index, 'choices', at]);
    });
  };
  visit(start, [], false, ['start']);
  nodes.forEach(({ id }, index) => {
    if (!reached.has(id)) say(['nodes', index, 'id'], `Nothing leads to the node "${id}". Lead to it or remove it.`);
  });
  outcomes.forEach(({ id }, index) => {
    if (!reached.has(id))
      say(['outcomes', index, 'id'], `Nothing leads to the outcome "${id}". Lead to it or remove it.`);
  });
  for (const id of flags.without) if (!ends.has(id)) say(['flags', 'without'], `"${id}" is no outcome of this file.`);
}
