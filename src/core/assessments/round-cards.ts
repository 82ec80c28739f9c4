import type { RatedAssessment } from '../model/assessment.ts';
import type { Action, Card, PeopleChart, Tile } from '../model/card.ts';
import type { Knowledge } from '../model/entry.ts';
import { longDateAt } from '../time/calendar.ts';
import { compareAnswers } from './compare.ts';
import { type GroupFactor, type GroupResult, groupResult, leastAnswers } from './group-result.ts';
import type { Round } from './rounds.ts';
import { openAction } from './start-cards.ts';

/** Note shown before the first answer, and under every result of a group. */
const guessNote = 'Others see the answers, not who gave them. In a small group people may guess. Please name nobody.';

const named = ({ project }: Pick<Round, 'project'>): { quote?: string } => (project ? { quote: project } : {});
const listed = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** Creates the button that asks a channel to do an assessment together. */
export function teamAction({ id, title }: RatedAssessment, quick: boolean, project = ''): Action {
  const value = [id, quick ? 'quick' : 'full', project].join(' ').trim();
  return { id: 'assess.team', label: 'Ask the team', name: `Ask the team: ${title}`, value, opens: true };
}

/** Says when a round closes: from an hour on in hours, which hold in every time zone; from two days on by its date. */
function inWords(ms: number, at: number): string {
  if (ms <= 3_600_000) return 'an hour after this was asked';
  return ms <= 24 * 3_600_000 ? 'a day after this was asked' : `on ${longDateAt(at)}`;
}

/** Creates the card from which everybody in a channel answers individually. */
export function roundCard(assessment: RatedAssessment, round: Round): Card {
  const minutes = round.quick ? assessment.quickMinutes : assessment.minutes;
  const closes = round.next ? `, or by itself ${inWords(round.next.at - round.openedAt, round.next.at)}` : '';
  return {
    title: `${assessment.title} Answer alone, then talk`,
    ...named(round),
    text: `${assessment.purpose} Everybody answers alone. The answers are shown together, if at least four people have answered: when the person who asked closes this${closes}.`,
    note: guessNote,
    actions: [
      {
        id: 'assess.answer',
        label: `Answer (${minutes} minutes)`,
        name: `Answer (${minutes} minutes): ${assessment.title}`,
        value: round.id,
        style: 'primary',
        opens: true
      },
      { id: 'assess.close', label: 'Close and show', name: `Close and show: ${assessment.title}`, value: round.id }
    ],
    footer: assessment.notice
  };
}

/** Returns the number of people by step, such as `0: 1 · 1: – · 2: 3`, with the same in words. */
function countsText({ counts, unknown, low, high, middle }: GroupFactor): string {
  const doubt = unknown > 0 ? `; ${unknown} did not know` : '';
  if (low === undefined) return `Nobody rated it${doubt}`;
  const said = counts.flatMap((people, step) => (people === 0 ? [] : [`${people} said ${step}`]));
  return low === high ? `All who rated it said ${low}${doubt}` : `${said.join(', ')}; the middle is ${middle}${doubt}`;
}

/** Says in the words of the scale how far people stand apart, or what they agree on. */
function viewsText({ point, low, high, middle, differs }: GroupFactor): string {
  if (low === undefined || high === undefined || middle === undefined) return '';
  return differs ? `From “${point.scale[low]}” to “${point.scale[high]}”. ` : `Now: ${point.scale[middle]}. `;
}

/** Returns the factors to discuss first: those with differing ratings, then the lowest. */
function toTalkAbout(assessment: RatedAssessment, { factors }: GroupResult): readonly GroupFactor[] {
  const differ = factors.filter(({ differs }) => differs);
  const place = ({ point }: GroupFactor): number => assessment.order.indexOf(point.id);
  const low = factors
    .filter(({ differs, middle }) => !differs && middle !== undefined && middle < assessment.aimFor)
    .toSorted((a, b) => (a.middle ?? 0) - (b.middle ?? 0) || place(a) - place(b));
  return [...differ, ...low].slice(0, 3);
}

/** Creates the picture of how far people stand apart on the factors to discuss first. */
function viewsChart({ max }: RatedAssessment, talk: readonly GroupFactor[]): PeopleChart {
  return {
    kind: 'people',
    title: 'How many people chose each step',
    answers: Array.from({ length: max + 1 }, (_, step) => `Step ${step}`),
    rows: talk.map((factor) => ({
      label: factor.point.short,
      people: factor.counts,
      unknown: factor.unknown,
      says: countsText(factor)
    }))
  };
}

/** Returns the agenda of a twenty-minute discussion of a group's answers. */
function agenda(talk: readonly GroupFactor[]): string {
  const first = talk[0]?.point.label ?? 'what you are proudest of';
  return [
    '2 minutes: read the result in silence',
    `8 minutes: **${first}.** Ask who sees it how, and what each has seen. Nobody has to say what they answered`,
    `5 minutes: ${talk[1] ? `**${talk[1].point.label}.** The same again` : 'what would make it slip back'}`,
    '3 minutes: one thing to do this week, and who does it',
    '2 minutes: when you look again'
  ]
    .map((line, index) => `${index + 1}. ${line}`)
    .join('\n');
}

