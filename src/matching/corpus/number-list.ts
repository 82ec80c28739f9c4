type Numbers = Int32Array | Int8Array | Float32Array;

/** A list of numbers in a typed array that grows. `items` is longer than the list, and another array once it has grown. */
export class NumberList<T extends Numbers> {
  items: T;
  length: number;

  /** @param from what the list begins with */
  constructor(from: T) {
    this.items = from;
    this.length = from.length;
  }

  private grow(length: number): void {
    const larger = new (this.items.constructor as new (length: number) => T)(Math.max(64, Math.ceil(length * 1.5)));
    larger.set(this.items);
    this.items = larger;
  }

  push(value: number): void {
    if (this.length === this.items.length) this.grow(this.length);
    this.items[this.length++] = value;
  }

  append(values: ArrayLike<number>): void {
    if (this.length + values.length > this.items.length) this.grow(this.length + values.length);
    this.items.set(values, this.length);
    this.length += values.length;
  }

  /** Returns the numbers in an array of exactly their length. */
  take(): T {
    return this.items.slice(0, this.length) as T;
  }
}

export type IntList = NumberList<Int32Array>;

/** Finds the positions at which a number stands in a list that grows. */
export interface Positions {
  countOf(value: number): number;
  /** Returns at most `limit` positions, as they are until the next change. */
  of(value: number, limit: number): ArrayLike<number>;
  /** Reads what was pushed to the list since. */
  follow(): void;
}

/**
 * Indexes the positions of numbers from 0 on. Numbers pushed later are kept in a second, slower index, since they are few.
 *
 * @param longest length of a list of positions above which it is ordered by `strength`, highest first
 */
export function indexPositions(
  values: IntList,
  longest = Number.POSITIVE_INFINITY,
  strength: (position: number) => number = () => 0
): Positions {
  const first = values.length;
  const { items } = values;
  let size = 0;
  for (let i = 0; i < first; i++) size = Math.max(size, items[i]! + 1);
  const start = new Int32Array(size + 1);
  for (let i = 0; i < first; i++) start[items[i]! + 1]!++;
  for (let value = 0; value < size; value++) start[value + 1]! += start[value]!;
  const next = start.slice();
  const positions = new Int32Array(first);
  for (let i = 0; i < first; i++) positions[next[items[i]!]!++] = i;
  for (let value = 0; value < size; value++) {
    const [from, to] = [start[value]!, start[value + 1]!];
    if (to - from <= longest) continue;
    const order = Array.from(positions.subarray(from, to)).map((at) => ({ at, strength: strength(at) }));
    order.sort((a, b) => b.strength - a.strength || a.at - b.at);
    order.forEach(({ at }, i) => {
      positions[from + i] = at;
    });
  }
  const later = new Map<number, number[]>();
  let read = first;
  const countOf = (value: number): number =>
    (value < size ? start[value + 1]! - start[value]! : 0) + (later.get(value)?.length ?? 0);
  return {
    countOf,
    of(value, limit) {
      const added = later.get(value) ?? [];
      const [from, to] = value < size ? [start[value]!, start[value + 1]!] : [0, 0];
      const first = positions.subarray(from, Math.min(to, from + Math.max(0, limit - added.length)));
      return added.length > 0 ? [...added, ...first] : first;
    },
    follow() {
      for (; read < values.length; read++) {
        const value = values.items[read]!;
        const list = later.get(value);
        if (list) list.push(read);
        else later.set(value, [read]);
      }
    }
  };
}
