import type { Card } from '../model/card.ts';
import type { Tip } from '../model/entry.ts';
import { dayOf, longDate, weekdayNames, weekdayOf } from '../time/calendar.ts';
import type { Delivery, DeliveryState, Subscription } from './ledger.ts';
import { noSuchDay } from './no-such-day.ts';
import { ruleExample } from './parse-rule.ts';
import { clock, describeRule } from './rule.ts';
import type { Slot } from './schedule.ts';

const words: Readonly<Record<DeliveryState, string>> = {
  planned: 'about to be posted',
  asked: 'being posted',
  scheduled: 'about to be posted',
  sent: 'posted',
  unsure: 'not sure whether it was posted',
  skipped: 'left out',
  refused: 'could not be posted'
};

export const howTo = `Write \`tips\` and then, for example: \`${ruleExample}\`, \`every friday 2pm about spread\`, \`mondays and thursdays at 10\`, \`first working day of the month\`, \`fortnightly from 5 January\`, \`skip bank holidays\`, \`not in august\`, \`pause until 5 January\`, \`pause from 20 December to 3 January\`, \`resume\`, \`skip\`, \`next\`, \`now\` (only you see it), \`status\`, \`stop\`.`;

/** Formats a slot: `Monday 30 November 2026 at 09:00`. */
export function slotText({ date }: Slot, { rule }: Subscription): string {
  return `${weekdayNames[weekdayOf(dayOf(date)) - 1]} ${longDate(date)} at ${clock(rule.time)}`;
}

/** Returns a short card about a channel's tips. */
export function tipsCard(text: string, note?: string): Card {
  return { title: 'Weekly tips', text, ...(note && { note }) };
}

/** Returns the card that explains how a conversation without tips can subscribe. */
export function invitationCard(): Card {
  return {
    ...tipsCard(`No tips come here yet. ${howTo}`),
    actions: [{ id: 'tips', label: 'Every Monday at 09:00', value: ruleExample, style: 'primary' }]
  };
}

/** Matches times away that have no dates of their own. */
const timeAway = /\b(?:summer|holidays?|half[- ]?term|terms?|leave|away|vacation|school)\b/;

/**
 * Returns how to say for which days tips are to pause, and what was wrong with what was written.
 *
 * @param said the text that names no date to come
 */
export function pauseCard(said: string): Card {
  const never = noSuchDay(said);
  const away = timeAway.test(said);
  const example =
    away || /^(?:from|starting|beginning) /.test(said) ? 'from 20 December to 3 January' : 'until 5 January';
  const fault = never
    ? `There is no ${never}.`
    : `I did not find a date to come in that${away ? ', and I do not know when you are away' : ''}.`;
  return tipsCard(`Try \`tips pause ${example}\`, or \`tips pause\` without a date.`, `${fault} Nothing has changed.`);
}

/** Returns the card that names the words not understood after a command word, and states that nothing was changed. */
export function unclearCard({ word, left }: { word: string; left: string }): Card {
  const note = `I understood “${word}”, but not “${left.slice(0, 60)}”. Nothing has changed.`;
  const pause = timeAway.test(left) ? 'tips pause from 20 December to 3 January' : 'tips pause until 5 January';
  return tipsCard(`Write \`tips stop\` to end them, \`${pause}\`, or \`tips help\` for more.`, note);
}

/** Describes a subscription: `Tips come …. The next: ….` */
export function stateText(subscription: Subscription): string {
  const { rule, state, next, pausedUntil, reason } = subscription;
  const when = `**${describeRule(rule)}**`;
  if (state === 'ended') return `Tips have ended here${inBrackets(reason)}. They came ${when}.`;
  if (state === 'paused') return `Tips are paused. Write \`tips resume\` to go on. They come ${when}.`;
  const paused = pausedUntil ? `Tips are paused until ${longDate(pausedUntil)}. ` : '';
  const upcoming = next ? ` The next: ${slotText(next, subscription)}.` : '';
  return `${paused}A tip comes ${when}.${upcoming}`;
}

const inBrackets = (reason: string | undefined): string => (reason ? ` (${reason.replace(/\.$/, '')})` : '');

/** Returns the delivery report of a channel: its state and the outcome of the last tips. */
export function statusCard(subscription: Subscription, deliveries: readonly Delivery[], tips: readonly Tip[]): Card {
  const texts = new Map(tips.map(({ id, text }) => [id, text]));
  const lines = deliveries.map(({ date, state, tip, reason }) => {
    const what = tip && texts.get(tip);
    const why = state === 'sent' ? '' : inBrackets(reason);
    return `- ${longDate(date)}: ${words[state]}${why}${what ? `: ${what}` : ''}`;
  });
  const report = lines.length > 0 ? `\n\nThe last ones:\n${lines.join('\n')}` : '';
  return {
    ...tipsCard(stateText(subscription) + report),
    footer: 'To change it, write “tips help”.'
  };
}
