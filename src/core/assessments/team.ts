import type { Answers, RatedAssessment } from '../model/assessment.ts';
import type { Knowledge } from '../model/entry.ts';
import { UserFacingError } from '../model/errors.ts';
import { type ActionPress, channelOf, type FormAnswer, type Message, personKey } from '../model/message.ts';
import { inPlace, type Reply, toAsker, toEveryone } from '../model/reply.ts';
import { maskPersonal } from '../privacy/index.ts';
import { dateAt, longDate, longDateAt, monthsAfter } from '../time/calendar.ts';
import { packAnswers, unpackAnswers } from './answers.ts';
import { askForm, closingField, closings } from './ask-form.ts';
import { countAnswers, type GroupNumbers } from './group-result.ts';
import type { ReminderPort } from './kept-results.ts';
import { groupCard, roundCard } from './round-cards.ts';
import type { Round, RoundStore } from './rounds.ts';
import { askedIds, projectField, projectMax } from './steps.ts';

/** Days by which *Ask a month later* moves a reminder. */
const laterDays = 30;
/** Maximum storage of numbers in months, which allows a comparison with the same season. */
const mostMonths = 13;

export interface TeamParts {
  rounds: RoundStore;
  /** Creates keys of rounds, and names under a key that cannot be traced to a person. */
  names: { newKey(): string; nameOf(key: string, personId: string): string };
  newId: () => string;
  knowledge: () => Knowledge;
  reminders: ReminderPort;
}

const over = 'This is over or was deleted. Type `assess` to begin again.';
const changed = 'The questions have changed since the team was asked, so nothing was kept. Please ask the team again.';

function ratedOf(id: string, { knowledge }: TeamParts): RatedAssessment {
  const found = knowledge().assessments.get(id);
  if (found?.kind !== 'rated') throw new UserFacingError(over);
  return found;
}

/**
 * Returns the round of a button.
 *
 * @throws UserFacingError for a round that is gone, or of another channel: what a button carries is not to be trusted
 */
async function roundOf(
  id: string,
  { conversation }: Pick<Message, 'conversation'>,
  { rounds }: TeamParts
): Promise<Round> {
  const round = await rounds.find(id);
  if (!round || round.place !== channelOf(conversation).place) throw new UserFacingError(over);
  return round;
}

/** @throws UserFacingError for anybody but the person who asked the team */
function onlyOpener({ key, opener }: Round, message: Message, what: string, { names }: TeamParts): void {
  if (names.nameOf(key, personKey(message)) !== opener)
    throw new UserFacingError(`Only the person who asked the team can ${what}.`);
}

/** Asks the opener when the result is to be shown at the latest. */
function ask(message: ActionPress, parts: TeamParts): Reply {
  const [, id = '', how = '', named = ''] = /^(\S+) ?(\S*) ?(.*)$/s.exec(message.value) ?? [];
  const assessment = ratedOf(id, parts);
  if (message.conversation.direct) {
    throw new UserFacingError(`A team is asked in its channel. Write “assess ${id}” to me there.`);
  }
  return { ...toAsker({ title: assessment.title, text: '' }), form: askForm(assessment, how === 'quick', named) };
}

async function begin(message: FormAnswer, now: number, parts: TeamParts): Promise<Reply> {
  const { rounds, names, newId, reminders } = parts;
  const [id = '', how = ''] = message.value.split(' ');
  const assessment = ratedOf(id, parts);
  const waitMs = closings.find(({ value }) => value === message.fields[closingField])?.ms;
  if (message.conversation.direct || waitMs === undefined) throw new UserFacingError(over);
  const named = message.fields[projectField] ?? '';
  const { channel, place } = channelOf(message.conversation);
  const key = names.newKey();
  const round: Round = {
    id: newId(),
    assessment: assessment.id,
    version: assessment.version,
    quick: how === 'quick' && assessment.quick.length > 0,
    project: maskPersonal(named.trim().slice(0, projectMax)).text,
    place,
    conversation: channel,
    key,
    opener: names.nameOf(key, personKey(message)),
    openedAt: now,
    next: { what: 'close', at: now + waitMs }
  };
  const before = await rounds.latest(place, assessment.id);
  await rounds.open(round);
  // Opening a round answers the offer to repeat it.
  if (before) await reminders.cancel(before.id, channel, now);
  return toEveryone(roundCard(assessment, round));
}

async function show(round: Round, assessment: RatedAssessment, { rounds, knowledge }: TeamParts): Promise<Reply> {
  if (!round.numbers) throw new UserFacingError(over);
  const before = await lastBefore(rounds, round);
  return inPlace(groupCard(assessment, round, knowledge(), before));
}

async function close(message: ActionPress, now: number, parts: TeamParts): Promise<Reply> {
  const { rounds } = parts;
  const round = await roundOf(message.value, message, parts);
  const assessment = ratedOf(round.assessment, parts);
  if (round.closedAt !== undefined) {
    // Its card was not sent yet; what is shown here need not be sent.
    if (round.next && (await rounds.begin(round.id, round.next.what, now))) await rounds.settle(round.id, undefined);
    return show(round, assessment, parts);
  }
  const byItself = round.next ? `. It closes by itself on ${longDateAt(round.next.at)}` : '';
  onlyOpener(round, message, `close this${byItself}`, parts);
  const numbers = numbersOf(assessment, round, await rounds.answers(round.id));
  if (!numbers) {
    throw new UserFacingError(
      'Fewer than four people have answered, and the answers of fewer are never shown. Wait for more.'
    );
  }
  await rounds.close(round.id, now, numbers, 'shown');
  return show((await rounds.find(round.id)) ?? round, assessment, parts);
}

