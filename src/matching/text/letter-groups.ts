import { indexPositions, NumberList, type Positions } from '../corpus/number-list.ts';

/** Finds items that share groups of letters with a text: words that look alike, names that are spelt alike. */
export interface LetterIndex {
  /** Adds the next item: the first one is number 0. */
  add(groups: readonly string[]): void;
  /**
   * Tells the items that share groups, in no order.
   *
   * @param weigh what a group counts that so many of all items have; nothing if it is 0
   * @param most of the items of a group only so many are looked at
   */
  find(
    groups: readonly string[],
    weigh: (having: number, all: number) => number,
    most: number,
    tell: (item: number, shared: number) => void
  ): void;
}

export function createLetterIndex(): LetterIndex {
  const numbers = new Map<string, number>();
  const groups = new NumberList(new Int32Array(0));
  /** The item that each of `groups` belongs to. */
  const itemOf = new NumberList(new Int32Array(0));
  /** Number of letter groups each item shares with the text that is looked at; all zero in between. */
  const shared: number[] = [];
  let positions: Positions | undefined;
  let touched: number[] = [];
  return {
    add(own) {
      for (const group of own) {
        const number = numbers.get(group) ?? numbers.size;
        numbers.set(group, number);
        groups.push(number);
        itemOf.push(shared.length);
      }
      shared.push(0);
    },
    find(own, weigh, most, tell) {
      positions ??= indexPositions(groups);
      positions.follow();
      touched = [];
      for (const group of own) {
        const number = numbers.get(group);
        if (number === undefined) continue;
        const weight = weigh(positions.countOf(number), shared.length);
        if (weight <= 0) continue;
        const places = positions.of(number, most);
        for (let i = 0; i < places.length; i++) {
          const item = itemOf.items[places[i]!]!;
          if (shared[item] === 0) touched.push(item);
          shared[item]! += weight;
        }
      }
      for (const item of touched) {
        tell(item, shared[item]!);
        shared[item] = 0;
      }
    }
  };
}
