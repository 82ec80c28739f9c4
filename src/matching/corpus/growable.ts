/** A list of 32-bit integers that grows without boxing its numbers. */
export interface IntList {
  readonly length: number;
  push(value: number): void;
  /** The numbers so far, in an array of just their size. */
  take(): Int32Array;
}

export function createIntList(): IntList {
  let items = new Int32Array(1024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === items.length) {
        const larger = new Int32Array(length * 2);
        larger.set(items);
        items = larger;
      }
      items[length++] = value;
    },
    take: () => items.slice(0, length)
  };
}

/** A list of 32-bit floats that grows without boxing its numbers. */
export interface FloatList {
  readonly length: number;
  push(value: number): void;
  take(): Float32Array;
}

export function createFloatList(): FloatList {
  let items = new Float32Array(1024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === items.length) {
        const larger = new Float32Array(length * 2);
        larger.set(items);
        items = larger;
      }
      items[length++] = value;
    },
    take: () => items.slice(0, length)
  };
}
