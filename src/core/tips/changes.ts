import { aboutOf } from '../model/about-of.ts';
import type { Knowledge, Topic } from '../model/entry.ts';
import type { Command } from '../model/message.ts';
import type { Messenger, ScheduledMessenger } from '../model/messenger.ts';
import { type Reply, toAsker, toEveryone } from '../model/reply.ts';
import { dateOf, dayOf, longDate } from '../time/calendar.ts';
import type { Zones } from '../time/zones.ts';
import { cancelOpen } from './cancel.ts';
import { movedReason, type Subscription, type TipStore } from './ledger.ts';
import { noSuchDay } from './no-such-day.ts';
import { readBreak, readOpenBreak } from './parse-break.ts';
import { readDate } from './parse-date.ts';
import { ruleExample } from './parse-rule.ts';
import { dueAt } from './plan.ts';
import { type Break, noEnd, type TipRule } from './rule.ts';
import { nextSlot, type Slot } from './schedule.ts';
import { pauseCard, stateText, tipsCard } from './status-card.ts';
import type { Timings } from './timings.ts';
import { changedRule } from './wish.ts';

export interface ChangeParts {
  store: TipStore;
  knowledge: () => Knowledge;
  messengers: ReadonlyMap<string, Messenger | ScheduledMessenger>;
  zones: Zones;
  timings: Timings;
  newId: () => string;
  /** Logs without text written by people. */
  log: (event: string, fields: Record<string, unknown>) => void;
}

/** Tips to leave out: the one on a day, or the next ones. */
export interface Skip {
  on?: string;
  count?: number;
}

/** Default time zone, used where the asker's is unknown. */
export const usualZone = 'Europe/London';

/** Returns the asker's time zone if the platform gives a valid one, else London's. */
export async function zoneOf(
  { from, conversation }: Pick<Command, 'from' | 'conversation'>,
  { zones, messengers }: Pick<ChangeParts, 'zones' | 'messengers'>
): Promise<string> {
  const userZone = from.timeZone ?? (await messengers.get(conversation.platform)?.timeZone?.(conversation, from.id));
  return (userZone && zones.canonical(userZone)) || usualZone;
}

/** Returns the date on which a pause ends. */
export const endOfPause = (rest: string, today: string): string | undefined =>
  rest === '' || /^(?:from|after)\b/.test(rest) ? undefined : readDate(rest, today);

/** Returns the topics that can narrow the tips: those of the knowledge, and any further topic of a tip. */
export function topicsOf(knowledge: Knowledge): { id: Topic; title: string }[] {
  const { topics } = aboutOf(knowledge);
  const others = new Set(
    knowledge.tips.map(({ topic }) => topic).filter((id) => !topics.some((each) => each.id === id))
  );
  return [...topics, ...[...others].map((id) => ({ id, title: id }))];
}

/** Returns the note on a tip that left before a change. */
export const leavingNote = (leaving: boolean): string | undefined =>
  leaving ? 'One tip is on its way already and may still appear.' : undefined;

/** Cancels what is about to go out under the old rule, and returns the next slot under a new one, one a period. */
export async function replan(
  known: Subscription | undefined,
  rule: TipRule,
  place: string,
  now: number,
  parts: ChangeParts
): Promise<{ leaving: boolean; last: Slot | undefined; next: Slot | undefined }> {
  const { leaving } = known ? await cancelOpen(known, movedReason, now, parts) : { leaving: false };
  const used = leaving || (known?.last && dueAt(known.last, place, parts.timings) <= now);
  const last = used ? known?.last : undefined;
  return { leaving, last, next: nextSlot(rule, now, parts.zones, last) };
}

/** Leaves out the days of a break to come. */
async function leaveOut(known: Subscription, away: Break, now: number, parts: ChangeParts): Promise<Reply> {
  const rule = changedRule(known.rule, { breaks: [away] }, now, parts.zones);
  if (known.state === 'paused') {
    await parts.store.save({ ...known, rule, changedAt: now }, now);
    return toEveryone(tipsCard(stateText({ ...known, rule })));
  }
  const { leaving, last, next } = await replan(known, rule, known.place, now, parts);
  const { last: _, next: before, ...kept } = known;
  const after: Subscription = { ...kept, rule, changedAt: now, ...(last && { last }), ...(next && { next }) };
  await parts.store.save(after, now);
  return toEveryone(tipsCard(stateText(after), leavingNote(leaving)));
}

/** Pauses the tips, at once or from a day on. @param rest the text that gives the end; empty for no end */
export async function pause(known: Subscription, rest: string, now: number, parts: ChangeParts): Promise<Reply> {
  const { store, zones } = parts;
  const { next, pausedUntil, ...kept } = known;
  const today = zones.toLocal(now, known.rule.zone).date;
  const away = readBreak(rest, today) ?? readOpenBreak(rest, today);
  if (away && away.first > today) return leaveOut(known, away, now, parts);
  const date = away ? dateOf(dayOf(away.last) + 1) : endOfPause(rest, today);
  if (rest && !date) return toAsker(pauseCard(rest));
  const { leaving } = await cancelOpen(known, 'paused', now, parts);
  const from = date && zones.toUtc(date, 0, known.rule.zone);
  const after =
    from === undefined ? undefined : nextSlot(known.rule, Math.max(now, Number(from) - 1), zones, known.last);
  const paused: Subscription =
    date && after
      ? { ...kept, state: 'active', pausedUntil: date, next: after, changedAt: now }
      : { ...kept, state: 'paused', changedAt: now };
  await store.save(paused, now);
  return toEveryone(tipsCard(stateText(paused), leavingNote(leaving)));
}

