import { noTipsCard } from '../conversation/said-command.ts';
import { type Command, channelOf, isNamed } from '../model/message.ts';
import { type Reply, toAsker } from '../model/reply.ts';
import { speaksOfSchedule, tokensOf } from '../time/schedule-words.ts';
import { type ChangeParts, endOfPause, pause, resume, skip, stop, topicsOf, usualZone, zoneOf } from './changes.ts';
import { candidates, chooseTip } from './choose.ts';
import type { Subscription } from './ledger.ts';
import { neededIn, type TipNeeds } from './needs.ts';
import { noSuchDay } from './no-such-day.ts';
import { readBreak, readOpenBreak } from './parse-break.ts';
import { readDate } from './parse-date.ts';
import { readIntent } from './parse-intent.ts';
import { parseRule, ruleExample } from './parse-rule.ts';
import { withoutPast } from './rule.ts';
import { howTo, invitationCard, slotText, stateText, statusCard, tipsCard, unclearCard } from './status-card.ts';
import { subscribe } from './subscribe.ts';
import { tipCard } from './tip-card.ts';

export interface CommandParts extends ChangeParts {
  /** People who may change a channel's tips, in the format of `isNamed`; empty for everybody in the channel. */
  admins: ReadonlySet<string>;
  needs: TipNeeds;
}

/** Words of a wish for the state or for help that says nothing of its own: "when is the next one", "how often do they come". */
const ofTipsAlone: ReadonlySet<string> = new Set(
  'help status list what whats when whens which how often regularly who day days time the our my next schedule plan setting settings get gets set up is are do does will can i we you it they these them this that tip tips one a on off come coming sent posted post send again still running active paused stopped stop end pause change move skip due be out go going s to for us here now don t dont not never resume restart yet cancel getting have having receive receiving any more me'.split(
    ' '
  )
);

const saysTipsAlone = (rest: string): boolean =>
  (rest.toLowerCase().match(/\p{L}+/gu) ?? []).every((word) => ofTipsAlone.has(word));

/** Returns whether a text asks for what the tips cannot do, or names a day or a time among words that they do not know. */
function isNear(rest: string, problem: string): boolean {
  if (!problem.startsWith('I did not')) return true;
  return tokensOf(rest.toLowerCase()).some(({ symbol }) => 'DWS'.includes(symbol));
}

/**
 * Returns how well the arguments of `tips` are understood, so that a message that does not name the tips may be taken for them:
 * whole; near, where a day, a time or a wish is clear and the rest can only be asked about; or not.
 *
 * @param now milliseconds since 1970
 */
export function graspOfTips(
  rest: string,
  parts: Pick<ChangeParts, 'zones' | 'knowledge'>,
  now: number
): 'whole' | 'near' | 'not' {
  if (understandsTips(rest, parts, now) || speaksOfSchedule(rest)) return 'whole';
  const intent = readIntent(rest);
  switch (intent.wish) {
    case 'unclear':
      return tokensOf(intent.left).every(({ symbol }) => symbol !== '?') ? 'near' : 'not';
    case 'pause':
    case 'resume':
      return 'near';
    case 'subscribe': {
      if (/^(?:change|move|switch|set)\b/i.test(rest) && saysTipsAlone(rest)) return 'near';
      const today = parts.zones.toLocal(now, usualZone).date;
      const read = parseRule(intent.rule, parts.zones, topicsOf(parts.knowledge()), today);
      return 'problem' in read && isNear(intent.rule, read.problem) ? 'near' : 'not';
    }
    default:
      return 'not';
  }
}

