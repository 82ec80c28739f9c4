import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { answerCard, answeredByAddress } from '../core/conversation/answer.ts';
import { contactsNear } from '../core/conversation/browse.ts';
import { parseCommand } from '../core/conversation/commands.ts';
import { answeredByTable } from '../core/conversation/journals-card.ts';
import { topicNamed } from '../core/model/about-of.ts';
import type { Bot } from '../core/model/bot.ts';
import type { Action, Card } from '../core/model/card.ts';
import { commandOf } from '../core/model/entry.ts';
import type { KnowledgeBase } from '../core/model/knowledge-base.ts';
import type { Match, MatchResult } from '../core/model/matcher.ts';
import type { Message } from '../core/model/message.ts';
import { ownCommand } from '../core/model/own-command.ts';
import { toAsker } from '../core/model/reply.ts';
import { maskPersonal } from '../core/privacy/index.ts';
import { handsOver } from '../jobs/handover-delivery.ts';
import { type Subcommand, type Terminal, UsageError } from './command.ts';
import { createPrinter, drawsLinks, unfoldAction } from './print.ts';
import { configured, quietKnowledgeBase } from './settings.ts';
import { terminalModules } from './terminal-modules.ts';

/** Returns the result for a question, as the bot takes it. */
function find(question: string, { matcher, knowledge }: KnowledgeBase): MatchResult {
  const found = matcher.find(question);
  return answeredByAddress(question, found, knowledge) ?? answeredByTable(question, found, knowledge);
}

/** Maximum number of choices, as contracts.md defines it. */
const mostChoices = 4;

/** Returns the contacts that the card lists where a question asks for those of a topic: for a program they are choices. */
function contactsListed(question: string, { talk }: MatchResult, { knowledge }: KnowledgeBase): readonly Match[] {
  const [, topic] = /^contacts (.+)$/.exec((talk && commandOf(talk)) ?? '') ?? [];
  if (topic === undefined) return [];
  const contacts = contactsNear(topicNamed(topic, knowledge), knowledge, question).slice(0, mostChoices);
  return contacts.map((entry) => ({ entry, confidence: 1 / (contacts.length + 1) }));
}

/** Formats one line of `ask --json`, as contracts.md defines it; `explanation` only with --explain. */
function jsonLine(question: string, knowledgeBase: KnowledgeBase, explain: boolean, person: boolean): string {
  const matchResult = find(question, knowledgeBase);
  const { outcome, matches, explanation, rest } = matchResult;
  const contacts = contactsListed(question, matchResult, knowledgeBase);
  return JSON.stringify({
    question,
    outcome: contacts.length > 0 ? 'choices' : outcome,
    matches: (contacts.length > 0 ? contacts : [...matches, ...rest])
      .slice(0, 5)
      .map(({ entry: { id, title }, confidence }) => ({ id, title, confidence })),
    card: answerCard(question, matchResult, knowledgeBase, person),
    ...(explain && { parts: explanation.pieces ?? [], stored: maskPersonal(question).text, explanation })
  });
}

/** Creates the printer for a terminal, with its width, its colours and its support for links. */
export function printerFor({ stdout, environment }: Terminal, interactive = false): ReturnType<typeof createPrinter> {
  const isTerminal = Boolean(stdout.isTTY);
  const colour = isTerminal && !environment.NO_COLOR && environment.TERM !== 'dumb';
  return createPrinter({
    width: Math.min(stdout.columns || 80, 100),
    colour,
    hyperlinks: colour && drawsLinks(environment),
    interactive
  });
}

/** Describes the matcher's confidence in words. */
function sureness(confidence: number): string {
  const percent = `${Math.round(confidence * 100)} %`;
  if (confidence >= 0.9) return `very sure (${percent})`;
  return confidence >= 0.6 ? `fairly sure (${percent})` : `not sure (${percent})`;
}

/** Explains the outcome in words; `ask --json --explain` gives the parts of the score. */
function explained(question: string, { matcher }: KnowledgeBase): string {
  const { explanation, matches } = matcher.find(question);
  const { pieces = [], reason, corrections, words, unknown } = explanation;
  const aside = pieces.filter(({ kind }) => kind !== 'ask' && kind !== 'context');
  const rows = matches.slice(0, 3).map(({ entry, confidence }) => `  ${entry.title}: ${sureness(confidence)}`);
  return [
    `Why: ${reason}`,
    ...(rows.length > 0 ? ['How sure:', ...rows] : []),
    ...corrections.map(({ from, to }) => `Read “${from}” as “${to}”.`),
    ...(words.length > 0 ? ['Words that matched:', ...words.map(({ word, found }) => `  ${word} (${found})`)] : []),
    ...(unknown.length > 0 ? [`Words nothing here knows: ${unknown.join(', ')}.`] : []),
    ...(aside.length > 0 ? ['Left aside:', ...aside.map(({ kind, text }) => `  ${text} (${kind})`)] : []),
    ''
  ].join('\n');
}

/** Creates a bot that remembers the conversation in memory only. */
async function passingBot(
  knowledgeBase: KnowledgeBase,
  { stderr }: Terminal
): Promise<{ bot: Bot; close: () => Promise<void> }> {
  // Loaded only for a conversation: most questions are single, and need no store.
  const [{ createBot }, { openStore }, { createLogger }] = await Promise.all([
    import('../core/conversation/bot.ts'),
    import('../storage/index.ts'),
    import('../observability/logger.ts')
  ]);
  const store = await openStore({ databaseUrl: ':memory:', dataDir: '' }, createLogger({ level: 'silent' }));
  const bot = createBot({
    knowledgeBase: () => knowledgeBase,
    store,
    tips: async () =>
      toAsker({
        title: 'Weekly tips',
        text: `Tips go to channels of Slack and Teams. See \`${ownCommand('tips --help')}\`.`
      }),
    chatModules: terminalModules(knowledgeBase),
    pseudonym: () => 'terminal',
    onFailure: (what, error) => stderr.write(`${what}: ${String(error)}\n`)
  });
  return { bot, close: () => store.close() };
}

