import { entryAt } from '../../src/core/conversation/known-address.ts';
import type { Bot } from '../../src/core/model/bot.ts';
import type { Card } from '../../src/core/model/card.ts';
import type { Entry } from '../../src/core/model/entry.ts';
import type { Message } from '../../src/core/model/message.ts';
import type { Reply } from '../../src/core/model/reply.ts';

/** A Bot that writes down what reaches it and says what it is told to; for tests of what lies around the bot. */
export interface RecordingBot extends Bot {
  /** Messages handled, oldest first; a delivery that came again is not in it twice. */
  readonly messages: Message[];
  /** Number of calls of `handle`, repeats included. */
  readonly calls: number;
  /** Sets the answer from now on: a card for everyone, a whole reply, an error to throw, or a function of the message. */
  answer(with_: Card | Reply | Error | ((message: Message) => Reply | undefined | Promise<Reply | undefined>)): void;
}

/** @param entries what `suggest` finds by title and `entryCard` shows */
export function createRecordingBot(entries: readonly Entry[] = []): RecordingBot {
  const messages: Message[] = [];
  const seen = new Set<string>();
  let calls = 0;
  let answer: Parameters<RecordingBot['answer']>[0] = { title: 'An answer', text: 'Some text.' };
  const cardOf = (entry: Entry): Reply => ({ card: { title: entry.title, text: entry.body }, audience: 'everyone' });

  return {
    messages,
    get calls() {
      return calls;
    },
    answer(next) {
      answer = next;
    },
    async handle(message) {
      calls += 1;
      if (seen.has(message.id)) return undefined;
      seen.add(message.id);
      messages.push(message);
      if (answer instanceof Error) throw answer;
      if (typeof answer === 'function') return answer(message);
      return 'card' in answer ? answer : { card: answer, audience: 'everyone' };
    },
    suggest(text, filter) {
      const found = entries.filter(
        (entry) =>
          entry.title.toLowerCase().includes(text.toLowerCase()) &&
          (!filter?.topic || entry.topic === filter.topic) &&
          (!filter?.kind || entry.kind === filter.kind)
      );
      return found.slice(0, filter?.limit ?? 20);
    },
    entryCard(id) {
      const entry = entries.find((one) => one.id === id);
      return entry && cardOf(entry);
    },
    entryAt: (address) => entryAt(address, { entries: new Map(entries.map((entry) => [entry.id, entry])) }),
    topics: () =>
      [...new Set(entries.map(({ topic }) => topic))].map((id) => ({
        id,
        title: `${id[0]!.toUpperCase()}${id.slice(1)}`
      })),
    prompts: () => [
      { title: 'Spread a change', text: 'How do I spread a change to other wards?' },
      { title: 'Make it last', text: 'How do I stop things slipping back?' },
      { title: 'Publish', text: 'How do I get my project published?' },
      { title: 'Who to ask', text: 'Who can help me?' }
    ],
    name: () => 'Spread Bot',
    offers: () => true,
    welcome: () => ({ card: { title: 'Hello', text: 'Ask me about spread.' }, audience: 'everyone' })
  };
}

/** Creates a bot that answers nothing until it is released. */
export function createStuckBot(): { bot: RecordingBot; release: () => void } {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const bot = createRecordingBot();
  bot.answer(async () => {
    await held;
    return undefined;
  });
  return { bot, release };
}
