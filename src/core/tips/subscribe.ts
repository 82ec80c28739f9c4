import type { Card } from '../model/card.ts';
import { ConversationGoneError, errorName, MessageRefusedError, UnknownOutcomeError } from '../model/errors.ts';
import { type Command, channelOf } from '../model/message.ts';
import { type Reply, toAsker, toEveryone } from '../model/reply.ts';
import { type ChangeParts, leavingNote, replan, topicsOf, usualZone, zoneOf } from './changes.ts';
import type { Subscription } from './ledger.ts';
import { parseRule, ruleExample } from './parse-rule.ts';
import { clock, noEnd, type TipRule } from './rule.ts';
import { stateText, tipsCard } from './status-card.ts';
import { changedRule, defaultRule } from './wish.ts';

/** Returns a rule without a break under way that only `resume` ends, since a person who asks for tips wants them. */
function resumedRule({ breaks = [], ...rule }: TipRule, today: string): TipRule {
  const kept = breaks.filter(({ first, last }) => last !== noEnd || first > today);
  return { ...rule, ...(kept.length > 0 && { breaks: kept }) };
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

/** Takes back tips of which the channel was not told; the log names those that stay where the store fails. */
async function takeBack(
  saved: Subscription,
  known: Subscription | undefined,
  now: number,
  { store, log }: ChangeParts
): Promise<void> {
  try {
    await store.takeBack(saved, known, now);
  } catch (error) {
    log('tips.untold', { subscription: saved.id, error: errorName(error) });
    throw error;
  }
}

/** Returns the rule that a wish asks for, with a note on a time zone that nobody named; or the card that refuses it. */
async function ruleFor(
  message: Command,
  wish: string,
  going: Subscription | undefined,
  now: number,
  parts: ChangeParts
): Promise<{ rule: TipRule; zoneNote: string | undefined } | { refused: Card }> {
  const { zones, knowledge } = parts;
  const zoneHere = going ? going.rule.zone : (zones.canonical(message.from.timeZone ?? '') ?? usualZone);
  const today = zones.toLocal(now, zoneHere).date;
  const read = parseRule(wish, zones, topicsOf(knowledge()), today);
  if ('problem' in read)
    return {
      refused: tipsCard(`Try for example \`tips ${ruleExample}\` or \`tips every friday 2pm\`.`, read.problem)
    };
  if (going) return { rule: changedRule(resumedRule(going.rule, today), read.change, now, zones), zoneNote: undefined };
  const zone = read.change.zone ?? (await zoneOf(message, parts));
  const rule = changedRule(defaultRule(zone), read.change, now, zones);
  const example = `For another write for example “tips ${clock(rule.time)} Europe/Paris”.`;
  return { rule, zoneNote: read.change.zone ? undefined : `The time is that of ${zone}. ${example}` };
}

/** Returns the card for a rule under which nothing ever comes; undefined for one under which something does. */
function neverCard({ weekdaysOff, breaks }: TipRule): Card | undefined {
  if (weekdaysOff)
    return tipsCard('On which day should they come? Write for example `tips every tuesday`.', 'That leaves no day.');
  if (breaks?.some(({ last }) => last === noEnd)) return undefined;
  return tipsCard('That day never comes. Try another.', 'No such day in the next year.');
}

/** Begins the tips in a conversation, or changes those that go on there. */
export async function subscribe(
  message: Command,
  wish: string,
  known: Subscription | undefined,
  now: number,
  parts: ChangeParts
): Promise<Reply> {
  const { store, messengers, newId } = parts;
  const going = known?.state === 'ended' ? undefined : known;
  const asked = await ruleFor(message, wish, going, now, parts);
  if ('refused' in asked) return toAsker(asked.refused);
  const { rule, zoneNote } = asked;
  const { channel, place } = channelOf(message.conversation);
  const messenger = messengers.get(channel.platform);
  if (!messenger) return toAsker(tipsCard('I cannot post tips here by myself. Ask me in a channel of your team.'));
  const { leaving, last, next } = await replan(known, rule, place, now, parts);
  const never = next ? undefined : neverCard(rule);
  if (never) return toAsker(never);
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
  const card = {
    ...tipsCard(stateText(subscription), leavingNote(leaving) ?? (channel.direct ? zoneNote : undefined)),
    footer: `${channel.direct ? 'To change this,' : 'Anybody here can change this:'} write “tips help”.`
  };
  // Kept before the channel is told: what cannot be kept must not be promised. Where the process dies in between, Slack's
  // inbox brings the command to another one, which finds the tips under way and answers for all to see.
  await store.save(subscription, now);
  if (going || channel.direct) return toEveryone(card);
  let unsure: string | undefined;
  try {
    await messenger.send(channel, card, `tips/${subscription.id}/${now}`);
  } catch (error) {
    if (!(error instanceof UnknownOutcomeError)) {
      await takeBack(subscription, known, now, parts);
      return toAsker(notBegun(error));
    }
    unsure = 'I cannot tell whether people here have seen that they get them.';
  }
  return toAsker(tipsCard(`Done. ${stateText(subscription)}`, [unsure, zoneNote].filter(Boolean).join(' ')));
}
