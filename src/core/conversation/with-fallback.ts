/** Runs an operation of the store; on failure reports it and returns `otherwise`. */
export type WithFallback = <T>(what: string, work: () => Promise<T>, otherwise: T) => Promise<T>;

/**
 * Creates the function that allows answers while the database is unavailable.
 *
 * @param failed called with every failure
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
