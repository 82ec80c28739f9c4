import { assessmentAction } from '../conversation/next-steps.ts';
import type {
  Answers,
  Assessment,
  ChecklistAssessment,
  PlanAssessment,
  RatedAssessment,
  TreeAssessment
} from '../model/assessment.ts';
import type { Action, Card, Folded, Link, StepsChart, Tile } from '../model/card.ts';
import type { Knowledge } from '../model/entry.ts';
import { carryResult } from './answers-button.ts';
import { handedOn } from './carry-over.ts';
import { checkDraft } from './checklist-result.ts';
import { type Bar, barsOf, planNudges } from './document.ts';
import type { FinishedAssessment } from './finished.ts';
import { rateAnswers } from './rated-result.ts';
import { openAction } from './start-cards.ts';
import { askedIds } from './steps.ts';
import { flagLines, walkTree } from './tree-walk.ts';

/** Data of a result card besides the answers. */
export interface ResultParts extends FinishedAssessment {
  knowledge: Knowledge;
  /** Addresses of the result as a file; empty where the server has no public address. */
  links: readonly Link[];
}

/** Creates the card of a result: one screen with the next steps, the rest folded. */
export function resultCard(parts: ResultParts): Card {
  const { assessment, project, knowledge, links } = parts;
  const card = drawResult(parts);
  const next = assessment.next === undefined ? undefined : knowledge.assessments.get(assessment.next);
  const take: Action[] = links.length > 0 || assessment.kind === 'plan' ? [] : [takeAction(parts)];
  const actions = [...take, ...(card.actions ?? []), ...(next ? [nextAction(parts, next)] : [])];
  const files = links.map((link) => ({ ...link, name: `${link.label}: ${assessment.title}` }));
  return {
    ...card,
    ...(project && { quote: project }),
    note: assessment.notice,
    links: [...(card.links ?? []), ...files],
    ...(actions.length > 0 && { actions })
  };
}

/** Creates the button for the next assessment, which carries what a plan takes over: the weakest factors. */
function nextAction({ assessment, answers, quick }: ResultParts, next: Assessment): Action {
  const label = `Next: ${next.modalTitle}`;
  const action: Action = { ...assessmentAction(next), label, name: `${label}: ${next.title}` };
  if (assessment.kind !== 'rated') return action;
  const { weakest, tooLittle } = rateAnswers(assessment, answers, askedIds(assessment, quick));
  const low = tooLittle
    ? ''
    : handedOn(
        assessment,
        next,
        weakest.map(({ point }) => point)
      );
  return { ...action, value: `${action.value} ${low}`.trim() };
}

/** Creates the button that shows the result as text, where no file can be downloaded. */
function takeAction(finished: FinishedAssessment): Action {
  const { title } = finished.assessment;
  return { id: 'assess.take', label: 'Take it along', name: `Take it along: ${title}`, value: carryResult(finished) };
}

function drawResult(parts: ResultParts): Card {
  const { assessment, answers } = parts;
  switch (assessment.kind) {
    case 'rated':
      return ratedCard(assessment, answers, parts);
    case 'checklist':
      return checklistCard(assessment, answers, parts);
    case 'plan':
      return planCard(assessment, answers, parts);
    case 'tree':
      return treeCard(assessment, answers, parts);
  }
}

/** Returns `step` of `max` squares, with the same in words. */
export function barText(step: number | undefined, max: number, says: string): string {
  return step === undefined ? says : `${'■'.repeat(step)}${'□'.repeat(max - step)} ${step} of ${max}: ${says}`;
}

/** Creates the button for the entry that helps with a point; none where the knowledge does not have it. */
function helpAction(entryId: string, { knowledge }: ResultParts): { actions?: readonly Action[] } {
  const entry = knowledge.entries.get(entryId);
  return entry ? { actions: [openAction(entry.id, entry.title, 'What helps')] } : {};
}

const listed = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** Creates the picture of a result. A factor without a rating has no bar, so that it cannot pass for a low one. */
function stepsChart(bars: readonly Bar[], max: number): StepsChart {
  return {
    kind: 'steps',
    title: 'Every factor',
    max,
    rows: bars.map(({ label, step, says }) =>
      step === undefined ? { label, says } : { label, step, says: `${step} of ${max}` }
    )
  };
}

