import type { HandoverState } from '../core/handover/handover.ts';
import type { Counts, Report } from './build.ts';

/** Heads of the columns with the counts of questions by outcome, and their cells. */
export const outcomeHead: readonly string[] = ['Asked', 'Answered', 'Choices', 'Declined'];
export const outcomeCells = ({ asked, answered, choices, declined }: Counts): number[] => [
  asked,
  answered,
  choices,
  declined
];

/** Formats a share of a whole in per cent; a dash if the whole is 0. */
export const percentOf = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;

/** Returns the state of a gap: whether anything is left to do about it. */
export function gapState({ settled, ignored }: { settled: boolean; ignored: object | undefined }): string {
  if (ignored) return 'ignored';
  return settled ? 'answered now' : 'open';
}

/** States of a question that was handed over, in display order. */
export const handoverRows: readonly (readonly [HandoverState, string])[] = [
  ['answered', 'Answered'],
  ['closed', 'Closed without an answer'],
  ['withdrawn', 'Withdrawn'],
  ['taken', 'Taken, not answered yet'],
  ['waiting', 'Waiting for somebody']
];

/** Returns a sentence on the median time to an answer. `ms` is milliseconds. */
export function medianSentence(ms: number): string {
  const hours = ms / 3_600_000;
  const longer = hours <= 48 ? `${Math.ceil(hours)} hours` : `${Math.ceil(hours / 24)} days`;
  return `Half of the answers came within ${hours <= 1 ? 'an hour' : longer}.`;
}

/** Returns a sentence on how much of the knowledge is reviewed, and how many of the answers came from that. */
export function reviewedWords({ reviewed: { entries, of, answers }, totals: { answered } }: Report): string {
  const given = answered === 0 ? '' : `; ${percentOf(answers, answered)} of the answers came from reviewed entries`;
  return `Reviewed by your organisation: ${entries} of ${of} entries${given}`;
}
