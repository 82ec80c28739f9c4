/** Bytes, milliseconds and counts that keep reading a document bounded, whatever it holds. */
export const limits = {
  fileBytes: 50 * 1024 * 1024,
  /** Zip files: entries, bytes of one XML part and of all parts when unpacked, and how many times smaller than that the file may be. */
  zipEntries: 5_000,
  xmlBytes: 40 * 1024 * 1024,
  unpackedBytes: 250 * 1024 * 1024,
  zipRatio: 200,
  pages: 2_000,
  sections: 2_500,
  parseMs: 60_000,
  /** Heap of the parsing thread, and how much the whole process may grow while it works (buffers lie outside the heap). */
  heapMb: 768,
  growthMb: 1_500
};
