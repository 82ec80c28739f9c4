import { type Parsed, type SourceFile, shownFile } from './formats/format.ts';
import type { Place } from './located.ts';

/** One layer's file of an entry, parsed. */
export interface Part {
  source: SourceFile;
  parsed: Parsed;
}

/** What the layers of one file come to. */
export interface Merged {
  data: unknown;
  body: string;
  /** Returns where a value stands: in the last layer that gives its field. */
  placeOf(path: readonly PropertyKey[]): Place;
  /** Returns the place of a line of the body, 1 for its first. */
  bodyPlace(line: number): Place;
}

const isMapping = (data: unknown): data is Record<string, unknown> =>
  data !== null && typeof data === 'object' && !Array.isArray(data);

/**
 * Lays the layers of one file over one another, field by field: a later one replaces the fields it gives, and takes away
 * those it leaves empty (`url:`). A later body that is empty leaves the earlier one.
 *
 * @param parts the first layer first; at least one
 */
export function mergeParts(parts: readonly Part[]): Merged {
  const last = parts.at(-1)!;
  const origin = new Map<string, Part>();
  let data: unknown = parts[0]!.parsed.data;
  if (isMapping(data)) {
    const fields: Record<string, unknown> = {};
    for (const [index, part] of parts.entries()) {
      if (!isMapping(part.parsed.data)) continue;
      for (const [field, value] of Object.entries(part.parsed.data)) {
        origin.set(field, part);
        if (value === null && index > 0) delete fields[field];
        else Object.defineProperty(fields, field, { value, enumerable: true, configurable: true, writable: true });
      }
    }
    data = fields;
  }
  const bodyPart = parts.findLast(({ parsed }) => parsed.body !== '') ?? last;
  return {
    data,
    body: bodyPart.parsed.body,
    placeOf: (path) => {
      const part = origin.get(String(path[0])) ?? last;
      return { file: shownFile(part.source), line: part.parsed.lineOf(path) };
    },
    bodyPlace: (line) => ({ file: shownFile(bodyPart.source), line: bodyPart.parsed.bodyLine + line - 1 })
  };
}
