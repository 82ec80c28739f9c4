import { aboutOf, nameOf, topicNamed } from '../model/about-of.ts';
import type { Bot } from '../model/bot.ts';
import type { Card } from '../model/card.ts';
import type { ChatModule } from '../model/chat-module.ts';
import { StoreTimeoutError, UserFacingError } from '../model/errors.ts';
import { keepTyped } from '../model/form.ts';
import { answerable, type KnowledgeBase } from '../model/knowledge-base.ts';
import type { MatchResult } from '../model/matcher.ts';
import type { ActionPress, Command, FormAnswer, Message, Question, Words } from '../model/message.ts';
import { failed, inPlace, type Reply, toAsker, toEveryone } from '../model/reply.ts';
import {
  askedQuestion,
  type FeedbackStore,
  type HandledStore,
  type MemoryStore,
  type QuestionStore,
  readShown
} from '../model/store.ts';
import { maskPersonal, privacyNote } from '../privacy/index.ts';
import { answerCard, answeredByAddress, declinedCard, lookUpCard, shownOn } from './answer.ts';
import { contactsCard, isWordless, readSearch, searchCard, sharedCard, topicCard } from './browse.ts';
import { parseCommand, parseMore } from './commands.ts';
import { createConversationMemory, isSame, tipsShown } from './conversation-memory.ts';
import { createDeduplication } from './deduplicate.ts';
import { entryCard } from './entry-card.ts';
import { whyCard } from './explain-card.ts';
import { createVoting } from './feedback.ts';
import { noted } from './follow-up-card.ts';
import { errorCard, helpCard, isOffered, unsureCard, welcomeCard } from './help.ts';
import { answeredByTable } from './journals-card.ts';
import { entryAt } from './known-address.ts';

/** A bot that holds claims on the messages it is answering. */
export interface ClaimingBot extends Bot {
  /**
   * Renews the claims, so that no other replica takes over their messages; to be called every two seconds. Never
   * rejects.
   */
  renewClaims(now: number): Promise<void>;
}

interface BotParts {
  /**
   * Returns the current knowledge; called for every message, since it may be reloaded at any time. Drafts are never
   * shown.
   */
  knowledgeBase: () => KnowledgeBase;
  store: { handled: HandledStore; memory: MemoryStore; questions: QuestionStore; feedback: FeedbackStore };
  /** Handles the `tips` command of a channel: subscribe, pause and so on. */
  tips: (command: Command, now: number) => Promise<Reply>;
  /**
   * Returns how well the arguments of `tips` are understood. A message after the tips that does not name them is taken for a
   * change of them where it is understood whole, or nearly and no entry answers it. Not given: every one is.
   */
  graspOfTips?: (rest: string, now: number) => 'whole' | 'near' | 'not';
  /** Parts with buttons, forms and commands of their own. */
  chatModules?: readonly ChatModule[];
  /** Returns a name for a person's id that cannot be traced back, for counting one vote per person. */
  pseudonym: (personId: string, now: number) => string | Promise<string>;
  /** Called for every internal error, also of the store. */
  onFailure: (what: string, error: unknown) => void;
  /** Returns the reference of an error for the user to quote to the operator, who finds it in the log. */
  reference?: () => string | undefined;
  /** Days for which the words of an unanswered question are kept; 90 when not given. */
  retentionDays?: number;
  /** Called for every answered question, for the metrics. */
  onAnswered?: (matchResult: MatchResult) => void;
}

/**
 * Creates the bot.
 *
 * Only the claim is awaited: every replica must see it before the answer. Settling it, the entries shown and the
 * question are written after the answer, some milliseconds later and in batches; closing the store waits for them.
 */
