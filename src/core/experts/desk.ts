import type { Card, Reply } from '../card.ts';
import type { Desk } from '../desk.ts';
import { PoliteError } from '../errors.ts';
import type { ActionPress, Conversation, FormAnswer, Person } from '../message.ts';
import { maskPersonal, type PersonalKind } from '../privacy/index.ts';
import { sentCard, withdrawnCard } from './asker-cards.ts';
import { readAsk } from './button.ts';
import { type ExpertCardParts, expertCard, forgottenCard, takerOf } from './expert-cards.ts';
import { type Again, answerForm, askForm, formToAnswer, formToAsk, type Journey } from './forms.ts';
import { type HandOver, type HandOverStore, type NoticeKind, openStates, type Told } from './hand-over.ts';

export interface DeskParts extends ExpertCardParts {
  store: HandOverStore;
  /** The experts' channel. */
  experts: Conversation;
  /** A text that no other process makes and nobody can guess. */
  newId: () => string;
  /** Something is to be told: called after every change, and not waited for. */
  told: (now: number) => void;
  /** Told of a store that is away. */
  failed: (what: string, error: unknown) => void;
}

/** What can only be a patient's: an answer may well name a colleague, with telephone and address. */
const patientOnly: readonly PersonalKind[] = ['nhs-number', 'chi-number', 'hospital-number', 'date-of-birth'];

/** What need not be told any more once a question is over. */
const obsolete: readonly NoticeKind[] = ['kept', 'taken', 'trouble'];

const away = 'I could not keep this just now, so nothing was sent. Your words are still here: try again in a minute.';

const asker = (card: Card): Reply => ({ card, audience: 'asker' });
const small = (title: string, text: string): Reply => asker({ title, text });
const inPlace = (card: Card): Reply => ({ card, audience: 'everyone', inPlace: true });

/** One text for one channel, whatever thread in it something was said in. */
export function channelOf({ place, home, address }: Conversation): string {
  return place ?? home ?? address;
}