/** Returns whether the arguments of `tips` are understood whole. */
function understandsTips(
  rest: string,
  { zones, knowledge }: Pick<ChangeParts, 'zones' | 'knowledge'>,
  now: number
): boolean {
  const intent = readIntent(rest);
  const today = zones.toLocal(now, usualZone).date;
  switch (intent.wish) {
    case 'unclear':
      return false;
    case 'help':
    case 'status':
      return saysTipsAlone(rest);
    case 'subscribe':
      return (
        intent.rule === '' ||
        noSuchDay(intent.rule) !== undefined ||
        !('problem' in parseRule(intent.rule, zones, topicsOf(knowledge()), today))
      );
    case 'pause': {
      const { until } = intent;
      return [readBreak, readOpenBreak, endOfPause].some((read) => until === '' || read(until, today) !== undefined);
    }
    case 'resume':
      return (
        intent.until === '' || readDate(intent.until.replace(/^(?:from|on|at|starting)\b/, ' '), today) !== undefined
      );
    case 'skip':
      return intent.on === undefined || readDate(intent.on, today) !== undefined;
    default:
      return true;
  }
}

/** Creates the handler of the `tips` command. */
export function createTipCommands(parts: CommandParts) {
  const { store, knowledge, zones, admins, needs } = parts;

  /** Returns the tip that would go out on a date. */
  const tipOn = async (known: Subscription | undefined, place: string, date: string) => {
    const posted = known && (await store.posted([known.id])).get(known.id);
    const needed = (await neededIn(needs, place)).keys();
    return chooseTip(candidates(knowledge(), known?.rule.topics ?? []), date, posted ?? new Map(), place, needed);
  };

  return async (message: Command, now: number): Promise<Reply> => {
    const { channel, place } = channelOf(message.conversation);
    const found = await store.find(place);
    const moved = found !== undefined && found.conversation.address !== channel.address;
    const known = found && {
      ...found,
      conversation: channel,
      rule: withoutPast(found.rule, zones.toLocal(now, found.rule.zone).date)
    };
    if (moved && known) await store.save(known, now);
    const intent = readIntent(message.rest);
    const going = known && known.state !== 'ended' ? known : undefined;
    if (!going && knowledge().tips.length === 0) return toAsker(noTipsCard);
    switch (intent.wish) {
      case 'help':
        return toAsker(tipsCard(howTo));
      case 'unclear':
        return toAsker(unclearCard(intent));
      case 'preview': {
        const zone = known?.rule.zone ?? (await zoneOf(message, parts));
        const tip = await tipOn(known, place, zones.toLocal(now, zone).date);
        if (!tip) return toAsker(tipsCard('I have no tip on these topics at this time of year.'));
        return toAsker({
          ...tipCard(tip, knowledge(), (await neededIn(needs, place)).get(tip.id)),
          note: 'A test: only you see this.'
        });
      }
      case 'status': {
        if (!known) return toAsker(invitationCard());
        return toAsker(statusCard(known, await store.deliveries(known.id, 5), knowledge().tips));
      }
      case 'next': {
        if (!going?.next) return toAsker(going ? tipsCard(stateText(going)) : invitationCard());
        const tip = await tipOn(going, place, going.next.date);
        return toAsker(tipsCard(`${slotText(going.next, going)}${tip ? `: ${tip.text}` : ''}`));
      }
    }
    if (admins.size > 0 && !isNamed(admins, message)) {
      const note = 'Only those whom the operators of this bot have named may change the tips.';
      return toAsker(tipsCard('Ask one of them to write this.', note));
    }
    if (intent.wish === 'subscribe') {
      if (intent.rule !== '') return subscribe(message, intent.rule, known, now, parts);
      return going?.state === 'active'
        ? toAsker(tipsCard(stateText(going)))
        : subscribe(message, ruleExample, known, now, parts);
    }
    if (!going && intent.wish === 'resume' && intent.until !== '') {
      const from = intent.until.replace(/^(?:on|from|in|after|at) /, '');
      return subscribe(message, `${ruleExample} from ${from}`, known, now, parts);
    }
    if (!going) return toAsker(invitationCard());
    switch (intent.wish) {
      case 'pause':
        return pause(going, intent.until, now, parts);
      case 'resume':
        return resume(going, intent.until, now, parts);
      case 'skip':
        return skip(going, intent, now, parts);
      case 'stop':
        return stop(going, now, parts);
    }
  };
}
