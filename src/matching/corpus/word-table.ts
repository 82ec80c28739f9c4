/** Vectors of the commonest English words; the length of each is the word's weight. */
export interface WordTable {
  dim: number;
  /** Returns the row of a word, which is its rank by frequency, or -1. */
  rowOf(word: string): number;
  /** Adds the vector of a word that it has to `sum`. */
  add(word: string, sum: Float32Array): void;
}

/** Returns the 32-bit FNV-1a hash of a string's UTF-16 units, with a final mix so that low bits are good. */
export function hash32(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  // the last steps of MurmurHash3
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The marks `WTB1`, as a little-endian number. */
export const magic = 0x31425457;
export const headerBytes = 12;

/**
 * Opens a packed table without copying its rows.
 *
 * @throws RangeError when the bytes are not a whole word table
 */
export function openWordTable(bytes: Uint8Array): WordTable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < headerBytes || view.getUint32(0, true) !== magic) {
    throw new RangeError('The word table does not begin with WTB1: build it again with scripts/word-table');
  }
  const rows = view.getUint32(4, true);
  const dim = view.getUint32(8, true);
  const expected = headerBytes + rows * (8 + dim);
  if (bytes.byteLength !== expected) {
    throw new RangeError(`The word table has ${bytes.byteLength} bytes where ${expected} are expected`);
  }
  const data = new Int8Array(bytes.buffer, bytes.byteOffset + headerBytes + rows * 8, rows * dim);
  const scale = new Float32Array(rows);
  const rowsOf = new Map<number, number>();
  for (let row = rows - 1; row >= 0; row--) {
    rowsOf.set(view.getUint32(headerBytes + row * 4, true), row);
    scale[row] = view.getFloat32(headerBytes + (rows + row) * 4, true);
  }
  return {
    dim,
    rowOf: (word) => rowsOf.get(hash32(word)) ?? -1,
    add(word, sum) {
      const row = rowsOf.get(hash32(word));
      if (row === undefined) return;
      const factor = scale[row]!;
      for (let d = 0, at = row * dim; d < dim; d++, at++) sum[d]! += factor * data[at]!;
    }
  };
}
