import { type Parsed, type SourceFile, shownFile } from './formats/format.ts';
import type { Place } from './located.ts';

/** Parsed file of an entry in one layer. */
export interface Part {
  source: SourceFile;
  parsed: Parsed;
}

/** The layers of one file, merged. */
export interface Merged {
  data: unknown;
  body: string;
  /** Returns the place of a value: in the last layer that gives its field. */
  placeOf(path: readonly PropertyKey[]): Place;
  /** Returns the place of a line of the body, 1 for its first. */
  bodyPlace(line: number): Place;
}

const isMapping = (data: unknown): data is Record<string, unknown> =>
  data !== null && typeof data === 'object' && !Array.isArray(data);

/** Fields that say something of another one, and go with it when a later layer removes that. */
const belonging: Readonly<Record<string, readonly string[]>> = {
  url: ['link_label'],
  reviewed: ['reviewed_by'],
  reviewed_by: ['reviewed']
};

/**
 * Merges the layers of one file, field by field: a later one replaces the fields it gives, and removes those it leaves
 * empty (`url:`), with what belongs to them. An empty later body keeps the earlier one.
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
        if (value === null && index > 0) {
          delete fields[field];
          for (const other of belonging[field] ?? []) if (!Object.hasOwn(part.parsed.data, other)) delete fields[other];
        } else Object.defineProperty(fields, field, { value, enumerable: true, configurable: true, writable: true });
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