export function createBot(parts: BotParts): ClaimingBot {
  const { store, tips, pseudonym, onFailure, reference, onAnswered } = parts;
  const voting = createVoting({
    store: store.feedback,
    knowledge: () => parts.knowledgeBase().knowledge,
    pseudonym,
    onFailure
  });
  const chatModules = [voting.chatModule, ...(parts.chatModules ?? [])];
  const knowledgeBase = (): KnowledgeBase => answerable(parts.knowledgeBase());
  const once = createDeduplication(store.handled, onFailure, pseudonym);
  const handsOver = chatModules.some(({ name }) => name === 'experts');

  /** Waits for a call of the store; where it fails, the answer goes on with `otherwise`. */
  const orElse = async <T>(what: string, call: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      onFailure(what, error);
      return otherwise;
    }
  };
  const { recall, recallAlone, remember } = createConversationMemory(store.memory, orElse);

  /**
   * Answers a question. Words that nobody typed to the bot do not even offer a change of the tips.
   *
   * @param last what the conversation was shown
   * @param own what the author alone was shown since; what is answered by it is for the author alone
   */
  const ask = (
    message: Message,
    text: string,
    now: number,
    last: readonly string[],
    own: readonly string[] = [],
    current = knowledgeBase()
  ): Reply => {
    const { matcher, knowledge } = current;
    const together = own.length > 0 ? matcher.find(text, last) : undefined;
    const found = matcher.find(text, own.length > 0 ? own : last);
    const isOverheard = together && !isSame(together, found);
    const matchResult = answeredByAddress(text, found, knowledge) ?? answeredByTable(text, found, knowledge);
    const audience = isOverheard || (message.kind === 'action' && message.onUnseen) ? 'asker' : 'everyone';
    onAnswered?.(matchResult);
    const { outcome, talk, followUp } = matchResult;
    if (message.kind === 'question' && !message.typed && talk?.startsWith('command/tips'))
      return listed(message, searchCard({ text, from: 0 }, matcher, current.knowledge), now, audience);
    const isTalk = talk !== undefined && talk !== 'outside';
    const masked = maskPersonal(text);
    if (!isTalk && followUp !== 'others' && !(followUp && outcome !== 'answer')) {
      const record = askedQuestion(matchResult, masked.text, message.conversation.platform, now);
      void orElse('store.record', store.questions.record(record), undefined);
    }
    const card = answerCard(masked.text, matchResult, current, handsOver, parts.retentionDays);
    const before = isOverheard ? own : last;
    remember(message, shownOn(card, matchResult, before.length > 0 ? readShown(before) : undefined), now, audience);
    return { card: masked.found.length > 0 ? noted(card, privacyNote(masked.found)) : card, audience };
  };

  /** Opens an entry for everybody in the conversation, or for whoever pressed its button. */
  const open = async (message: Message, id: string, now: number, audience: Reply['audience']): Promise<Card> => {
    const { knowledge } = knowledgeBase();
    const entry = knowledge.entries.get(id);
    if (!entry) {
      throw new UserFacingError('That entry is no longer here. Ask me again, and I will look for what took its place.');
    }
    const card = entryCard(entry, knowledge, undefined, handsOver);
    const found = { outcome: 'answer', matches: [{ entry, confidence: 1 }] } as const;
    const own = audience === 'asker' || message.unseen ? recallAlone(message, now) : [];
    const before = readShown(own.length > 0 ? own : await recall(message, now));
    remember(message, shownOn(card, found, before), now, audience);
    return card;
  };

  /** Returns a list that was asked for, so that the next message can choose from it. */
  const listed = (message: Message, card: Card, now: number, audience: Reply['audience']): Reply => {
    remember(message, shownOn(card, undefined), now, audience);
    return { card, audience };
  };
  /** Handles the `tips` command, so that the next message can change it: "make it Monday". */
  const tipsIn = async (message: Command, now: number): Promise<Reply> => {
    const reply = await tips(message, now);
    remember(message, { last: [tipsShown] }, now, reply.audience);
    return reply;
  };

  /** @param audience who sees the reply, where the command does not set it itself */
  const command = async (message: Command, now: number, audience: Reply['audience'] = 'asker'): Promise<Reply> => {
    const { knowledge, matcher } = knowledgeBase();
    const topic = topicNamed(message.rest, knowledge);
    switch (message.name) {
      case 'find': {
        const words: Words = { text: message.rest, ...(message.whole && { typed: true }) };
        const asCommand = parseCommand(words, (name) => topicNamed(name, knowledge) !== undefined);
        if (asCommand && asCommand.name !== 'find') return command({ ...message, ...asCommand }, now, audience);
        return listed(message, lookUpCard(message.rest, knowledgeBase(), handsOver), now, audience);
      }
      case 'topics':
        return listed(message, topicCard(topic, matcher, knowledge), now, audience);
      case 'contacts':
        return listed(message, contactsCard(topic, knowledge), now, audience);
      case 'tips':
        return tipsIn(message, now);
      default: {
        const chatModule = chatModules.find(({ name, word = name, command }) => command && word === message.name);
        return chatModule?.command?.(message, now) ?? { card: helpCard(knowledge), audience };
      }
    }
  };

  const moduleOf = (id: string): ChatModule | undefined => chatModules.find(({ name }) => id.startsWith(`${name}.`));

  const submit = async (message: FormAnswer, now: number): Promise<Reply | undefined> => {
    const chatModule = moduleOf(message.form);
    if (message.draft) {
      await chatModule?.keep?.(message, now);
      return undefined;
    }
    if (!chatModule) throw new UserFacingError('I do not know that form; it may be an old one. Open it again.');
    const reply = await chatModule.submit(message, now);
    return reply.form ? { ...reply, form: keepTyped(reply.form, message) } : reply;
  };

  const press = async (message: ActionPress, now: number): Promise<Reply> => {
    const { knowledge, matcher } = knowledgeBase();
    const { action, value } = message;
    const topic = topicNamed(value, knowledge);
    const readers = message.onUnseen ? 'asker' : 'everyone';
    switch (action) {
      case 'choose':
        return inPlace(await open(message, value, now, readers), readers);
      case 'open':
        return toAsker(await open(message, value, now, 'asker'));
      case 'share':
        if (knowledge.entries.has(value)) return toEveryone(await open(message, value, now, 'everyone'));
        return listed(message, sharedCard(value, matcher, knowledge), now, 'everyone');
      case 'prompt':
        return ask(message, value, now, []);
      case 'none': {
        const card = declinedCard(value, matcher, knowledge, handsOver);
        remember(message, shownOn(card, undefined), now, readers);
        return inPlace(card, readers);
      }
      case 'why': {
        const [id = '', ...question] = value.split(' ');
        const entry = knowledge.entries.get(id);
        if (!entry) throw new UserFacingError('That answer is no longer here, so I cannot explain it. Ask me again.');
        return toAsker(whyCard(question.join(' '), entry, matcher.find(question.join(' '))));
      }
      case 'more':
        return listed(message, searchCard(readSearch(value), matcher, knowledge), now, 'asker');
      case 'topic':
        return listed(message, topicCard(topic, matcher, knowledge), now, 'asker');
      case 'contacts':
        return listed(message, contactsCard(topic, knowledge), now, 'asker');
      case 'tips':
        return tipsIn({ ...message, kind: 'command', name: 'tips', rest: value }, now);
      default: {
        const chatModule = moduleOf(action);
        if (chatModule) return chatModule.press(message, now);
        throw new UserFacingError('I do not know that button; the card may be an old one. Ask me again.');
      }
    }
  };

  const question = async (message: Question, now: number): Promise<Reply> => {
    const current = knowledgeBase();
    const isTopic = (name: string): boolean => topicNamed(name, current.knowledge) !== undefined;
    let asCommand = parseCommand(message, isTopic);
    const isWhole = asCommand !== undefined || current.matcher.isFollowUp?.(message.text) === false;
    const last = isWhole ? [] : await recall(message, now);
    const own = isWhole || message.conversation.direct ? [] : recallAlone(message, now, last);
    const more = (own[0] ?? last[0])?.startsWith(tipsShown) ? parseMore(message, isTopic) : undefined;
    const grasp = more && (parts.graspOfTips?.(more.rest, now) ?? 'whole');
    if (grasp === 'whole' || (grasp === 'near' && current.matcher.find(message.text).outcome !== 'answer'))
      asCommand = more;
    if (asCommand) return command({ ...message, kind: 'command', ...asCommand }, now, 'everyone');
    return ask(message, message.text, now, last, own, current);
  };

  const reply = async (message: Message, now: number, sent?: Promise<unknown>): Promise<Reply | undefined> => {
    switch (message.kind) {
      case 'question':
        return question(message, now);
      case 'command':
        return command(message, now);
      case 'action':
        return (await once.repeats(message, now, sent)) ? undefined : press(message, now);
      case 'feedback':
        return voting.vote(message, now);
      case 'form':
        return (await once.repeats(message, now, sent)) ? undefined : submit(message, now);
    }
  };

  return {
    handle: async (message, now, sent) => {
      const key = `${message.conversation.platform}/${message.id}`;
      if (!(await once.claim(key, now))) return undefined;
      const given = await reply(message, now, sent).catch((error: unknown) => {
        const told = error instanceof UserFacingError && { title: 'That did not work', text: error.message };
        if (!told) onFailure(`bot.${message.kind}`, error);
        return failed(message, told || (error instanceof StoreTimeoutError ? unsureCard : errorCard(reference?.())));
      });
      const ours = await once.confirm(key);
      void once.settle(key, now, sent);
      return ours ? given : undefined;
    },
    suggest: (text, filter) => (isWordless(text) ? [] : knowledgeBase().matcher.suggest(text, filter)),
    entryCard: (id) => {
      const { knowledge } = knowledgeBase();
      const entry = knowledge.entries.get(id);
      return entry && toEveryone(entryCard(entry, knowledge));
    },
    entryAt: (address) => entryAt(address, knowledgeBase().knowledge),
    prompts: () => aboutOf(knowledgeBase().knowledge).prompts.map((prompt) => ({ ...prompt })),
    topics: () => aboutOf(knowledgeBase().knowledge).topics.map(({ id, title }) => ({ id, title })),
    name: () => nameOf(knowledgeBase().knowledge),
    offers: (name) => isOffered(name, knowledgeBase().knowledge),
    welcome: () => toEveryone(welcomeCard(knowledgeBase().knowledge)),
    renewClaims: (now) => once.renew(now)
  };
}
