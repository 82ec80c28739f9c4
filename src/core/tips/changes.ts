import { aboutOf } from '../model/about-of.ts';
import type { Card } from '../model/card.ts';
import type { Knowledge, Topic } from '../model/entry.ts';
import { ConversationGoneError, errorName, MessageRefusedError, UnknownOutcomeError } from '../model/errors.ts';
import { type Command, channelOf } from '../model/message.ts';
import type { Messenger, ScheduledMessenger } from '../model/messenger.ts';
import { type Reply, toAsker, toEveryone } from '../model/reply.ts';
import { dateOf, dayOf, longDate } from '../time/calendar.ts';
import type { Zones } from '../time/zones.ts';
import { cancelOpen } from './cancel.ts';
import { movedReason, type Subscription, type TipStore } from './ledger.ts';
import { noSuchDay } from './no-such-day.ts';
import { readBreak, readOpenBreak } from './parse-break.ts';
import { readDate } from './parse-date.ts';
import { parseRule, ruleExample } from './parse-rule.ts';
import { dueAt } from './plan.ts';
import { type Break, clock, noEnd, type TipRule } from './rule.ts';
import { nextSlot } from './schedule.ts';
import { pauseCard, stateText, tipsCard } from './status-card.ts';
import type { Timings } from './timings.ts';
import { changedRule, defaultRule } from './wish.ts';

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

/** Returns a rule without a break under way that only `resume` ends, since a person who asks for tips wants them. */
function resumedRule({ breaks = [], ...rule }: TipRule, today: string): TipRule {
  const kept = breaks.filter(({ first, last }) => last !== noEnd || first > today);
  return { ...rule, ...(kept.length > 0 && { breaks: kept }) };
}

/** Returns the topics that can narrow the tips: those of the knowledge, and any further topic of a tip. */
export function topicsOf(knowledge: Knowledge): { id: Topic; title: string }[] {
  const { topics } = aboutOf(knowledge);
  const others = new Set(
    knowledge.tips.map(({ topic }) => topic).filter((id) => !topics.some((each) => each.id === id))
  );
  return [...topics, ...[...others].map((id) => ({ id, title: id }))];
}

/** Returns the card for whoever asked for tips where the channel could not be told. */
function notBegun(error: unknown): Card {
  if (error instanceof MessageRefusedError) {
    const advice = error.advice ?? 'Ask whoever looks after me here; then write the same again.';
    return tipsCard(advice, `I may not write here. ${error.message}`);
  }
  if (!(error instanceof ConversationGoneError))
    return tipsCard('Please write the same again in a minute.', 'I could not post here just now.');
  const advice = error.advice ?? 'Add me here first, or let me write here; then write the same again.';
  return tipsCard(advice, 'I may not write here.');
}

/**
 * Creates the changes to a channel's tips. Each change cancels deliveries that are about to go out under the old rule.
 */
