/** A list of 32-bit numbers that grows without boxing them. */
export interface NumberList<T extends Int32Array | Float32Array> {
  readonly length: number;
  push(value: number): void;
  /** Returns the numbers so far, in an array of exactly their length. */
  take(): T;
}

export type IntList = NumberList<Int32Array>;

function createList<T extends Int32Array | Float32Array>(make: (length: number) => T): NumberList<T> {
  let items = make(1024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === items.length) {
        const larger = make(length * 2);
        larger.set(items);
        items = larger;
      }
      items[length++] = value;
    },
    take: () => items.slice(0, length) as T
  };
}

export const createIntList = (): IntList => createList((length) => new Int32Array(length));
export const createFloatList = (): NumberList<Float32Array> => createList((length) => new Float32Array(length));
