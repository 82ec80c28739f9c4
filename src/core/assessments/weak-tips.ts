import type { Knowledge } from '../model/entry.ts';
import { longDateAt } from '../time/calendar.ts';
import { groupResult } from './group-result.ts';
import { mostWeakest } from './rated-result.ts';
import type { Round, RoundStore } from './rounds.ts';

/**
 * Creates the search for tips about the factors that channels rated lowest in their last joint assessment with stored
 * numbers: one for each of the lowest factors in turn, then the next of each.
 *
 * @returns ids of tips by channel, in order, each with the reason for this channel
 */
export function createWeakTips(rounds: Pick<RoundStore, 'latestOf'>, knowledge: () => Knowledge) {
  return async (places: readonly string[]): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> => {
    const found = await rounds.latestOf(places);
    return new Map(found.map((round) => [round.place, weakTips(round, knowledge())]));
  };
}

function weakTips(round: Round, { assessments }: Knowledge): ReadonlyMap<string, string> {
  const tips = new Map<string, string>();
  const assessment = assessments.get(round.assessment);
  if (!round.numbers || round.closedAt === undefined || assessment?.kind !== 'rated') return tips;
  if (assessment.version !== round.version) return tips;
  const { aimFor, order, title } = assessment;
  const weak = groupResult(assessment, round.numbers)
    .factors.filter(({ middle }) => middle !== undefined && middle < aimFor)
    .toSorted((a, b) => a.middle! - b.middle! || order.indexOf(a.point.id) - order.indexOf(b.point.id))
    .slice(0, mostWeakest);
  const turns = Math.max(0, ...weak.map(({ point }) => point.tips.length));
  for (let turn = 0; turn < turns; turn++) {
    for (const { point } of weak) {
      const tip = point.tips[turn];
      if (tip === undefined || tips.has(tip)) continue;
      const when = longDateAt(round.closedAt);
      tips.set(
        tip,
        `You get this because “${point.short}” was among the lowest when you did “${title}” here on ${when}.`
      );
    }
  }
  return tips;
}
