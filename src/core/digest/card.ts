import { reviewingTeam, reviewTile } from '../conversation/reviewing.ts';
import type { Card, Fact, Tile } from '../model/card.ts';
import type { Entry, Knowledge } from '../model/entry.ts';
import { ownCommand } from '../model/own-command.ts';
import { dateOf, dayMs, dayOf, longDate } from '../time/calendar.ts';
import { dueEntries, reviewedSentence, reviewedShare, soonDays } from '../time/review-dates.ts';
import type { Gap, OutcomeCounts, WeekFacts } from './facts.ts';
import { gapTile } from './gap-tile.ts';
import type { DigestWeek } from './week.ts';
import { listed, many } from './words.ts';

export interface DigestContext {
  week: DigestWeek;
  facts: WeekFacts;
  knowledge: Knowledge;
  /** Current time in milliseconds since 1970. */
  now: number;
  /** Days for which questions, and ignored gaps, are kept. */
  retentionDays: number;
  /** True if the buttons that change the knowledge have a handler. */
  editsInChat: boolean;
  /** Team in whose name the editors review, where the settings name one. */
  team?: string | undefined;
  /** Earlier week whose digest was due and did not, or not certainly, go out. */
  missed?: DigestWeek;
}

/** Maximum number of gaps with buttons on the card, as more are not read on a phone. */
const mostGaps = 5;
/** Maximum number of entries due for review on the card. */
const mostToReview = 3;

/**
 * Returns the gaps of a week's digest: open ones, and those ignored only after it was due, which keep their place with
 * a button that restores them. Most frequent first.
 */
function gapsToShow(gaps: readonly Gap[], { dueAt }: DigestWeek): Gap[] {
  return gaps
    .filter(({ settled, ignored }) => !settled && (!ignored || ignored.since >= dueAt))
    .toSorted((a, b) => b.count - a.count || a.wordings[0]!.text.localeCompare(b.wordings[0]!.text));
}

/**
 * Returns the week's digest for the knowledge editors.
 *
 * @returns undefined if there were no questions and nothing needs maintenance
 */
export function digestCard(context: DigestContext): Card | undefined {
  const { week, facts, now, retentionDays, missed } = context;
  const keptFrom = now - retentionDays * dayMs;
  const gaps = gapsToShow(facts.gaps, week);
  const open = gaps.filter(({ ignored }) => !ignored).length;
  const care = careLines(context);
  if (facts.counts.asked === 0 && care.length === 0 && !missed) return undefined;
  const shown = gaps.slice(0, mostGaps);
  const tiles = [...shown.map((gap) => gapTile(gap, context)), ...reviewTiles(context)];
  const notes = [
    ...(missed
      ? [
          `The digest before this one did not go out for sure; “${ownCommand(`report --week ${missed.id} --digest`)}” shows it.`
        ]
      : []),
    ...(keptFrom > week.from ? [`Questions are kept for ${many(retentionDays, 'day')}, so the week is not whole.`] : [])
  ];
  return {
    title: `Last week: ${many(facts.counts.asked, 'question')}, ${many(open, 'gap')}`,
    subtitle: `${longDate(week.first)} to ${longDate(week.last)}`,
    text: [gapText(context, open, gaps.length - shown.length), care.join('\n'), reviewedText(context)]
      .filter(Boolean)
      .join('\n\n'),
    ...(notes.length > 0 && { note: notes.join(' ') }),
    facts: countFacts(facts, keptFrom <= week.from - 7 * dayMs),
    ...(tiles.length > 0 && { tiles }),
    footer: `Counted in UTC. To see all: ${ownCommand(`report --week ${week.id} --html report.html`)}`
  };
}

function countFacts({ counts, before, handedOver }: WeekFacts, compared: boolean): Fact[] {
  const fact = (label: string, key: keyof OutcomeCounts): Fact => ({
    label,
    value: before && compared ? `${counts[key]} (week before: ${before[key]})` : String(counts[key])
  });
  return [
    fact('Asked', 'asked'),
    fact('Answered', 'answered'),
    fact('Choices offered', 'choices'),
    fact('Declined', 'declined'),
    ...(handedOver
      ? [{ label: 'Handed to a person', value: `${handedOver.asked} (${handedOver.answered} answered)` }]
      : [])
  ];
}

