/** Does work that the store may refuse, and goes on with `otherwise` where it does. */
export type WithFallback = <T>(what: string, work: () => Promise<T>, otherwise: T) => Promise<T>;

/**
 * What the store cannot do now is done without: answers go on while the database is away.
 *
 * @param failed told of every refusal
 */
export function createWithFallback(failed: (what: string, error: unknown) => void): WithFallback {
  return async (what, work, otherwise) => {
    try {
      return await work();
    } catch (error) {
      failed(what, error);
      return otherwise;
    }
  };
}
