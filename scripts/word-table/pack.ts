import { hash32, headerBytes, magic } from '../../src/matching/corpus/word-table.ts';

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