export function createTipChanges(parts: ChangeParts) {
  const { store, messengers, zones, timings, newId, knowledge, log } = parts;
  const leavingNote = (leaving: boolean) =>
    leaving ? 'One tip is on its way already and may still appear.' : undefined;

  /** Cancels what is about to go out and returns the next slot under a new rule, one a period. */
  const replan = async (known: Subscription | undefined, rule: TipRule, place: string, now: number) => {
    const { leaving } = known ? await cancelOpen(known, movedReason, now, parts) : { leaving: false };
    const used = leaving || (known?.last && dueAt(known.last, place, timings) <= now);
    const last = used ? known?.last : undefined;
    return { leaving, last, next: nextSlot(rule, now, zones, last) };
  };

  /** Leaves out the days of a break to come. */
  const leaveOut = async (known: Subscription, away: Break, now: number): Promise<Reply> => {
    const rule = changedRule(known.rule, { breaks: [away] }, now, zones);
    if (known.state === 'paused') {
      await store.save({ ...known, rule, changedAt: now }, now);
      return toEveryone(tipsCard(stateText({ ...known, rule })));
    }
    const { leaving, last, next } = await replan(known, rule, known.place, now);
    const { last: _, next: before, ...kept } = known;
    const after: Subscription = { ...kept, rule, changedAt: now, ...(last && { last }), ...(next && { next }) };
    await store.save(after, now);
    return toEveryone(tipsCard(stateText(after), leavingNote(leaving)));
  };

  /** Takes back tips of which the channel was not told; the log names those that stay where the store fails. */
  const takeBack = async (saved: Subscription, known: Subscription | undefined, now: number): Promise<void> => {
    try {
      await store.takeBack(saved, known, now);
    } catch (error) {
      log('tips.untold', { subscription: saved.id, error: errorName(error) });
      throw error;
    }
  };

  const subscribe = async (
    message: Command,
    wish: string,
    known: Subscription | undefined,
    now: number
  ): Promise<Reply> => {
    const going = known !== undefined && known.state !== 'ended';
    const zoneHere = going ? known.rule.zone : (zones.canonical(message.from.timeZone ?? '') ?? usualZone);
    const today = zones.toLocal(now, zoneHere).date;
    const read = parseRule(wish, zones, topicsOf(knowledge()), today);
    if ('problem' in read) {
      return toAsker(tipsCard(`Try for example \`tips ${ruleExample}\` or \`tips every friday 2pm\`.`, read.problem));
    }
    const zone = going ? known.rule.zone : (read.change.zone ?? (await zoneOf(message, parts)));
    const rule = changedRule(going ? resumedRule(known.rule, today) : defaultRule(zone), read.change, now, zones);
    const { channel, place } = channelOf(message.conversation);
    const messenger = messengers.get(channel.platform);
    if (!messenger) return toAsker(tipsCard('I cannot post tips here by myself. Ask me in a channel of your team.'));

    const { leaving, last, next } = await replan(known, rule, place, now);
    const paused = rule.breaks?.some(({ last }) => last === noEnd);
    if (!next && rule.weekdaysOff)
      return toAsker(
        tipsCard('On which day should they come? Write for example `tips every tuesday`.', 'That leaves no day.')
      );
    if (!next && !paused)
      return toAsker(tipsCard('That day never comes. Try another.', `No such day in the next year.`));
    const subscription: Subscription = {
      id: known?.id ?? newId(),
      place,
      conversation: channel,
      rule,
      state: 'active',
      ...(next && { next }),
      changedAt: now,
      ...(last && { last }),
      ...(message.from.direct && { owner: message.from.direct })
    };
    const zoneNote =
      going || read.change.zone
        ? undefined
        : `The time is that of ${zone}. For another write for example “tips ${clock(rule.time)} Europe/Paris”.`;
    const card = {
      ...tipsCard(stateText(subscription), leavingNote(leaving) ?? (channel.direct ? zoneNote : undefined)),
      footer: `${channel.direct ? 'To change this,' : 'Anybody here can change this:'} write “tips help”.`
    };
    if (going || channel.direct) {
      await store.save(subscription, now);
      return toEveryone(card);
    }
    // Kept before the channel is told: what cannot be kept must not be promised. Where the process dies in between, Slack's
    // inbox brings the command to another one, which finds the tips under way and answers for all to see.
    await store.save(subscription, now);
    let unsure: string | undefined;
    try {
      await messenger.send(channel, card, `tips/${subscription.id}/${now}`);
    } catch (error) {
      if (!(error instanceof UnknownOutcomeError)) {
        await takeBack(subscription, known, now);
        return toAsker(notBegun(error));
      }
      unsure = 'I cannot tell whether people here have seen that they get them.';
    }
    return toAsker(tipsCard(`Done. ${stateText(subscription)}`, [unsure, zoneNote].filter(Boolean).join(' ')));
  };

  const pause = async (known: Subscription, rest: string, now: number): Promise<Reply> => {
    const { next, pausedUntil, ...kept } = known;
    const today = zones.toLocal(now, known.rule.zone).date;
    const away = readBreak(rest, today) ?? readOpenBreak(rest, today);
    if (away && away.first > today) return leaveOut(known, away, now);
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
  };

  const resume = async (known: Subscription, rest: string, now: number): Promise<Reply> => {
    if (rest) {
      const date = readDate(rest.replace(/^(?:from|on|at|starting)\b/, ' '), zones.toLocal(now, known.rule.zone).date);
      if (date) return pause(known, date, now);
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
  };

  const skip = async (known: Subscription, { on, count = 1 }: Skip, now: number): Promise<Reply> => {
    const date = on && readDate(on, zones.toLocal(now, known.rule.zone).date);
    if (on && date !== known.next?.date) {
      const from = date && known.next ? Number(zones.toUtc(date, 0, known.rule.zone)) - 1 : undefined;
      const planned = from === undefined ? undefined : nextSlot(known.rule, Math.max(from, now), zones, known.next);
      return date && planned?.date === date
        ? leaveOut(known, { first: date, last: date }, now)
        : toAsker(
            tipsCard(
              stateText(known),
              noSuchDay(on) ? `There is no ${noSuchDay(on)}.` : 'No tip is planned for that day.'
            )
          );
    }
    if (count > 1 && known.next) {
      let last = known.next;
      for (let left = count - 1; left > 0; left--) last = nextSlot(known.rule, last.at, zones, last) ?? last;
      return leaveOut(known, { first: known.next.date, last: last.date }, now);
    }
    const { taken, leaving } = await cancelOpen(known, 'skipped by request', now, parts);
    if (taken > 0) return toEveryone(tipsCard(`The next tip is left out. ${stateText(known)}`));
    const skipped = known.next;
    if (!skipped) return toAsker(tipsCard(stateText(known)));
    const next = nextSlot(known.rule, skipped.at, zones, skipped);
    const line = {
      id: `${known.id}/${skipped.period}`,
      subscriptionId: known.id,
      date: skipped.date,
      dueAt: dueAt(skipped, known.place, timings),
      state: 'skipped' as const,
      attempts: 0,
      reason: 'skipped by request'
    };
    await store.plan([{ subscription: known, deliveries: [line], next, last: skipped }], now);
    const { next: _, ...kept } = known;
    const after = { ...kept, ...(next && { next }) };
    return toEveryone(
      tipsCard(`The tip of ${longDate(skipped.date)} is left out. ${stateText(after)}`, leavingNote(leaving))
    );
  };

  const stop = async (known: Subscription, now: number): Promise<Reply> => {
    const { leaving } = await cancelOpen(known, 'stopped', now, parts);
    const { next, pausedUntil, owner, ...kept } = known;
    await store.save({ ...kept, state: 'ended', reason: 'stopped by request', changedAt: now }, now);
    return toEveryone(
      tipsCard(`No more tips here. To begin again, write \`tips ${ruleExample}\`.`, leavingNote(leaving))
    );
  };

  return { subscribe, pause, resume, skip, stop };
}
