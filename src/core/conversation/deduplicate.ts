import { BoundedMap } from '../model/bounded-map.ts';
import { StoreTimeoutError } from '../model/errors.ts';
import { type ActionPress, type FormAnswer, personKey } from '../model/message.ts';
import type { HandledStore } from '../model/store.ts';

/** Ensures that each message is handled once; within this process also while the store is unavailable. */
export interface Deduplication {
  /** Claims a message; returns true for exactly one caller, which then handles it. */
  claim(key: string, now: number): Promise<boolean>;
  /**
   * Returns true when the answer may be sent. Where the store had not decided the claim in time, it is asked for once
   * more; false means that another process holds the message.
   */
  confirm(key: string): Promise<boolean>;
  /** Marks a message as handled once `sent` has settled; never rejects. */
  settle(key: string, now: number, sent?: Promise<unknown>): Promise<void>;
  /**
   * Returns true for a press, or a form as it was filled in, that its person sends again while everybody is being answered, or within {@link claimMs} after
   * that: a double click does not post twice. Each press has an id of its own, so {@link claim} takes them for two.
   *
   * @param sent settles once the answer was sent
   */
  repeats(press: ActionPress | FormAnswer, now: number, sent?: Promise<unknown>): Promise<boolean>;
  /**
   * Renews the claims of this process on messages it is still answering, and settles those it could not settle before;
   * never rejects.
   */
  renew(now: number): Promise<void>;
}

/**
 * Time after which an unsettled claim without renewal expires, in milliseconds: its holder is assumed dead, and the
 * platform's next delivery is answered. A live holder renews its claims every {@link renewMs}.
 */
const claimMs = 5_000;
/** Interval between calls of {@link Deduplication.renew}, in milliseconds. */
export const renewMs = 2_000;
/** Number of messages that this process remembers while the store is unavailable. */
const spareMemory = 5_000;

/** Buttons and forms whose answer everybody in a channel sees; a question's only where everybody sees the button. */
const seenByAll: ReadonlySet<string> = new Set(['share', 'tips', 'assess.again', 'assess.ask']);

/**
 * Creates the deduplication over a store of claims.
 *
 * @param onFailure called when the store rejects a call; messages are then told apart by this process alone
 * @param nameOf returns a name for who pressed what, from which neither can be told
 */
export function createDeduplication(
  store: Pick<HandledStore, 'claim' | 'renew' | 'settle'>,
  onFailure: (what: string, error: unknown) => void,
  nameOf: (pressed: string, now: number) => string | Promise<string>
): Deduplication {
  const here = new BoundedMap<string, true>(spareMemory);
  const open = new Set<string>();
  /** Claims that the store had not decided in time; each waits for the decision once more. */
  const unsure = new Map<string, () => Promise<unknown>>();
  const unsettled = new BoundedMap<string, true>(spareMemory);

  /** Forgets a message that another process holds. That process may die: then the message is claimed once more. */
  const lose = (key: string): false => {
    open.delete(key);
    here.delete(key);
    return false;
  };

  const claim: Deduplication['claim'] = async (key, now) => {
    if (here.has(key)) return false;
    here.set(key, true);
    open.add(key);
    try {
      return (await store.claim(key, now, claimMs)) || lose(key);
    } catch (error) {
      if (error instanceof StoreTimeoutError) unsure.set(key, error.again);
      onFailure('store.claim', error);
      return true;
    }
  };

  return {
    claim,
    async repeats(press, now, sent = Promise.resolve()) {
      const { conversation, value } = press;
      const [id, fields] = press.kind === 'form' ? [press.form, press.fields] : [press.action, {}];
      const isSeen = id === 'prompt' ? !(press.kind === 'action' && press.onUnseen) : seenByAll.has(id);
      if (conversation.direct || !isSeen) return false;
      const pressed = [personKey(press), conversation.address, id, value, JSON.stringify(fields)].join(' ');
      const key = `${conversation.platform}/press/${await nameOf(pressed, now)}`;
      if (!(await claim(key, now))) return true;
      unsure.delete(key);
      // Not settled, so that it can be pressed again on purpose: the claim runs out.
      void sent.catch(() => undefined).finally(() => lose(key));
      return false;
    },
    async confirm(key) {
      const again = unsure.get(key);
      unsure.delete(key);
      const won = again && (await again().catch(() => true));
      return won === false ? lose(key) : true;
    },
    async settle(key, now, sent = Promise.resolve()) {
      await sent.catch(() => undefined);
      // Lost to another process, which settles it.
      if (!open.has(key)) return;
      try {
        await store.settle([key], now);
      } catch (error) {
        unsettled.set(key, true);
        onFailure('store.settle', error);
      } finally {
        open.delete(key);
      }
    },
    async renew(now) {
      try {
        if (open.size > 0) await store.renew([...open], now);
      } catch (error) {
        onFailure('store.renew', error);
      }
      const keys = [...unsettled.keys()];
      if (keys.length === 0) return;
      try {
        await store.settle(keys, now);
        for (const key of keys) unsettled.delete(key);
      } catch (error) {
        onFailure('store.settle', error);
      }
    }
  };
}