/** Resumes the tips, at once or on a day. @param rest the text that gives the day; empty for at once */
export async function resume(known: Subscription, rest: string, now: number, parts: ChangeParts): Promise<Reply> {
  const { store, zones } = parts;
  if (rest) {
    const date = readDate(rest.replace(/^(?:from|on|at|starting)\b/, ' '), zones.toLocal(now, known.rule.zone).date);
    if (date) return pause(known, date, now, parts);
    const never = noSuchDay(rest);
    const fault = never ? `There is no ${never}.` : `I understood “resume”, but not “${rest.slice(0, 60)}”.`;
    const note = `${fault} Nothing has changed.`;
    return toAsker(tipsCard('Try `tips resume`, or `tips resume on 5 January`.', note));
  }
  const { pausedUntil, reason, ...kept } = known;
  const { from, breaks, ...rule } = known.rule;
  const today = zones.toLocal(now, rule.zone).date;
  const ahead = (breaks ?? []).filter(({ first, last }) => first > today && last !== noEnd);
  const going = { ...rule, ...(ahead.length > 0 && { breaks: ahead }) };
  const next = nextSlot(going, now, zones, known.last);
  const resumed: Subscription = { ...kept, rule: going, state: 'active', changedAt: now, ...(next && { next }) };
  await store.save(resumed, now);
  return toEveryone(tipsCard(stateText(resumed)));
}

/** Leaves out the tip of a day, or the next ones. */
export async function skip(
  known: Subscription,
  { on, count = 1 }: Skip,
  now: number,
  parts: ChangeParts
): Promise<Reply> {
  if (on) {
    const date = readDate(on, parts.zones.toLocal(now, known.rule.zone).date);
    if (date !== known.next?.date) return skipDay(known, on, date, now, parts);
  }
  if (count > 1 && known.next) {
    let last = known.next;
    for (let left = count - 1; left > 0; left--) last = nextSlot(known.rule, last.at, parts.zones, last) ?? last;
    return leaveOut(known, { first: known.next.date, last: last.date }, now, parts);
  }
  return skipNext(known, now, parts);
}

/** Leaves out a tip that is not the next one. @param on the day as it was written */
async function skipDay(
  known: Subscription,
  on: string,
  date: string | undefined,
  now: number,
  parts: ChangeParts
): Promise<Reply> {
  const { zones } = parts;
  const from = date && known.next ? Number(zones.toUtc(date, 0, known.rule.zone)) - 1 : undefined;
  const planned = from === undefined ? undefined : nextSlot(known.rule, Math.max(from, now), zones, known.next);
  if (date && planned?.date === date) return leaveOut(known, { first: date, last: date }, now, parts);
  const never = noSuchDay(on);
  return toAsker(tipsCard(stateText(known), never ? `There is no ${never}.` : 'No tip is planned for that day.'));
}

async function skipNext(known: Subscription, now: number, parts: ChangeParts): Promise<Reply> {
  const { store, zones, timings } = parts;
  const reason = 'skipped by request';
  const { taken, leaving } = await cancelOpen(known, reason, now, parts);
  if (taken > 0) return toEveryone(tipsCard(`The next tip is left out. ${stateText(known)}`));
  const { next: skipped, ...kept } = known;
  if (!skipped) return toAsker(tipsCard(stateText(known)));
  const next = nextSlot(known.rule, skipped.at, zones, skipped);
  const line = {
    id: `${known.id}/${skipped.period}`,
    subscriptionId: known.id,
    date: skipped.date,
    dueAt: dueAt(skipped, known.place, timings),
    state: 'skipped' as const,
    attempts: 0,
    reason
  };
  await store.plan([{ subscription: known, deliveries: [line], next, last: skipped }], now);
  const text = `The tip of ${longDate(skipped.date)} is left out. ${stateText({ ...kept, ...(next && { next }) })}`;
  return toEveryone(tipsCard(text, leavingNote(leaving)));
}

/** Ends the tips. */
export async function stop(known: Subscription, now: number, parts: ChangeParts): Promise<Reply> {
  const { leaving } = await cancelOpen(known, 'stopped', now, parts);
  const { next, pausedUntil, owner, ...kept } = known;
  await parts.store.save({ ...kept, state: 'ended', reason: 'stopped by request', changedAt: now }, now);
  return toEveryone(
    tipsCard(`No more tips here. To begin again, write \`tips ${ruleExample}\`.`, leavingNote(leaving))
  );
}
