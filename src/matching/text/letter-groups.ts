/** Finds items that share groups of letters with a text: words that look alike, names that are spelt alike. */
export interface LetterIndex {
  /** Adds the next item: the first one is number 0. */
  add(groups: readonly string[]): void;
  /**
   * Returns what the groups that each item shares weigh together, by item; the next call uses the same array.
   *
   * @param weigh what a group weighs that so many of all items have; it finds nothing if that is 0
   * @param most of the items of a group only so many are looked at
   */
  find(groups: readonly string[], weigh: (having: number, all: number) => number, most?: number): Float32Array;
}

export function createLetterIndex(): LetterIndex {
  const itemsWith = new Map<string, number[]>();
  let size = 0;
  let shared = new Float32Array(0);
  return {
    add(groups) {
      for (const group of groups) {
        const items = itemsWith.get(group);
        if (items) items.push(size);
        else itemsWith.set(group, [size]);
      }
      size++;
    },
    find(groups, weigh, most = size) {
      if (shared.length < size) shared = new Float32Array(2 * size);
      shared.fill(0);
      for (const group of groups) {
        const items = itemsWith.get(group) ?? [];
        const weight = weigh(items.length, size);
        const end = weight > 0 ? Math.min(items.length, most) : 0;
        for (let i = 0; i < end; i++) shared[items[i]!]! += weight;
      }
      return shared;
    }
  };
}
