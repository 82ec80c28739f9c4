/** Finds items that share groups of letters with a text: words that look alike, names that are spelt alike. */
export interface LetterIndex {
  /** Adds the next item: the first one is number 0. */
  add(groups: readonly string[]): void;
  /**
   * Returns the items that share groups, with what these weigh together.
   *
   * @param weigh what a group weighs that so many of all items have; it finds nothing if that is 0
   * @param most of the items of a group only so many are looked at
   */
  find(groups: readonly string[], weigh: (having: number, all: number) => number, most?: number): Map<number, number>;
}

export function createLetterIndex(): LetterIndex {
  const itemsWith = new Map<string, number[]>();
  let size = 0;
  return {
    add(groups) {
      for (const group of groups) {
        const items = itemsWith.get(group);
        if (items) items.push(size);
        else itemsWith.set(group, [size]);
      }
      size++;
    },
    find(groups, weigh, most) {
      const shared = new Map<number, number>();
      for (const group of groups) {
        const items = itemsWith.get(group) ?? [];
        const weight = weigh(items.length, size);
        if (weight > 0) for (const item of items.slice(0, most)) shared.set(item, (shared.get(item) ?? 0) + weight);
      }
      return shared;
    }
  };
}
