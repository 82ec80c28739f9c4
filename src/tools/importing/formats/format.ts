import type { Markup, Progress } from '../document.ts';

/** A document format that can be read. Its parser is loaded on demand. */
export interface DocumentFormat {
  name: string;
  /** File extensions, with their dot, in small letters. */
  extensions: readonly string[];
  /**
   * Reads a document.
   *
   * @throws DocumentError when it cannot be read
   */
  read(bytes: Uint8Array, progress: Progress): Promise<Markup>;
}
