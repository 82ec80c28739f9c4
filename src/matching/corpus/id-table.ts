/** Assigns each distinct 32-bit hash a small number, in order of first occurrence. Open addressing in typed arrays. */
export interface IdTable {
  readonly size: number;
  /** Returns the number of a hash, assigning one if it has none. */
  add(hash: number): number;
  /** Returns the number of a hash, or -1. */
  find(hash: number): number;
}

/**
 * Creates an empty table.
 *
 * @param expected approximate number of hashes
 */
export function createIdTable(expected = 0): IdTable {
  let mask = 2 ** Math.max(14, Math.ceil(Math.log2(expected * 2 + 1))) - 1;
  let keys = new Uint32Array(mask + 1);
  let ids = new Int32Array(mask + 1).fill(-1);
  let size = 0;

  const slotOf = (hash: number): number => {
    let at = hash & mask;
    while (ids[at]! >= 0 && keys[at] !== hash) at = (at + 1) & mask;
    return at;
  };
  const grow = () => {
    const oldKeys = keys;
    const oldIds = ids;
    mask = mask * 2 + 1;
    keys = new Uint32Array(mask + 1);
    ids = new Int32Array(mask + 1).fill(-1);
    for (let i = 0; i < oldKeys.length; i++) {
      if (oldIds[i]! < 0) continue;
      const at = slotOf(oldKeys[i]!);
      keys[at] = oldKeys[i]!;
      ids[at] = oldIds[i]!;
    }
  };
  return {
    get size() {
      return size;
    },
    add(hash) {
      let at = slotOf(hash >>> 0);
      if (ids[at]! >= 0) return ids[at]!;
      if (size * 2 > mask) {
        grow();
        at = slotOf(hash >>> 0);
      }
      keys[at] = hash >>> 0;
      ids[at] = size;
      return size++;
    },
    find: (hash) => ids[slotOf(hash >>> 0)]!
  };
}