function ratedCard(assessment: RatedAssessment, answers: Answers, parts: ResultParts): Card {
  const asked = askedIds(assessment, parts.quick);
  const result = rateAnswers(assessment, answers, asked);
  const { bands, unknown, weakest, tooLittle } = result;
  const counts = [
    ...bands.filter(({ count }) => count > 0).map(({ name, count }) => `${count} ${name}`),
    ...(unknown.length > 0 ? [`${unknown.length} you don’t know`] : [])
  ].join(', ');
  const drawn = barsOf(assessment, answers, asked);
  const bars = drawn.map(({ label, step, max, says }) => `**${label}:** ${barText(step, max, says)}`);
  const chart = stepsChart(drawn, assessment.max);
  const findOut = unknown.length > 0 ? `**Find out first:**\n${listed(unknown.map(({ label }) => label))}` : '';
  const shown = tooLittle || findOut === '' ? [listed(bars)] : [findOut, `**Every factor:**\n${listed(bars)}`];
  const more: Folded = { label: 'Every factor in words', text: shown.join('\n\n') };
  if (tooLittle) {
    const text =
      unknown.length > 0
        ? `There is too little to go by yet. ${findOut}`
        : 'Too few questions were answered to go by. Answer at least half of them, alone or with somebody who knows.';
    return { title: assessment.title, text, more };
  }
  if (weakest.length === 0) {
    return {
      title: assessment.title,
      text: `Nothing stands out as weak: ${counts}. Ask somebody who doubts it to answer the same questions, and compare.`,
      chart,
      more
    };
  }
  const tiles = weakest.map(
    ({ point, step }, index): Tile => ({
      title: `${index + 1}. ${point.label}`,
      text: `Now: ${point.scale[step]}.\nGood looks like: ${point.scale[assessment.aimFor]}.\nThis week: ${point.advice}`,
      ...helpAction(point.entry, parts)
    })
  );
  return {
    title: assessment.title,
    text: `Put ${weakest.length === 1 ? 'this' : 'these'} right first. (${counts})`,
    tiles,
    chart,
    more
  };
}

function checklistCard(assessment: ChecklistAssessment, answers: Answers, parts: ResultParts): Card {
  const { sections, first, there, partly, missing } = checkDraft(
    assessment,
    answers,
    askedIds(assessment, parts.quick)
  );
  const rows = sections
    .filter((section) => section.there + section.partly + section.missing > 0)
    .map(
      ({ heading, there: has, partly: part, missing: lacks }) =>
        `**${heading}:** ${has} there, ${part} partly, ${lacks} missing`
    );
  const more: Folded = { label: 'Section by section', text: listed(rows) };
  if (first.length === 0) {
    const text =
      there.length > 0
        ? 'Nothing that you answered is missing. Fill in the official checklist before you submit.'
        : 'Too few questions were answered to go by.';
    return { title: assessment.title, text, more };
  }
  const tiles = first.map(
    (point, index): Tile => ({
      title: `${index + 1}. ${point.heading}`,
      text: point.advice,
      ...helpAction(point.entry, parts)
    })
  );
  const counts = `${there.length} there, ${partly.length} partly, ${missing.length} missing`;
  return {
    title: assessment.title,
    text: `Write ${first.length === 1 ? 'this' : 'these'} first; they are easiest to mend. (${counts})`,
    tiles,
    more
  };
}

function planCard(assessment: PlanAssessment, answers: Answers, parts: ResultParts): Card {
  const nudges = planNudges(assessment, answers);
  const empty = assessment.fields.filter(({ id }) => (answers[id] ?? '').trim() === '');
  const worth = nudges.map(({ label, asks }) => `**${label}:** ${asks.join(' ')}`);
  const open = empty.length > 0 ? [`Still empty: ${empty.map(({ short }) => short.toLowerCase()).join(', ')}.`] : [];
  const thoughts = [...worth, ...open];
  const entries = assessment.fields.flatMap(({ entry }) => parts.knowledge.entries.get(entry) ?? []);
  const tiles = [...new Set(entries)]
    .slice(0, 3)
    .map(({ id, title, summary }): Tile => ({ title, text: summary, actions: [openAction(id, title)] }));
  return {
    title: 'Your plan is ready to take along',
    text:
      thoughts.length > 0
        ? `Worth another thought:\n${listed(thoughts)}`
        : 'It says who, where, how many and by when. Show it to somebody from the first new place.',
    ...(tiles.length > 0 && { more: { label: 'What helps with it', tiles } })
  };
}

function treeCard(assessment: TreeAssessment, answers: Answers, parts: ResultParts): Card {
  const { outcome, says, taken } = walkTree(assessment, answers);
  if (!outcome) return { title: assessment.title, text: 'This was not finished. Begin it again.' };
  const flags = flagLines(assessment, answers);
  const { always } = assessment;
  const links = always.links.flatMap(({ label, url, entry }) => {
    const address = url ?? (entry === undefined ? undefined : parts.knowledge.entries.get(entry)?.url);
    return address ? [{ label, url: address }] : [];
  });
  const ethics = assessment.ethics.entries.flatMap((id): Tile[] => {
    const entry = parts.knowledge.entries.get(id);
    return entry ? [{ title: entry.title, text: entry.summary, actions: [openAction(id, entry.title)] }] : [];
  });
  return {
    title: outcome.title,
    text: [
      says,
      listed(outcome.todo),
      ...(flags.length > 0 ? [`**Before you start**\n${listed(flags)}`] : []),
      `**${always.says}**`
    ].join('\n\n'),
    links: links.slice(0, 1).map((link) => ({ ...link, style: 'primary' as const })),
    more: {
      label: 'Whom to ask, and what you answered',
      text: `${always.offices}\n\n${always.nations}\n\n${listed(taken.map(({ node, chosen }) => `${node.label} ${chosen}`))}\n\n${assessment.ethics.says}`,
      links: links.slice(1),
      tiles: ethics
    }
  };
}