const said = () => ({
  id: randomUUID(),
  conversation: { platform: 'terminal', address: 'here', direct: true },
  from: { id: 'you' }
});

/** Returns the reply to a number that no button has; undefined for any other line. */
function noSuchButton(line: string, { length }: readonly Action[]): string | undefined {
  if (!/^\d{1,2}$/.test(line) || length === 0 || (Number(line) >= 1 && Number(line) <= length)) return undefined;
  return `There is no button ${line} on the last card; it has 1 to ${length}.\n`;
}

/** Parses a typed line: the number of a button on the last card, or a question. */
function spoken(line: string, buttons: readonly Action[]): Message {
  const button = /^\d{1,2}$/.test(line) ? buttons[Number(line) - 1] : undefined;
  if (!button) return { ...said(), kind: 'question', text: line, typed: true };
  const { id, value } = button;
  if (id === 'helpful' || id === 'unhelpful')
    return { ...said(), kind: 'feedback', about: value, helpful: id === 'helpful' };
  return { ...said(), kind: 'action', action: id, value };
}

/** Returns the bot's reply to a text without context, including commands such as `topics`. */
async function sayOnce(knowledgeBase: KnowledgeBase, text: string, terminal: Terminal): Promise<Card> {
  const { bot, close } = await passingBot(knowledgeBase, terminal);
  // Never settled: the conversation's memory ends with the line.
  const reply = await bot.handle(spoken(text, []), Date.now(), new Promise(() => {}));
  await close();
  return reply?.card ?? bot.welcome().card;
}

/**
 * Holds a conversation until "bye" or the end of the input. Lines typed while the bot thinks are queued; if the input
 * ends meanwhile, the conversation ends once they are answered. `for await` over the interface would lose both: since
 * Node 24 a prompt after the end throws, and on 22 the end may never be reported.
 */
async function converse(knowledgeBase: KnowledgeBase, terminal: Terminal): Promise<void> {
  const { bot, close } = await passingBot(knowledgeBase, terminal);
  const draw = printerFor(terminal, true);
  const write = (text: string): boolean => terminal.stdout.write(text);
  const lines = createInterface({ input: terminal.stdin, output: terminal.stdout, prompt: '\n? ', historySize: 200 });
  let card = bot.welcome().card;
  let shown = draw(card);
  let ended = false;
  const say = async (text: string): Promise<void> => {
    const missing = noSuchButton(text, shown.buttons);
    if (missing) {
      write(missing);
    } else if (shown.buttons[Number(text) - 1]?.id === unfoldAction && /^\d+$/.test(text)) {
      shown = draw(card, true);
      write(`\n${shown.text}`);
    } else if (text) {
      const reply = await bot.handle(spoken(text, shown.buttons), Date.now());
      if (!reply) return;
      card = reply.card;
      shown = draw(card);
      write(`\n${shown.text}`);
    }
  };
  write(`${shown.text}\nType a question, the number of a button, or "bye".\n`);
  await new Promise<void>((resolve, reject) => {
    let work = Promise.resolve();
    lines.on('line', (line) => {
      const text = line.trim();
      if (ended) return;
      if (/^(bye|exit|quit|q)$/i.test(text)) return lines.close();
      work = work
        .then(() => say(text))
        .then(() => {
          if (!ended) lines.prompt();
        });
      work.catch(reject);
    });
    lines.on('close', () => {
      ended = true;
      work.then(resolve, reject);
    });
    lines.prompt();
  });
  await close();
}

export const ask: Subcommand = {
  name: 'ask',
  usage: '[QUESTION] [--json] [--explain]',
  summary:
    'Answer in the terminal, as the chat does. Without a question it is a conversation; with piped input, one question a line.',
  options: { json: { type: 'boolean' }, explain: { type: 'boolean' } },
  optionHelp: {
    json: 'Print one JSON object a question.',
    explain: 'Say which words matched what, the corrections made, and why this outcome.'
  },
  positionals: 1000,
  run: async ({ values, positionals }, terminal) => {
    const question = positionals.join(' ').trim();
    if (positionals.length > 0 && !question)
      throw new UsageError('The question is empty; write it in quotation marks.');
    const knowledgeBase = (await quietKnowledgeBase(terminal)).current();
    const person = handsOver(configured(terminal));
    const draw = printerFor(terminal);
    const answer = async (asked: string): Promise<void> => {
      if (values.json) terminal.stdout.write(`${jsonLine(asked, knowledgeBase, Boolean(values.explain), person)}\n`);
      else {
        const said = parseCommand({ text: asked, typed: true })
          ? await sayOnce(knowledgeBase, asked, terminal)
          : answerCard(asked, find(asked, knowledgeBase), knowledgeBase);
        terminal.stdout.write(`${draw(said).text}${values.explain ? `\n${explained(asked, knowledgeBase)}` : ''}\n`);
      }
    };
    if (question) await answer(question);
    else if (terminal.stdin.isTTY && !values.json) await converse(knowledgeBase, terminal);
    else
      for await (const line of createInterface({ input: terminal.stdin })) if (line.trim()) await answer(line.trim());
    return 0;
  }
};
