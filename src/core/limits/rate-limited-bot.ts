import { errorCard } from '../conversation/help.ts';
import type { Bot } from '../model/bot.ts';
import { BoundedMap } from '../model/bounded-map.ts';
import { type Message, personKey } from '../model/message.ts';
import { type Reply, toAsker } from '../model/reply.ts';

/** Rate limits of one process. */
export interface Limits {
  /** Rate for the messages of one person. */
  person: Rate;
  /** Rate for the messages in one channel, from all authors. */
  channel: Rate;
  /** Rate of refusal replies to one person; further refusals are silent, so that two bots do not answer each other. */
  refusals: Rate;
  /** Maximum number of people and channels whose rate is remembered. */
  remembered: number;
  /** Maximum number of forms that may wait beyond the limit of messages: filling one in takes minutes. */
  waitingForms: number;
}

/**
 * Default limits. A person reads an answer before asking again: twenty questions a minute exceed normal use. A workshop
 * of sixty people in one channel asks two questions a minute each.
 */
export const usualLimits: Limits = {
  person: { perMinute: 20, burst: 20 },
  channel: { perMinute: 120, burst: 120 },
  refusals: { perMinute: 5, burst: 5 },
  remembered: 10_000,
  waitingForms: 100
};

export type Refusal = 'person' | 'channel' | 'busy';

/**
 * Runs the work of a message when it is the turn of its key; `extra` may wait beyond the usual limit.
 *
 * @returns undefined at once when too many messages wait already
 */
type InTurn = <T>(key: string, work: () => Promise<T>, extra?: number) => Promise<T> | undefined;

interface RateLimitParts {
  bot: Bot;
  limits?: Partial<Limits>;
  /** Returns a name for a person's id that cannot be traced back: no id is kept, not even in memory. */
  pseudonym: (personId: string, now: number) => string;
  /** The bounded queue of messages of the process. */
  inTurn: InTurn;
  /** Called for every refused message. */
  onRefused?: (why: Refusal, message: Message) => void;
  /** Called with an internal error of the limits. */
  onFailure?: (where: string, error: unknown) => void;
  /** Returns the reference of an error for the user to quote. */
  reference?: () => string | undefined;
}

/**
 * Wraps the bot with rate limits and the queue of messages, for every platform. A refused message costs no look-up and
 * no row in the store; its author gets a short reply that only they see.
 */
export function createRateLimitedBot(parts: RateLimitParts): Bot {
  const { bot, limits: given, pseudonym, inTurn, onRefused, onFailure, reference } = parts;
  const limits = { ...usualLimits, ...given };
  const people = createBuckets(limits.person, limits.remembered);
  const channels = createBuckets(limits.channel, limits.remembered);
  const refusals = createBuckets(limits.refusals, limits.remembered);

  const overLimit = (message: Message, person: string, now: number): Refusal | undefined => {
    // A form is never refused because of its author's or channel's earlier messages.
    if (message.kind === 'form') {
      return people.take(`${person}/${message.draft ? 'draft' : 'form'}`, now) ? undefined : 'person';
    }
    if (!people.take(person, now)) return 'person';
    const { platform, tenant = '', home, place, address, direct } = message.conversation;
    return direct || channels.take(`${platform}/${tenant}/${place ?? home ?? address}`, now) ? undefined : 'channel';
  };

  return {
    ...bot,
    async handle(message, now, sent) {
      try {
        const person = pseudonym(personKey(message), now);
        const over = overLimit(message, person, now);
        if (over) {
          onRefused?.(over, message);
          // Presses and sent forms always get a reply: they come from a person, not from another bot.
          const silent = isDraft(message) || (message.kind === 'question' && !refusals.take(person, now));
          return silent ? undefined : turnedAway(over, message);
        }
        const extra = message.kind === 'form' ? limits.waitingForms : 0;
        const answer = inTurn(person, () => bot.handle(message, now, sent), extra);
        if (answer) return await answer;
        onRefused?.('busy', message);
        return isDraft(message) ? undefined : turnedAway('busy', message);
      } catch (error) {
        onFailure?.('limits', error);
        return toAsker(errorCard(reference?.()));
      }
    }
  };
}

const isDraft = (message: Message): boolean => message.kind === 'form' && message.draft === true;

/** Returns the refusal of a message. The text of a form is returned to its author, as writing it took minutes. */
function turnedAway(why: Refusal, message: Message): Reply {
  if (message.kind !== 'form') return cards[why];
  const { title } = cards[why].card;
  const quote = Object.values(message.fields).join('\n\n');
  const text = quote
    ? 'Very much came at once, and I could not take this. What you wrote stands here: copy it, and send it again in a minute.'
    : 'Very much came at once, and I could not take this. Please try it again in a minute.';
  return {
    ...toAsker({ title, text, ...(quote && { quote }) }),
    rejected: true,
    stays: 'Not taken yet: very much came at once. Please send it off again in a minute.'
  };
}

/** Replies to refused messages, created once so that a refusal costs little. */
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

/** Rate of use: `burst` times at once, and `perMinute` over time. */
export interface Rate {
  perMinute: number;
  burst: number;
}

/** Token buckets by key. */
export interface Buckets {
  /**
   * Takes one token.
   *
   * @param now milliseconds since 1970
   * @returns false when the bucket is empty; nothing is taken then
   */
  take(key: string, now: number): boolean;
  /** Number of keys remembered at this moment. */
  readonly size: number;
}

/**
 * Creates token buckets, each full at first.
 *
 * @param most maximum number of keys; above it the least recently used one is removed, and starts full when used again
 */
export function createBuckets({ perMinute, burst }: Rate, most: number): Buckets {
  const buckets = new BoundedMap<string, { tokens: number; at: number }>(most);
  return {
    take(key, now) {
      const { tokens, at } = buckets.get(key) ?? { tokens: burst, at: now };
      // A clock set back neither fills nor empties a bucket.
      const filled = Math.min(burst, tokens + (Math.max(0, now - at) / 60_000) * perMinute);
      const taken = filled >= 1;
      buckets.set(key, { tokens: taken ? filled - 1 : filled, at: now });
      return taken;
    },
    get size() {
      return buckets.size;
    }
  };
}
