import { errorCard } from '../conversation/help.ts';
import type { Bot } from '../model/bot.ts';
import { personKey } from '../model/identity.ts';
import type { Message } from '../model/message.ts';
import { type Reply, toAsker } from '../model/reply.ts';
import { createFairQueue } from './fair-queue.ts';
import { createBuckets, type Rate } from './token-bucket.ts';

/** Rate and concurrency limits of one process. */
export interface Limits {
  /** Messages of one person. */
  person: Rate;
  /** Messages in one channel, whoever writes them. */
  channel: Rate;
  /** How often one person is told that a question is over a limit; after that it is dropped silently, so that a bot gets no echo. */
  told: Rate;
  /** People and channels whose rate is remembered. */
  remembered: number;
  /** Messages in work at once. */
  inWork: number;
  /** Messages that may wait for their turn. */
  waiting: number;
  /** Forms that may wait beside so many messages: what stands in them took minutes to write. */
  waitingForms: number;
}

/**
 * A person reads an answer before asking again: twenty a minute is a game, not a need. A workshop of sixty people in one
 * channel asks two questions a minute each. Three hundred waiting is two seconds of work on one core, within the patience
 * of both platforms and of people; whoever comes later is told at once.
 */
export const usualLimits: Limits = {
  person: { perMinute: 20, burst: 20 },
  channel: { perMinute: 120, burst: 120 },
  told: { perMinute: 5, burst: 5 },
  remembered: 10_000,
  inWork: 100,
  waiting: 300,
  waitingForms: 100
};

export type Refusal = 'person' | 'channel' | 'busy';

/** The bot behind its limits. */
export interface RateLimitedBot extends Bot {
  /** Messages in work, and messages waiting. */
  state(): { inWork: number; waiting: number };
}

interface RateLimitParts {
  bot: Bot;
  limits?: Partial<Limits>;
  /** Turns a person's id into a name that cannot be traced back: no id is kept, not even in memory. */
  pseudonym: (personId: string, now: number) => string;
  /** Waits until the process has read what came in meanwhile; called before each piece of work. */
  turn?: () => Promise<void>;
  /** Called for every message that was refused. */
  refused?: (why: Refusal, message: Message) => void;
  /** Called with an error of the limits themselves. */
  failed?: (where: string, error: unknown) => void;
  /** What somebody may quote who meets one. */
  reference?: () => string | undefined;
}

/**
 * Wraps the bot with rate limits and a bounded fair queue, for every platform. A refused message costs no look-up and no row in the
 * store; its writer gets a short reply that only they see.
 */
export function createRateLimitedBot(parts: RateLimitParts): RateLimitedBot {
  const { bot, limits: given, pseudonym, turn, refused, failed, reference } = parts;
  const limits = { ...usualLimits, ...given };
  const people = createBuckets(limits.person, limits.remembered);
  const channels = createBuckets(limits.channel, limits.remembered);
  const told = createBuckets(limits.told, limits.remembered);
  const queue = createFairQueue(limits);

  const overLimit = (message: Message, person: string, now: number): Refusal | undefined => {
    // What somebody took minutes to write is not lost because they, or their channel, asked much before.
    if (message.kind === 'form') return people.take(`${person}/form`, now) ? undefined : 'person';
    if (!people.take(person, now)) return 'person';
    if (message.conversation.direct) return undefined;
    return channels.take(channelOf(message), now) ? undefined : 'channel';
  };

  const admit = async (message: Message, now: number, said?: Promise<unknown>): Promise<Reply | undefined> => {
    const person = pseudonym(personKey(message), now);
    const over = overLimit(message, person, now);
    if (over) {
      refused?.(over, message);
      // Who pressed or filled in something waits for it to do something; no machine is at the other end.
      const silent = message.kind === 'question' && !told.take(person, now);
      return silent ? undefined : turnedAway(over, message);
    }
    const work = async (): Promise<Reply | undefined> => {
      await turn?.();
      return bot.handle(message, now, said);
    };
    const most = message.kind === 'form' ? limits.waiting + limits.waitingForms : limits.waiting;
    const answer = queue.run(person, work, most);
    if (answer) return answer;
    refused?.('busy', message);
    return turnedAway('busy', message);
  };

  return {
    ...bot,
    handle: (message, now, said) =>
      admit(message, now, said).catch((error: unknown) => {
        failed?.('limits', error);
        return toAsker(errorCard(reference?.()));
      }),
    state: queue.state
  };
}

const channelOf = ({ conversation: { platform, tenant = '', home, place, address } }: Message): string =>
  `${platform}/${tenant}/${place ?? home ?? address}`;

/** What stood in a form took minutes to write: it is not lost with the refusal. */
function turnedAway(why: Refusal, message: Message): Reply {
  if (message.kind !== 'form') return cards[why];
  const { title } = cards[why].card;
  const quote = Object.values(message.fields).join('\n\n');
  const text = quote
    ? 'Very much came at once, and I could not take this. What you wrote stands here: copy it, and send it again in a minute.'
    : 'Very much came at once, and I could not take this. Please try it again in a minute.';
  return {
    ...toAsker({ title, text, ...(quote && { quote }) }),
    stays: 'Not taken yet: very much came at once. Please send it off again in a minute.'
  };
}

/** Made once: turning somebody away is to cost next to nothing. */
const cards: Readonly<Record<Refusal, Reply>> = {
  person: toAsker({
    title: 'One moment, please',
    text: 'You are asking faster than I can do well for everybody. Please wait a minute, then ask again.'
  }),
  channel: toAsker({
    title: 'One moment, please',
    text: 'Many people are asking here at once. Please ask again in a minute, or write to me directly.'
  }),
  busy: toAsker({
    title: 'I am busy',
    text: 'Very many questions came at once, and I could not take yours. Please ask it again in a minute.'
  })
};