function gapText({ facts: { counts, gaps } }: DigestContext, open: number, rest: number): string {
  const unsure = counts.choices + counts.declined;
  if (counts.asked === 0) return 'Nobody asked me anything.';
  if (unsure === 0) return 'Every question had a sure answer.';
  const settled = gaps.filter((gap) => gap.settled).length;
  const sentences = [`${many(unsure, 'question')} had no sure answer.`];
  if (open === 0) sentences.push('Nothing is left to do about them.');
  else if (rest > 0) sentences.push(`Those asked most stand below; ${many(rest, 'more gap')} in the report.`);
  if (settled > 0) sentences.push(`${many(settled, 'gap')} of the week would get an answer now.`);
  return sentences.join(' ');
}

/** Returns the text on the share reviewed by the organisation; empty once all is reviewed. */
function reviewedText({ knowledge, facts: { answers } }: DigestContext): string {
  const share = reviewedShare(knowledge, answers);
  return share.left.length === 0 ? '' : reviewedSentence('you', knowledge, share, answers);
}

/** Returns the most frequent answers that the organisation has not reviewed, each with a button to review it. */
function reviewTiles({ week, knowledge, facts: { answers }, editsInChat, team }: DigestContext): Tile[] {
  if (!editsInChat || answers === undefined) return [];
  return reviewedShare(knowledge, answers)
    .left.filter(({ id }) => answers.has(id))
    .slice(0, mostToReview)
    .map((entry) => {
      const times = answers.get(entry.id)!;
      const line = `Not yet reviewed by you · answered ${times === 1 ? 'once' : `${times} times`}`;
      return reviewTile(entry, line, reviewingTeam(knowledge, team), { week: week.id });
    });
}

/** Returns one line each for reviews overdue and soon, bad links, and unhelpful answers. */
function careLines({ facts, knowledge, now }: DigestContext): string[] {
  const today = dateOf(Math.floor(now / dayMs));
  const { overdue, soon } = dueEntries(knowledge, today);
  const due = ({ title, reviewBy }: Entry): string => `${title} (${longDate(reviewBy)})`;
  const { disliked, links } = facts;
  const left = [...new Set(knowledge.leftOut?.map(({ file }) => file))];
  const lines = [
    ...(left.length > 0
      ? [`**Left out for a fault:** ${listed(left)}. \`${ownCommand('check')}\` says what is wrong.`]
      : []),
    ...(overdue.length > 0 ? [`**Review overdue:** ${listed(overdue.map(due))}`] : []),
    ...(soon.length > 0
      ? [`**Review due by ${longDate(dateOf(dayOf(today) + soonDays))}:** ${listed(soon.map(due))}`]
      : []),
    ...linkLines(links, knowledge),
    ...(disliked.length > 0
      ? [
          `**Not helpful:** ${listed(disliked.map(({ title, helpful, unhelpful }) => `${title} (${unhelpful} of ${many(helpful + unhelpful, 'vote')})`))}`
        ]
      : [])
  ];
  return lines.map((line) => `- ${line}`);
}

function linkLines(links: WeekFacts['links'], knowledge: Knowledge): string[] {
  const bad = links?.bad.flatMap(({ url, state }) => {
    const holder = [...knowledge.entries.values()].find((entry) => holds(entry, url));
    return holder ? [{ title: holder.title, state }] : [];
  });
  if (!links || !bad || bad.length === 0) return [];
  const part = (state: 'dead' | 'moved'): string[] => {
    const titles = bad.filter((link) => link.state === state).map(({ title }) => title);
    return titles.length > 0 ? [`${titles.length} ${state}: ${listed([...new Set(titles)])}`] : [];
  };
  const parts = [...part('dead'), ...part('moved')].join('; ');
  return [
    `**Links, as of ${longDate(links.checkedOn)}:** ${parts}. \`${ownCommand('links')}\` says where each stands.`
  ];
}

const holds = ({ url, archivedUrl, sources, body }: Entry, address: string): boolean =>
  url === address || archivedUrl === address || sources.includes(address) || body.includes(address);
