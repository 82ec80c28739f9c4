import { hash32 } from './hash.ts';

/** Vectors of the commonest English words; the length of each is the word's weight. */
export interface WordTable {
  dim: number;
  /** Returns the row of a word, which is its rank by frequency, or -1. */
  rowOf(word: string): number;
  /** Adds a row's vector to `sum`, times `weight`; nothing for row -1. */
  addRow(row: number, weight: number, sum: Float32Array): void;
}

const magic = 0x31425457;
const headerBytes = 12;

/**
 * Packs a word table: the marks `WTB1`, the number of words and the numbers a word (32 bits each, little-endian), then
 * a hash of each word, a scale for each word (32-bit floats) and the rows of 8-bit numbers. Words are in order of
 * frequency.
 */
export function packWordTable(words: readonly string[], vectors: Float32Array, dim: number): Uint8Array {
  const rows = words.length;
  const bytes = new Uint8Array(headerBytes + rows * (8 + dim));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, rows, true);
  view.setUint32(8, dim, true);
  const data = new Int8Array(bytes.buffer, headerBytes + rows * 8);
  for (let row = 0; row < rows; row++) {
    let peak = 1e-9;
    for (let d = 0; d < dim; d++) peak = Math.max(peak, Math.abs(vectors[row * dim + d]!));
    view.setUint32(headerBytes + row * 4, hash32(words[row]!), true);
    view.setFloat32(headerBytes + (rows + row) * 4, peak / 127, true);
    for (let d = 0; d < dim; d++) data[row * dim + d] = Math.round((vectors[row * dim + d]! / peak) * 127);
  }
  return bytes;
}

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
  const hashes = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    hashes[row] = view.getUint32(headerBytes + row * 4, true);
    scale[row] = view.getFloat32(headerBytes + (rows + row) * 4, true);
  }
  const size = 2 ** Math.ceil(Math.log2(rows * 2 + 1));
  const slots = new Int32Array(size).fill(-1);
  for (let row = 0; row < rows; row++) {
    let at = hashes[row]! & (size - 1);
    while (slots[at]! >= 0 && hashes[slots[at]!] !== hashes[row]) at = (at + 1) & (size - 1);
    if (slots[at]! < 0) slots[at] = row;
  }
  const rowOf = (word: string): number => {
    const hash = hash32(word);
    let at = hash & (size - 1);
    while (slots[at]! >= 0) {
      if (hashes[slots[at]!] === hash) return slots[at]!;
      at = (at + 1) & (size - 1);
    }
    return -1;
  };
  return {
    dim,
    rowOf,
    addRow(row, weight, sum) {
      if (row < 0) return;
      const factor = weight * scale[row]!;
      for (let d = 0, at = row * dim; d < dim; d++, at++) sum[d]! += factor * data[at]!;
    }
  };
}