/** Buttons and forms of handing a question over: those of whoever asks, and those of the experts. */
export function createDesk(parts: DeskParts): Desk {
  const { store, experts, newId, told, failed, platformTitle } = parts;

  /** What the store cannot do now is said, with the person's words shown again. */
  const unlessAway = async <T>(what: string, work: () => Promise<T>): Promise<T | 'away'> => {
    try {
      return await work();
    } catch (error) {
      failed(what, error);
      return 'away';
    }
  };

  const journey = (conversation: Conversation, from: Person): Journey => ({
    to: `the experts’ channel in ${platformTitle(experts.platform)}`,
    back: conversation.direct
      ? 'The answer comes here.'
      : from.direct
        ? 'The answer comes to you alone, in a message from me.'
        : 'The answer comes here, where others can read both.'
  });

  /** Answers go to whoever asked alone, where the platform can; else to the thread they asked in. */
  const backTo = (conversation: Conversation, from: Person): Conversation =>
    conversation.direct ? conversation : (from.direct ?? conversation);

  /** A form, with a sentence for where no window can be opened. */
  const withForm = (form: Reply['form'] & object): Reply => ({
    ...small(
      form.title,
      'I cannot open a window here. Write to me in a message of your own and press the button there.'
    ),
    form
  });

  /** What is said where the hand-over is over, or forgotten. */
  const overCard = ({ handOver: { state } }: Told): Reply => {
    if (state === 'answered') return small('Answered already', 'This question has been answered in the meantime.');
    if (state === 'withdrawn') return small('Withdrawn', 'This question has been taken back in the meantime.');
    return small('Closed already', 'This question has been closed in the meantime.');
  };

  const isOpen = ({ handOver: { state } }: Told): boolean => openStates.includes(state);

  const find = async (id: string): Promise<Told> => {
    const found = await store.find(id);
    if (!found) throw new PoliteError('This question is too old: I have deleted it.');
    return found;
  };

  const ask = ({ value, conversation, from }: ActionPress): Reply => {
    const { question, entryId } = readAsk(value);
    return withForm(formToAsk(question, `${newId()} ${entryId}`, journey(conversation, from)));
  };

  const send = async ({ value, fields, conversation, from }: FormAnswer, now: number): Promise<Reply> => {
    const [id = '', entryId] = value.split(' ');
    const typed = (fields.question ?? '').trim();
    const again = (text: string, how: Again) => withForm(formToAsk(text, value, journey(conversation, from), how));
    if (!typed) return again('', { error: 'Write your question first.' });
    const { text: question, found } = maskPersonal(typed);
    if (question !== typed) return again(question, { masked: found });
    const handOver: HandOver = {
      id,
      state: 'waiting',
      askedAt: now,
      platform: conversation.platform,
      question,
      ...(entryId && { entryId }),
      asker: backTo(conversation, from)
    };
    const elsewhere = !conversation.direct && from.direct !== undefined;
    const tell: readonly NoticeKind[] = elsewhere ? ['kept', 'question'] : ['question'];
    const kept = await unlessAway('experts.ask', () => store.add(handOver, tell));
    if (kept === 'away') return again(question, { error: away });
    if (!kept) return small('Sent already', 'I have this question already; you will hear of it.');
    told(now);
    if (elsewhere)
      return small('Your question is on its way', 'I have written to you; what comes of it you find there.');
    const card = sentCard(handOver, journey(conversation, from).back);
    // Spoken in a conversation of their own it stays; in company it is for their eyes only.
    return { card, audience: conversation.direct ? 'everyone' : 'asker' };
  };

  const withdraw = async (id: string, now: number): Promise<Reply> => {
    const done = await store.change(
      id,
      { from: openStates, to: 'withdrawn', erase: true, tell: ['card'], drop: ['question', ...obsolete] },
      now
    );
    if (!done) return overCard(await find(id));
    told(now);
    return { ...asker(withdrawnCard()), inPlace: true };
  };

  const sendAgain = async (id: string, now: number): Promise<Reply> => {
    const found = await find(id);
    if (!isOpen(found)) return overCard(found);
    const due = await store.tell(id, 'question', ['unsure'], now);
    if (!due) return small('It has arrived', 'The experts have your question; there is no need to send it again.');
    told(now);
    return { ...asker(sentCard(found.handOver)), inPlace: true };
  };

  /** The card as it stands now, in the place of the one whose button was pressed. */
  const redrawn = async (id: string): Promise<Reply> => inPlace(expertCard(await find(id), parts));

  const take = async (id: string, { name }: Person, now: number): Promise<Reply> => {
    const by = name ? { takenBy: name } : {};
    const won = await store.change(
      id,
      { from: ['waiting'], to: 'taken', ...by, tell: ['taken'], drop: ['trouble'] },
      now
    );
    if (won) {
      told(now);
      return redrawn(id);
    }
    const found = await find(id);
    // Should their card be an old one, it is put right beside what is said to them.
    await store.tell(id, 'card', ['sent', 'unsure', 'refused', 'dropped'], now);
    told(now);
    if (!isOpen(found)) return inPlace(expertCard(found, parts));
    const who = takerOf(found.handOver);
    return small('Taken already', `It was taken by ${who} a moment before you. You may still answer it, if you agree.`);
  };

  const openAnswer = async (id: string): Promise<Reply> => {
    const found = await find(id);
    return isOpen(found) ? withForm(formToAnswer(found.handOver, '')) : inPlace(expertCard(found, parts));
  };

  const answer = async ({ value: id, fields }: FormAnswer, now: number): Promise<Reply> => {
    const typed = (fields.answer ?? '').trim();
    const found = await unlessAway('experts.find', () => store.find(id));
    const shown: HandOver = found && found !== 'away' ? found.handOver : unknown(id, now);
    const again = (text: string, how: Again) => withForm(formToAnswer(shown, text, how));
    if (found === 'away') return again(typed, { error: away });
    if (!found) return again(typed, { error: 'This question is deleted by now, so nothing was sent.' });
    if (!typed) return again('', { error: 'Write an answer first.' });
    const masked = maskPersonal(typed, patientOnly);
    if (masked.text !== typed) return again(masked.text, { masked: masked.found });
    const change = { to: 'answered' as const, answer: typed, tell: ['answer' as const], drop: obsolete };
    const done = await unlessAway('experts.answer', () => store.change(id, { from: openStates, ...change }, now));
    if (done === 'away') return again(typed, { error: away });
    if (!done) {
      const error = `${overCard(await find(id)).card.text} Yours was not sent; copy it if you want to keep it.`;
      return again(typed, { error });
    }
    told(now);
    return redrawn(id);
  };

  const close = async (id: string, now: number): Promise<Reply> => {
    if (await store.change(id, { from: openStates, to: 'closed', tell: ['closed'], drop: obsolete }, now)) told(now);
    return redrawn(id);
  };

  const resend = async (id: string, now: number): Promise<Reply> => {
    if (await store.tell(id, 'answer', ['unsure'], now)) told(now);
    return redrawn(id);
  };

  const fromExperts = ({ conversation }: ActionPress | FormAnswer): void => {
    if (conversation.platform === experts.platform && channelOf(conversation) === channelOf(experts)) return;
    throw new PoliteError('Only the experts can do that, in their own channel.');
  };

  return {
    name: 'experts',
    async press(message, now) {
      const { action, value: id, from } = message;
      switch (action) {
        case 'experts.ask':
          return ask(message);
        case 'experts.withdraw':
          return withdraw(id, now);
        case 'experts.again':
          return sendAgain(id, now);
      }
      fromExperts(message);
      if (!(await store.find(id))) return inPlace(forgottenCard());
      switch (action) {
        case 'experts.take':
          return take(id, from, now);
        case 'experts.answer':
          return openAnswer(id);
        case 'experts.close':
          return close(id, now);
        case 'experts.resend':
          return resend(id, now);
        default:
          throw new PoliteError('I do not know that button; the card may be an old one.');
      }
    },
    async submit(message, now) {
      if (message.form === askForm) return send(message, now);
      if (message.form !== answerForm) throw new PoliteError('I do not know that form; it may be an old one.');
      fromExperts(message);
      return answer(message, now);
    }
  };
}

/** Stands for a hand-over that cannot be read, so that an answer's words can be shown again. */
function unknown(id: string, now: number): HandOver {
  return { id, state: 'waiting', askedAt: now, platform: '' };
}
