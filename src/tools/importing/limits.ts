/** Limits in bytes, milliseconds and counts that bound the reading of a document, whatever it contains. */
export const limits = {
  fileBytes: 50 * 1024 * 1024,
  /** Zip files: entries, bytes of one XML part and of all parts when unpacked, and the largest compression ratio. */
  zipEntries: 5_000,
  xmlBytes: 40 * 1024 * 1024,
  unpackedBytes: 250 * 1024 * 1024,
  zipRatio: 200,
  pages: 2_000,
  sections: 2_500,
  parseMs: 60_000,
  /**
   * Heap of the parsing thread, and largest growth of the whole process while it works (buffers are outside the heap).
   */
  heapMb: 768,
  growthMb: 1_500
};
