import { topicNamed } from '../model/about-of.ts';
import type { Card } from '../model/card.ts';
import type { ChatModule } from '../model/chat-module.ts';
import { UserFacingError } from '../model/errors.ts';
import { keepTyped } from '../model/form.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import type { ActionPress, Command, FormAnswer, Message, Words } from '../model/message.ts';
import { inPlace, type Reply, toAsker, toEveryone } from '../model/reply.ts';
import { readShown } from '../model/store.ts';
import { declinedCard, lookUpCard, shownOn } from './answer.ts';
import { contactsCard, readSearch, searchCard, sharedCard, topicCard } from './browse.ts';
import { parseCommand } from './commands.ts';
import { type ConversationMemory, tipsShown } from './conversation-memory.ts';
import { entryCard } from './entry-card.ts';
import { whyCard } from './explain-card.ts';
import { helpCard } from './help.ts';

/** Parts with which commands, buttons and forms are answered. */
export interface RequestParts {
  /** Returns the current knowledge, without drafts. */
  knowledgeBase: () => KnowledgeBase;
  memory: ConversationMemory;
  /** Handles the `tips` command of a channel. */
  tips: (command: Command, now: number) => Promise<Reply>;
  chatModules: readonly ChatModule[];
  /** True where a person can be asked. */
  handsOver: boolean;
}

/** Returns the module that owns a button or a form. */
function moduleOf(id: string, { chatModules }: RequestParts): ChatModule | undefined {
  return chatModules.find(({ name }) => id.startsWith(`${name}.`));
}

/** Returns a function that replies to a message with a list, from which the next message can choose. */
export function listingFor(message: Message, now: number, { memory }: RequestParts) {
  return (card: Card, audience: Reply['audience']): Reply => {
    memory.remember(message, shownOn(card, undefined), now, audience);
    return { card, audience };
  };
}

/** Handles the `tips` command, so that the next message can change it: "make it Monday". */
async function answerTips(message: Command, now: number, { tips, memory }: RequestParts): Promise<Reply> {
  const reply = await tips(message, now);
  memory.remember(message, { last: [tipsShown] }, now, reply.audience);
  return reply;
}

/** Answers a command. @param audience who sees the reply, where the command does not set it itself */
export async function answerCommand(
  message: Command,
  now: number,
  audience: Reply['audience'],
  parts: RequestParts
): Promise<Reply> {
  const base = parts.knowledgeBase();
  const { knowledge } = base;
  const topic = topicNamed(message.rest, knowledge);
  const list = listingFor(message, now, parts);
  switch (message.name) {
    case 'find': {
      const words: Words = { text: message.rest, ...(message.whole && { typed: true }) };
      const meant = parseCommand(words, (name) => topicNamed(name, knowledge) !== undefined);
      if (meant && meant.name !== 'find') return answerCommand({ ...message, ...meant }, now, audience, parts);
      return list(lookUpCard(message.rest, base, parts.handsOver), audience);
    }
    case 'topics':
      return list(topicCard(topic, base), audience);
    case 'contacts':
      return list(contactsCard(topic, knowledge), audience);
    case 'tips':
      return answerTips(message, now, parts);
    default: {
      const named = parts.chatModules.find(({ name, word = name, command }) => command && word === message.name);
      return named?.command?.(message, now) ?? { card: helpCard(knowledge), audience };
    }
  }
}

/** Opens an entry for everybody in the conversation, or for whoever pressed its button. */
async function openEntry(
  message: ActionPress,
  now: number,
  audience: Reply['audience'],
  { knowledgeBase, memory, handsOver }: RequestParts
): Promise<Card> {
  const { knowledge } = knowledgeBase();
  const entry = knowledge.entries.get(message.value);
  if (!entry)
    throw new UserFacingError('That entry is no longer here. Ask me again, and I will look for what took its place.');
  const card = entryCard(entry, knowledge, { handsOver });
  const found = { outcome: 'answer', matches: [{ entry, confidence: 1 }] } as const;
  const own = audience === 'asker' || message.unseen ? memory.recallAlone(message, now) : [];
  const before = readShown(own.length > 0 ? own : await memory.recall(message, now));
  memory.remember(message, shownOn(card, found, before), now, audience);
  return card;
}

/** Returns the explanation of an answer, from the value of its button: the entry's id and the question. */
function explained(value: string, { knowledge, matcher }: KnowledgeBase): Card {
  const [id = '', ...words] = value.split(' ');
  const entry = knowledge.entries.get(id);
  if (!entry) throw new UserFacingError('That answer is no longer here, so I cannot explain it. Ask me again.');
  const question = words.join(' ');
  return whyCard(question, entry, matcher.find(question));
}

/** Answers a press of a button; one that asks a question is not for here. */
export async function answerPress(message: ActionPress, now: number, parts: RequestParts): Promise<Reply> {
  const base = parts.knowledgeBase();
  const { knowledge } = base;
  const { action, value } = message;
  const topic = topicNamed(value, knowledge);
  const readers = message.onUnseen ? 'asker' : 'everyone';
  const list = listingFor(message, now, parts);
  switch (action) {
    case 'choose':
      return inPlace(await openEntry(message, now, readers, parts), readers);
    case 'open':
      return toAsker(await openEntry(message, now, 'asker', parts));
    case 'share':
      if (knowledge.entries.has(value)) return toEveryone(await openEntry(message, now, 'everyone', parts));
      return list(sharedCard(value, base), 'everyone');
    case 'none':
      return { ...list(declinedCard(value, base, parts.handsOver), readers), inPlace: true };
    case 'why':
      return toAsker(explained(value, base));
    case 'more':
      return list(searchCard(readSearch(value), base), 'asker');
    case 'topic':
      return list(topicCard(topic, base), 'asker');
    case 'contacts':
      return list(contactsCard(topic, knowledge), 'asker');
    case 'tips':
      return answerTips({ ...message, kind: 'command', name: 'tips', rest: value }, now, parts);
    default: {
      const owner = moduleOf(action, parts);
      if (!owner) throw new UserFacingError('I do not know that button; the card may be an old one. Ask me again.');
      return owner.press(message, now);
    }
  }
}

/** Answers a submitted form, or keeps what stands in one that is open. */
export async function answerForm(message: FormAnswer, now: number, parts: RequestParts): Promise<Reply | undefined> {
  const owner = moduleOf(message.form, parts);
  if (message.draft) {
    await owner?.keep?.(message, now);
    return undefined;
  }
  if (!owner) throw new UserFacingError('I do not know that form; it may be an old one. Open it again.');
  const reply = await owner.submit(message, now);
  return reply.form ? { ...reply, form: keepTyped(reply.form, message) } : reply;
}