async function keep(message: ActionPress, now: number, parts: TeamParts): Promise<Reply> {
  const { rounds, reminders } = parts;
  const [id = '', said] = message.value.split(' ');
  const round = await roundOf(id, message, parts);
  const { title, recheckMonths } = ratedOf(round.assessment, parts);
  const months = recheckMonths.find((offered) => String(offered) === said);
  if (round.closedAt === undefined || !round.numbers || months === undefined) throw new UserFacingError(over);
  onlyOpener(round, message, 'choose to keep the numbers', parts);
  const until = monthsAfter(round.closedAt, mostMonths);
  await rounds.keep(round.id, until);
  const asksFrom = monthsAfter(round.closedAt, months);
  const { date } = await reminders.plan(round.id, round.conversation, asksFrom, message, now);
  const asksOn = longDate(date ?? dateAt(until));
  return toEveryone({
    title: `${title} Again on ${asksOn}`,
    text: `I ask here then, twice at most. Until then I keep how many people chose each step, the date and the project’s name, and nothing of anybody; on ${longDateAt(until)} that goes as well.`,
    actions: [
      { id: 'assess.forget', label: 'Forget this', name: `Forget this: the result of ${title}`, value: round.id }
    ]
  });
}

async function later(message: ActionPress, now: number, parts: TeamParts): Promise<Reply> {
  const round = await roundOf(message.value, message, parts);
  const planned = await parts.reminders.skip(round.id, round.conversation, laterDays, now);
  if (!planned?.date) throw new UserFacingError(over);
  const { title } = ratedOf(round.assessment, parts);
  return inPlace({ title, text: `I ask here on ${longDate(planned.date)}.` });
}

async function forget(message: ActionPress, now: number, parts: TeamParts): Promise<Reply> {
  const round = await roundOf(message.value, message, parts);
  if (round.closedAt === undefined) onlyOpener(round, message, 'stop this', parts);
  await parts.reminders.cancel(round.id, round.conversation, now);
  await parts.rounds.erase(round.id);
  return inPlace({ title: 'Forgotten', text: 'The numbers are deleted, and I do not ask again.' });
}

async function askNoMore(message: ActionPress, now: number, parts: TeamParts): Promise<Reply> {
  const round = await roundOf(message.value, message, parts);
  await parts.reminders.cancel(round.id, round.conversation, now);
  return inPlace({ title: 'All right', text: 'I do not ask again.' });
}

/** Returns the assessment of a round. @throws UserFacingError where its questions have changed since the team was asked */
function askedIn(round: Round, parts: TeamParts): RatedAssessment {
  const assessment = ratedOf(round.assessment, parts);
  if (assessment.version !== round.version) throw new UserFacingError(changed);
  return assessment;
}

/** Answers to the buttons of a round, by their action. */
const presses: Readonly<Record<string, (message: ActionPress, now: number, parts: TeamParts) => Promise<Reply>>> = {
  'assess.team': async (message, _now, parts) => ask(message, parts),
  'assess.close': close,
  'assess.again': keep,
  'assess.forget': forget,
  'assess.skip-round': later,
  'assess.done': askNoMore
};

/** Creates the assessments by a team: everybody answers individually, and no answer is shown with a name. */
export function createTeam(parts: TeamParts) {
  const { rounds, names } = parts;
  return {
    /** Handles a press of a round's button; undefined for any other button. */
    press: async (message: ActionPress, now: number): Promise<Reply | undefined> =>
      Object.hasOwn(presses, message.action) ? presses[message.action]!(message, now, parts) : undefined,

    /** Opens a round with what its opener chose. */
    begin: (message: FormAnswer, now: number): Promise<Reply> => begin(message, now, parts),

    /**
     * Returns the open round and its assessment. @throws UserFacingError if it is closed or its questions have changed
     */
    async openRound(
      message: Pick<ActionPress, 'conversation' | 'value'>
    ): Promise<{ round: Round; assessment: RatedAssessment }> {
      const round = await roundOf(message.value, message, parts);
      if (round.closedAt !== undefined) throw new UserFacingError(over);
      return { round, assessment: askedIn(round, parts) };
    },

    /** Stores one person's answers, replacing their earlier ones. */
    async answer(id: string, answers: Answers, message: Message, now: number): Promise<Reply> {
      const round = await roundOf(id, message, parts);
      const assessment = askedIn(round, parts);
      const voter = names.nameOf(round.key, personKey(message));
      if (!(await rounds.answer(id, voter, packAnswers(assessment, answers), now))) throw new UserFacingError(over);
      return toAsker({
        title: 'Thank you',
        text: 'Your answers are counted with the others’, without your name. To change them, answer again before it is closed.'
      });
    }
  };
}

export type Team = ReturnType<typeof createTeam>;

/** Counts the answers in a round; undefined if too few people answered. */
export function numbersOf(
  assessment: RatedAssessment,
  { quick }: Pick<Round, 'quick'>,
  packed: readonly string[]
): GroupNumbers | undefined {
  const all = packed.map((one) => unpackAnswers(assessment, one));
  return countAnswers(assessment, all, askedIds(assessment, quick));
}

/** Returns the channel's previous round of the same version of the same assessment. */
export async function lastBefore(rounds: RoundStore, round: Round): Promise<Round | undefined> {
  const before = await rounds.latest(round.place, round.assessment, round.closedAt);
  return before && before.version === round.version ? before : undefined;
}
