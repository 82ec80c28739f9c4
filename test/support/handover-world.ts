import { randomUUID } from 'node:crypto';
import { type AllHandoverParts, createHandovers } from '../../src/core/handover/index.ts';
import type { Card } from '../../src/core/model/card.ts';
import type { Conversation, Person } from '../../src/core/model/message.ts';
import type { EditingMessenger } from '../../src/core/model/messenger.ts';
import type { Reply } from '../../src/core/model/reply.ts';
import { openStore } from '../../src/storage/index.ts';
import { createListeningLogger } from './listening-logger.ts';

export const expertsChannel: Conversation = { platform: 'slack', address: 'C0EXPERTS', direct: false };
export const chat: Conversation = { platform: 'teams', address: 'chat-1', direct: true };

/** One message on the far side, as it stands now. */
interface Shown {
  id: string;
  to: string;
  card: Card;
  key: string;
}

/** Creates one store, one platform, a clock that tests move, and any number of replicas. */
export async function createHandoverWorld(changes: Partial<AllHandoverParts> = {}) {
  const opened = await openStore({ databaseUrl: ':memory:', dataDir: '' }, createListeningLogger());
  const shown: Shown[] = [];
  /** Outcome of the next calls: refused, or arrived and then this (an error, or nothing). */
  const faults: ((() => Error) | { arrives: () => Error | undefined })[] = [];
  const logged: string[] = [];
  const failures: string[] = [];
  let now = Date.UTC(2026, 10, 23, 9);
  let away = false;
  let pressed = 0;

  const far: EditingMessenger = {
    async send({ platform, address }, card, key) {
      const fault = faults.shift();
      if (typeof fault === 'function') throw fault();
      const id = `m${shown.length + 1}`;
      shown.push({ id, to: `${platform}:${address}`, card, key });
      const after = fault?.arrives();
      if (after) throw after;
      return id;
    },
    async update(_conversation, id, card) {
      const fault = faults.shift();
      if (typeof fault === 'function') throw fault();
      const old = shown.find((each) => each.id === id);
      if (!old) throw new Error(`no message ${id}`);
      old.card = card;
    }
  };

  /** The store, which tests can take away. */
  const store = new Proxy(opened.handovers, {
    get: (target, name) => (away ? () => Promise.reject(new Error('the store is away')) : Reflect.get(target, name))
  });

  const replica = (more: Partial<AllHandoverParts> = {}) =>
    createHandovers({
      store,
      experts: expertsChannel,
      messengers: new Map([
        ['slack', far],
        ['teams', far],
        ['web', far]
      ]),
      newId: randomUUID,
      moment: () => new Promise(() => {}),
      platformTitle: (platform) => platform.toUpperCase(),
      entryTitle: (id) => (id === 'pdsa' ? 'PDSA cycles' : undefined),
      canDraft: true,
      onFailure: (what) => failures.push(what),
      log: (event, fields) => logged.push(`${event} ${JSON.stringify(fields)}`),
      ...changes,
      ...more
    });
  const one = replica();

  const said = (conversation: Conversation, from: Partial<Person>) => ({
    id: `press-${++pressed}`,
    conversation,
    from: { id: 'U1', ...from }
  });

  return {
    shown,
    logged,
    failures,
    faults,
    store: opened.handovers,
    replica,
    now: () => now,
    pass(ms: number) {
      now += ms;
    },
    storeAway(is: boolean) {
      away = is;
    },
    /** Cards in one conversation. */
    at: (to: string): Card[] => shown.filter((each) => each.to === to).map(({ card }) => card),
    run: () => one.run(now),
    async press(action: string, value: string, where: Conversation = chat, from: Partial<Person> = {}): Promise<Reply> {
      const reply = await one.chatModule.press({ kind: 'action', action, value, ...said(where, from) }, now);
      await one.settled();
      return reply;
    },
    async submit(
      form: string,
      value: string,
      fields: Record<string, string>,
      where: Conversation = chat,
      from: Partial<Person> = {}
    ): Promise<Reply> {
      const reply = await one.chatModule.submit({ kind: 'form', form, value, fields, ...said(where, from) }, now);
      await one.settled();
      return reply;
    },
    close: () => opened.close()
  };
}

/** Returns the value of a button on a card. */
export function buttonValue({ actions = [] }: Card, id: string): string {
  const action = actions.find((each) => each.id === id);
  if (!action) throw new Error(`No button ${id} among ${actions.map((each) => each.id).join(', ') || 'none'}.`);
  return action.value;
}
