/** A promise that is resolved from outside. */
export interface Deferred {
  promise: Promise<void>;
  resolve(): void;
}

/** Creates a promise that is not resolved yet. */
export function createDeferred(): Deferred {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
