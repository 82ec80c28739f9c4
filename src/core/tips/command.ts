import { noTipsCard } from '../conversation/said-command.ts';
import type { Card } from '../model/card.ts';
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

/** Degree to which the arguments of `tips` are understood: near where a day, a time or a wish is clear and the rest can only be asked about. */
type Grasp = 'whole' | 'near' | 'not';

const graspIf = (isWhole: boolean, otherwise: Grasp): Grasp => (isWhole ? 'whole' : otherwise);

/**
 * Returns how well the arguments of `tips` are understood, so that a message that does not name the tips may be taken for them.
 *
 * @param now milliseconds since 1970
 */
export function graspOfTips(
  rest: string,
  { zones, knowledge }: Pick<ChangeParts, 'zones' | 'knowledge'>,
  now: number
): Grasp {
  if (speaksOfSchedule(rest)) return 'whole';
  const intent = readIntent(rest);
  const today = zones.toLocal(now, usualZone).date;
  switch (intent.wish) {
    case 'unclear':
      return tokensOf(intent.left).every(({ symbol }) => symbol !== '?') ? 'near' : 'not';
    case 'help':
    case 'status':
      return graspIf(saysTipsAlone(rest), 'not');
    case 'subscribe': {
      if (intent.rule === '' || noSuchDay(intent.rule) !== undefined) return 'whole';
      const read = parseRule(intent.rule, zones, topicsOf(knowledge()), today);
      if (!('problem' in read)) return 'whole';
      if (/^(?:change|move|switch|set)\b/i.test(rest) && saysTipsAlone(rest)) return 'near';
      return isNear(intent.rule, read.problem) ? 'near' : 'not';
    }
    case 'pause': {
      const { until } = intent;
      return graspIf(
        until === '' || [readBreak, readOpenBreak, endOfPause].some((read) => read(until, today) !== undefined),
        'near'
      );
    }
    case 'resume': {
      const from = intent.until.replace(/^(?:from|on|at|starting)\b/, ' ');
      return graspIf(intent.until === '' || readDate(from, today) !== undefined, 'near');
    }
    case 'skip':
      return graspIf(intent.on === undefined || readDate(intent.on, today) !== undefined, 'not');
    default:
      return 'whole';
  }
}

/** State of the tips in the conversation of a command. */
interface Place {
  place: string;
  known: Subscription | undefined;
}

/** Returns the tip that would go out on a date. */
async function tipOn({ known, place }: Place, date: string, { store, needs, knowledge }: CommandParts) {
  const posted = known && (await store.posted([known.id])).get(known.id);
  const needed = (await neededIn(needs, place)).keys();
  return chooseTip(candidates(knowledge(), known?.rule.topics ?? []), date, posted ?? new Map(), place, needed);
}

/** Returns the subscription of a conversation as it stands now; one whose channel has another address by now is saved with that. */
async function placeOf({ conversation }: Command, now: number, { store, zones }: CommandParts): Promise<Place> {
  const { channel, place } = channelOf(conversation);
  const found = await store.find(place);
  if (!found) return { place, known: undefined };
  const rule = withoutPast(found.rule, zones.toLocal(now, found.rule.zone).date);
  const known = { ...found, conversation: channel, rule };
  if (found.conversation.address !== channel.address) await store.save(known, now);
  return { place, known };
}

/** Shows a tip to the asker, as it would go out now. */
async function previewCard(message: Command, here: Place, now: number, parts: CommandParts): Promise<Card> {
  const { zones, knowledge, needs } = parts;
  const zone = here.known?.rule.zone ?? (await zoneOf(message, parts));
  const tip = await tipOn(here, zones.toLocal(now, zone).date, parts);
  if (!tip) return tipsCard('I have no tip on these topics at this time of year.');
  const needed = (await neededIn(needs, here.place)).get(tip.id);
  return { ...tipCard(tip, knowledge(), needed), note: 'A test: only you see this.' };
}

/** Handles the `tips` command. */
export async function answerTips(message: Command, now: number, parts: CommandParts): Promise<Reply> {
  const { store, knowledge, admins } = parts;
  const here = await placeOf(message, now, parts);
  const { known } = here;
  const going = known && known.state !== 'ended' ? known : undefined;
  if (!going && knowledge().tips.length === 0) return toAsker(noTipsCard);
  const intent = readIntent(message.rest);
  switch (intent.wish) {
    case 'help':
      return toAsker(tipsCard(howTo));
    case 'unclear':
      return toAsker(unclearCard(intent));
    case 'preview':
      return toAsker(await previewCard(message, here, now, parts));
    case 'status':
      if (!known) return toAsker(invitationCard());
      return toAsker(statusCard(known, await store.deliveries(known.id, 5), knowledge().tips));
    case 'next': {
      if (!going?.next) return toAsker(going ? tipsCard(stateText(going)) : invitationCard());
      const tip = await tipOn({ ...here, known: going }, going.next.date, parts);
      return toAsker(tipsCard(`${slotText(going.next, going)}${tip ? `: ${tip.text}` : ''}`));
    }
  }
  if (admins.size > 0 && !isNamed(admins, message)) {
    const note = 'Only those whom the operators of this bot have named may change the tips.';
    return toAsker(tipsCard('Ask one of them to write this.', note));
  }
  if (intent.wish === 'subscribe') {
    if (intent.rule === '' && going?.state === 'active') return toAsker(tipsCard(stateText(going)));
    return subscribe(message, intent.rule || ruleExample, known, now, parts);
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
}