/** Returns the changes since a channel's last round, in words. Different people may have answered. */
function changesText(assessment: RatedAssessment, before: Round, now: GroupResult): string {
  const middles = ({ factors }: GroupResult) =>
    Object.fromEntries(
      factors.flatMap(({ point, middle }) => (middle === undefined ? [] : [[point.id, String(middle)]]))
    );
  const { up, down, same } = compareAnswers(
    assessment,
    middles(groupResult(assessment, before.numbers!)),
    middles(now)
  );
  const moved = [...up, ...down].map(({ point, was, now: is }) => `${point.label}: was ${was}, now ${is}`);
  const stayed = same.length > 0 ? `${same.length} as before. ` : '';
  return `**Since ${longDateAt(before.closedAt!)}**\n${moved.length > 0 ? `${listed(moved)}\n` : ''}${stayed}Different people may have answered, and one step up or down may be chance.`;
}

/** Returns the sentence on what a team talks about first, by the points to talk about and those on which they differ. */
function whereToBegin(points: number, differ: number): string {
  if (points === 0) return 'You see it alike, and nothing stands out as weak. Ask somebody who doubts it.';
  return differ > 0 ? 'Talk first about where you differ.' : 'You see it alike. Put these right first.';
}

/**
 * Creates the card of a group's result: first the factors with differing ratings, then those that are low for all.
 *
 * @param round a closed round with numbers
 * @param before the channel's previous round, where there is one of the same version
 */
export function groupCard(
  assessment: RatedAssessment,
  round: Round,
  { entries }: Knowledge,
  before: Round | undefined
): Card {
  const result = groupResult(assessment, round.numbers!);
  const talk = toTalkAbout(assessment, result);
  const differ = talk.filter(({ differs }) => differs).length;
  const tiles = talk.map((factor): Tile => {
    const { point, differs } = factor;
    const entry = entries.get(point.entry);
    const advice = differs ? 'You see this differently. Talk about it first.' : point.advice;
    return {
      title: point.label,
      text: `${countsText(factor)}.\n${viewsText(factor)}${advice}`,
      ...(entry && { actions: [openAction(entry.id, entry.title, 'What helps')] })
    };
  });
  const every = result.factors.map((factor) => `**${factor.point.label}:** ${countsText(factor)}`);
  const since = before ? [changesText(assessment, before, result)] : [];
  const again = assessment.recheckMonths.slice(0, 2).map(
    (months): Action => ({
      id: 'assess.again',
      label: `Again in ${months} months`,
      name: `Again in ${months} months, and keep the numbers until then: ${assessment.title}`,
      value: `${round.id} ${months}`
    })
  );
  return {
    title: `${assessment.title} What the team says`,
    ...named(round),
    text: `${result.people} people answered. ${whereToBegin(talk.length, differ)}`,
    note: `${assessment.notice} In a small group people may guess who said what.`,
    ...(tiles.length > 0 && { tiles, chart: viewsChart(assessment, talk) }),
    actions: [
      ...(round.keptUntil === undefined ? again : []),
      {
        id: 'assess.forget',
        label: 'Forget this',
        name: `Forget this: the result of ${assessment.title}`,
        value: round.id
      }
    ],
    more: {
      label: 'A twenty-minute talk',
      text: [agenda(talk), ...since, `**Every factor**\n${listed(every)}`].join('\n\n')
    }
  };
}

/** Returns the card for a round that ends with too few answers: nothing was shown, and nothing is stored. */
export function tooFewCard({ title }: RatedAssessment): Card {
  return {
    title: `${title} Too few answers`,
    text: `Fewer than ${leastAnswers} people answered, so nothing is shown and every answer is deleted. Doing it together in a meeting works as well: each writes down their own answers first.`
  };
}

/**
 * Returns the card for a round whose questions have changed since: its answers cannot be read any more.
 *
 * @param assessment undefined where it is not there any more
 */
export function changedCard(assessment: RatedAssessment | undefined): Card {
  return {
    title: `${assessment?.title ?? 'What the team was asked'} The questions have changed`,
    text: 'The questions have changed since you were asked, so your answers cannot be put together. They are deleted, and nothing is shown. Please ask the team again: type `assess`.'
  };
}

/** Returns the card that offers to repeat an assessment, with the weakest factors of the last time. */
export function againCard(assessment: RatedAssessment, round: Round): Card {
  const { factors } = groupResult(assessment, round.numbers!);
  const low = factors
    .filter(({ middle }) => middle !== undefined && middle < assessment.aimFor)
    .toSorted((a, b) => (a.middle ?? 0) - (b.middle ?? 0))
    .slice(0, 3)
    .map(({ point, middle }) => `${point.label} (the middle was ${middle} of ${assessment.max})`);
  const then = low.length > 0 ? ` Then these were lowest:\n\n${listed(low)}` : '';
  return {
    title: `${assessment.title} Time to look again`,
    ...named(round),
    text: `You did this together on ${longDateAt(round.closedAt!)}.${then}`,
    actions: [
      { ...teamAction(assessment, round.quick, round.project), style: 'primary' },
      {
        id: 'assess.skip-round',
        label: 'Ask a month later',
        name: `Ask a month later: ${assessment.title}`,
        value: round.id
      },
      { id: 'assess.done', label: 'Not again', name: `Not again: ${assessment.title}`, value: round.id },
      {
        id: 'assess.forget',
        label: 'Forget this',
        name: `Forget this: the result of ${assessment.title}`,
        value: round.id
      }
    ],
    footer: 'You asked for this when you looked at the result. I ask twice at most.'
  };
}
