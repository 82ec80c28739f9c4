import type { LiveKnowledge } from '../knowledge/live-knowledge.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Readiness } from './http-server.ts';

interface ReadinessParts {
  knowledgeBase: Pick<LiveKnowledge, 'state'>;
  /** `check` rejects with a plain sentence when the store cannot be written to. */
  store: { check(): Promise<void> };
  platforms: readonly Pick<Platform, 'unready'>[];
}

/** Period for which the result of a store check is cached, in milliseconds: each check is a synced write. */
const sharedMs = 1_000;
/** Time within which the store must answer to count as available, in milliseconds. */
const patienceMs = 3_000;

/** Creates the readiness check: true with knowledge, store and platforms ready, and false while stopping. */
export function createReadiness({ knowledgeBase, store, platforms }: ReadinessParts): {
  now: () => Promise<Readiness>;
  stopping: () => void;
} {
  let stopping = false;
  let asked: { at: number; fault: Promise<string | undefined> } | undefined;
  const storeFault = (): Promise<string | undefined> => {
    const at = performance.now();
    if (!asked || at - asked.at > sharedMs) asked = { at, fault: askStore() };
    return asked.fault;
  };
  const askStore = async (): Promise<string | undefined> => {
    const late = new Promise<string>((resolve) => {
      setTimeout(() => resolve('The store does not answer.'), patienceMs).unref();
    });
    const checked = store.check().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : 'The store cannot be written to.')
    );
    return Promise.race([checked, late]);
  };
  return {
    now: async () => {
      const unready = stopping ? 'stopping' : platforms.map((platform) => platform.unready()).find((reason) => reason);
      const reason = unready ?? (await storeFault());
      return { ready: !reason, detail: { ...(reason && { reason }), knowledge: knowledgeBase.state() } };
    },
    stopping: () => {
      stopping = true;
    }
  };
}
