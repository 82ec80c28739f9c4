import { aboutOf, nameOf, topicNamed } from '../model/about-of.ts';
import type { Bot } from '../model/bot.ts';
import type { ChatModule } from '../model/chat-module.ts';
import { StoreTimeoutError, UserFacingError } from '../model/errors.ts';
import { answerable, type KnowledgeBase } from '../model/knowledge-base.ts';
import type { MatchResult } from '../model/matcher.ts';
import type { ActionPress, Command, Message, Question } from '../model/message.ts';
import { failed, type Reply, toEveryone } from '../model/reply.ts';
import {
  type AskedQuestion,
  askedQuestion,
  type FeedbackStore,
  type HandledStore,
  type MemoryStore,
  type QuestionStore,
  readShown
} from '../model/store.ts';
import { maskPersonal, privacyNote } from '../privacy/index.ts';
import { answerCard, answeredByAddress, shownOn } from './answer.ts';
import { isWordless, searchCard } from './browse.ts';
import { parseCommand, parseMore } from './commands.ts';
import { createConversationMemory, isSame, tipsShown } from './conversation-memory.ts';
import { createDeduplication } from './deduplicate.ts';
import { entryCard } from './entry-card.ts';
import { createVoting } from './feedback.ts';
import { noted } from './follow-up-card.ts';
import { errorCard, isOffered, unsureCard, welcomeCard } from './help.ts';
import { answeredByTable } from './journals-card.ts';
import { entryAt } from './known-address.ts';
import { answerCommand, answerForm, answerPress, listingFor, type RequestParts } from './requests.ts';

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
  const { store, pseudonym, onFailure, reference } = parts;
  const voting = createVoting({
    store: store.feedback,
    knowledge: () => parts.knowledgeBase().knowledge,
    pseudonym,
    onFailure
  });
  const chatModules = [voting.chatModule, ...(parts.chatModules ?? [])];
  const knowledgeBase = (): KnowledgeBase => answerable(parts.knowledgeBase());
  const once = createDeduplication(store.handled, onFailure, pseudonym);

  /** Waits for a call of the store; where it fails, the answer goes on with `otherwise`. */
  const orElse = async <T>(what: string, call: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      onFailure(what, error);
      return otherwise;
    }
  };
  const asking: AskingParts = {
    knowledgeBase,
    memory: createConversationMemory(store.memory, orElse),
    tips: parts.tips,
    chatModules,
    handsOver: chatModules.some(({ name }) => name === 'experts'),
    graspOfTips: parts.graspOfTips ?? (() => 'whole'),
    retentionDays: parts.retentionDays,
    record: (asked) => void orElse('store.record', store.questions.record(asked), undefined),
    onAnswered: parts.onAnswered
  };

  const reply = async (message: Message, now: number, sent?: Promise<unknown>): Promise<Reply | undefined> => {
    switch (message.kind) {
      case 'question':
        return answerQuestion(message, now, asking);
      case 'command':
        return answerCommand(message, now, 'asker', asking);
      case 'action':
        if (await once.repeats(message, now, sent)) return undefined;
        if (message.action === 'prompt') return ask(message, message.value, now, asking);
        return answerPress(message, now, asking);
      case 'feedback':
        return voting.vote(message, now);
      case 'form':
        return (await once.repeats(message, now, sent)) ? undefined : answerForm(message, now, asking);
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

interface AskingParts extends RequestParts {
  graspOfTips: NonNullable<BotParts['graspOfTips']>;
  retentionDays: number | undefined;
  onAnswered: BotParts['onAnswered'] | undefined;
  /** Records a question in the background. */
  record: (asked: AskedQuestion) => void;
}

/** Entries shown last. */
interface Seen {
  /** Shown to the conversation. */
  last: readonly string[];
  /** Shown since to the author of the message alone; what is answered by it is for the author alone. */
  own: readonly string[];
}

/** Answers a message in a person's own words; one of few words after the tips may be a change of them. */
async function answerQuestion(message: Question, now: number, parts: AskingParts): Promise<Reply> {
  const { knowledge, matcher } = parts.knowledgeBase();
  const isTopic = (name: string): boolean => topicNamed(name, knowledge) !== undefined;
  const asCommand = (row: NonNullable<ReturnType<typeof parseCommand>>): Promise<Reply> =>
    answerCommand({ ...message, kind: 'command', ...row }, now, 'everyone', parts);
  const command = parseCommand(message, isTopic);
  if (command) return asCommand(command);
  const isWhole = matcher.isFollowUp?.(message.text) === false;
  const last = isWhole ? [] : await parts.memory.recall(message, now);
  const own = isWhole || message.conversation.direct ? [] : parts.memory.recallAlone(message, now, last);
  const more = (own[0] ?? last[0])?.startsWith(tipsShown) ? parseMore(message, isTopic) : undefined;
  const grasp = more ? parts.graspOfTips(more.rest, now) : 'not';
  const isMore = grasp === 'whole' || (grasp === 'near' && matcher.find(message.text).outcome !== 'answer');
  return more && isMore ? asCommand(more) : ask(message, message.text, now, parts, { last, own });
}

/** Answers a question. Words that nobody typed to the bot do not even offer a change of the tips. */
function ask(
  message: Question | ActionPress,
  text: string,
  now: number,
  parts: AskingParts,
  { last, own }: Seen = { last: [], own: [] }
): Reply {
  const base = parts.knowledgeBase();
  const { matcher, knowledge } = base;
  const together = own.length > 0 ? matcher.find(text, last) : undefined;
  const found = matcher.find(text, own.length > 0 ? own : last);
  const isOverheard = together && !isSame(together, found);
  const matchResult = answeredByAddress(text, found, knowledge) ?? answeredByTable(text, found, knowledge);
  const audience = isOverheard || (message.kind === 'action' && message.onUnseen) ? 'asker' : 'everyone';
  parts.onAnswered?.(matchResult);
  const { outcome, talk, followUp } = matchResult;
  if (message.kind === 'question' && !message.typed && talk?.startsWith('command/tips'))
    return listingFor(message, now, parts)(searchCard({ text, from: 0 }, base), audience);
  const masked = maskPersonal(text);
  const isTalk = talk !== undefined && talk !== 'outside';
  if (!isTalk && followUp !== 'others' && !(followUp && outcome !== 'answer'))
    parts.record(askedQuestion(matchResult, masked.text, message.conversation.platform, now));
  const card = answerCard(masked.text, matchResult, base, parts.handsOver, parts.retentionDays);
  const before = isOverheard ? own : last;
  const shown = shownOn(card, matchResult, before.length > 0 ? readShown(before) : undefined);
  parts.memory.remember(message, shown, now, audience);
  return { card: masked.found.length > 0 ? noted(card, privacyNote(masked.found)) : card, audience };
}
