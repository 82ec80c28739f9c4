import { beforeEach, describe, expect, test } from '@jest/globals';
import { createBot } from '../../../src/core/conversation/bot.ts';
import { createRateLimitedBot } from '../../../src/core/limits/rate-limited-bot.ts';
import type { Bot } from '../../../src/core/model/bot.ts';
import type { Message } from '../../../src/core/model/message.ts';
import { beginRequest, currentRequest } from '../../../src/observability/tracing.ts';
import { openStore } from '../../../src/storage/index.ts';
import type { Store } from '../../../src/storage/store.ts';
import { anEntry } from '../../support/entries.ts';
import { createListeningLogger } from '../../support/listening-logger.ts';

/** Points at which something may throw in the course of a message; the store's points are all its methods. */
const points = [
  ...['handled.claim', 'handled.settle', 'memory.recall', 'memory.remember', 'questions.record', 'feedback.vote'],
  ...['knowledge', 'matcher.find', 'tips', 'module.press', 'module.submit', 'module.command'],
  ...['pseudonym', 'answered', 'turn', 'limits.pseudonym', 'limits.refused']
];
const entry = anEntry({ id: 'guide', title: 'The guide' });
const words = 'zanzibar marmalade';

let broken = '';
let faults: { where: string; message: string }[];
let limited: Bot;
let serial = 0;

/** Throws where the test wants it, with the person's words in the message, as a careless fault would. */
function reach(point: string): void {
  if (point === broken) throw new Error(`broken: ${words}`);
}

const said = (): Omit<Message, 'kind'> => ({
  id: `m${++serial}`,
  conversation: { platform: 'test', address: 'c1', direct: true },
  from: { id: 'U1' }
});
const messages: Record<string, () => Message> = {
  question: () => ({ ...said(), kind: 'question', text: words }) as Message,
  'find command': () => ({ ...said(), kind: 'command', name: 'find', rest: words }) as Message,
  'tips command': () => ({ ...said(), kind: 'command', name: 'tips', rest: '' }) as Message,
  'module command': () => ({ ...said(), kind: 'command', name: 'module', rest: '' }) as Message,
  open: () => ({ ...said(), kind: 'action', action: 'open', value: 'guide' }) as Message,
  why: () => ({ ...said(), kind: 'action', action: 'why', value: `guide ${words}` }) as Message,
  prompt: () => ({ ...said(), kind: 'action', action: 'prompt', value: words }) as Message,
  'module press': () => ({ ...said(), kind: 'action', action: 'module.go', value: '' }) as Message,
  form: () => ({ ...said(), kind: 'form', form: 'module.form', value: '', fields: {} }) as Message,
  thumbs: () => ({ ...said(), kind: 'feedback', about: 'guide', helpful: true, reason: words }) as Message
};

beforeEach(async () => {
  faults = [];
  const opened = await openStore({ databaseUrl: ':memory:', dataDir: '' }, createListeningLogger());
  const store = Object.fromEntries(
    Object.entries(opened).map(([port, methods]) => [
      port,
      typeof methods !== 'object'
        ? methods
        : Object.fromEntries(
            Object.entries(methods as Record<string, (...given: unknown[]) => unknown>).map(([name, method]) => [
              name,
              async (...given: unknown[]) => {
                reach(`${port}.${name}`);
                return method(...given);
              }
            ])
          )
    ])
  ) as unknown as Store;
  const reply = (point: string) => async () => {
    reach(point);
    return { card: { title: 'Done', text: '' }, audience: 'asker' as const };
  };
  const bot = createBot({
    knowledgeBase: () => {
      reach('knowledge');
      return {
        knowledge: { version: '1', entries: new Map([[entry.id, entry]]), tips: [] } as never,
        matcher: {
          find: () => {
            reach('matcher.find');
            return {
              outcome: 'answer',
              matches: [{ entry, confidence: 0.9, reasons: [] }],
              rest: [],
              explanation: { read: '', corrections: [], words: [], unknown: [], parts: {}, reason: '' }
            } as never;
          },
          suggest: () => [entry]
        }
      };
    },
    store,
    tips: reply('tips'),
    chatModules: [
      { name: 'module', press: reply('module.press'), submit: reply('module.submit'), command: reply('module.command') }
    ],
    pseudonym: () => {
      reach('pseudonym');
      return 'voter';
    },
    onAnswered: () => reach('answered'),
    reference: () => currentRequest()?.id,
    onFailure: (where, error) => faults.push({ where, message: (error as Error).message })
  });
  limited = createRateLimitedBot({
    bot,
    limits: { person: { perMinute: 1000, burst: 1000 } },
    pseudonym: (id) => {
      reach('limits.pseudonym');
      return id;
    },
    inTurn: (_key, work) => {
      reach('turn');
      return work();
    },
    onRefused: () => reach('limits.refused'),
    reference: () => currentRequest()?.id,
    onFailure: (where, error) => faults.push({ where, message: (error as Error).message })
  });
});

describe.each(points)('a throw at %s (G20)', (point) => {
  test.each(Object.keys(messages))('during a %s: an answer or the fixed sentence, never silence', async (kind) => {
    broken = '';
    const whole = await beginRequest(() => limited.handle(messages[kind]!(), 1000));
    broken = point;
    let id = '';
    const reply = await beginRequest((delivery) => {
      id = delivery.id;
      return limited.handle(messages[kind]!(), 2000);
    });
    broken = '';
    expect(reply).toBeDefined();
    const { card } = reply!;
    const apology = card.title === 'Sorry, that went wrong';
    if (apology) {
      expect(card.text).toMatch(new RegExp(`This is our fault and not yours.*quote \\*\\*${id}\\*\\*`));
      expect(JSON.stringify(card)).not.toContain('zanzibar');
    } else if (card.title !== 'Not saved') {
      expect(card.title).toBe(whole?.card.title);
    }
    if (apology || card.title === 'Not saved') expect(faults.length).toBeGreaterThan(0);
  });
});
