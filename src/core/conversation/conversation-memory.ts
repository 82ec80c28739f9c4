import { BoundedMap } from '../model/bounded-map.ts';
import type { MatchResult } from '../model/matcher.ts';
import { type Message, personKey } from '../model/message.ts';
import type { Reply } from '../model/reply.ts';
import { type MemoryStore, type Shown, writeShown } from '../model/store.ts';

/** Mark of the tips of a channel among what was shown last. */
export const tipsShown = 'talk/command/tips';
/** Mark of the list of topics, with which that of each topic begins. */
const topicsShown = 'talk/command/topics';
/** Time for which a follow-up can refer to an answer, in milliseconds. */
const memoryMs = 30 * 60_000;
/** Maximum number of people of whom this process keeps what they alone were shown among others; an entry is about a kilobyte. */
const mostAlone = 5000;

/** The last answer or list of topics, and the one before it; `choices` where some were shown since. */
interface LastAnswer {
  id: string;
  earlier?: string;
  choices?: boolean;
  until: number;
}

/**
 * Creates the memory of what conversations were shown: in the store what everybody in one saw, in this process what one person alone did.
 *
 * @param orElse waits for a call of the store; where it fails, returns the last argument
 */
export function createConversationMemory(
  store: MemoryStore,
  orElse: <T>(what: string, call: Promise<T>, otherwise: T) => Promise<T>
) {
  const talkKey = ({ conversation: { platform, tenant = '', address } }: Message, place = address): string =>
    `${platform}/${tenant}/${place}`;
  const recall = (message: Message, now: number): Promise<readonly string[]> =>
    orElse('store.recall', store.recall(talkKey(message), now), []);
  /**
   * Entries that people alone were shown in conversations with others, by channel and person. They are kept in this process only, so that who
   * chose what is written nowhere; another replica takes their next message as if nothing had been shown to them.
   */
  const alone = new BoundedMap<string, { shown: Shown; until: number; address: string }>(mostAlone);
  const aloneKey = (message: Message): string => `${talkKey(message, message.conversation.home)} ${personKey(message)}`;
  /**
   * Returns what the author of a message alone was shown last, as the memory writes it.
   *
   * @param last what the conversation was shown, which comes before what its author was shown elsewhere in the channel
   */
  const recallAlone = (message: Message, now: number, last: readonly string[] = []): readonly string[] => {
    const own = alone.get(aloneKey(message));
    if (!own || own.until <= now) return [];
    return last.length === 0 || own.address === message.conversation.address ? writeShown(own.shown) : [];
  };
  /** The last answers of conversations, and of people alone. */
  const answers = new BoundedMap<string, LastAnswer>(mostAlone);
  /**
   * Remembers what was shown, and the answer before it, for the whole conversation or for its author, whom others must not overhear.
   */
  const remember = (message: Message, shown: Shown | undefined, now: number, audience: Reply['audience']): void => {
    if (!shown) return;
    const { address, direct } = message.conversation;
    const isAlone = !direct && (audience === 'asker' || message.unseen);
    const key = isAlone ? aloneKey(message) : talkKey(message);
    const until = now + memoryMs;
    const { last } = shown;
    const id = answerIn(last);
    const held = answers.get(key);
    const known = held && held.until > now ? held : undefined;
    const isChosen = known?.choices && id !== undefined && shown.list?.includes(id) && !shown.list.includes(known.id);
    // what comes before one of some choices are the choices
    const before = isChosen ? undefined : known?.id;
    const earlier = known !== undefined && known.id === id ? known.earlier : before;
    if (id !== undefined) answers.set(key, { id, until, ...(earlier && { earlier }) });
    else if (known && last.length > 1) answers.set(key, { ...known, choices: true, until });
    const kept = earlier === undefined ? shown : { ...shown, earlier };
    if (isAlone) {
      alone.set(key, { shown: kept, until, address });
      return;
    }
    if (alone.get(aloneKey(message))?.address === address) alone.delete(aloneKey(message));
    void orElse('store.remember', store.remember(key, writeShown(kept), until), undefined);
  };
  return { recall, recallAlone, remember };
}

/** Returns what a later message can come back to: the one entry shown, or the mark of the list of topics. */
function answerIn(last: readonly string[]): string | undefined {
  if (last.length === 1 && !last[0]!.startsWith('talk/')) return last[0];
  return last[0]?.startsWith(`${topicsShown} `) ? topicsShown : undefined;
}

export type ConversationMemory = ReturnType<typeof createConversationMemory>;

/** Returns whether two results lead to the same answer. */
export function isSame(one: MatchResult, other: MatchResult): boolean {
  const [own, others] = [one, other].map(({ matches, rest }) => [...matches, ...rest]);
  return (
    one.outcome === other.outcome &&
    one.talk === other.talk &&
    one.followUp === other.followUp &&
    one.matches.length === other.matches.length &&
    own!.length === others!.length &&
    own!.every(({ entry, passage }, i) => entry === others![i]!.entry && passage === others![i]!.passage)
  );
}
