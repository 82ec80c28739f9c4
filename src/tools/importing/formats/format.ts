import type { Markup, Progress } from '../document.ts';

/** A kind of document that can be read. Its parser is loaded only when it is needed. */
export interface DocumentFormat {
  name: string;
  /** Endings of file names, with their dot, in small letters. */
  extensions: readonly string[];
  /** @throws DocumentError when it cannot be read */
  read(bytes: Uint8Array, progress: Progress): Promise<Markup>;
}
