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

const mappingOf = ({ parsed: { data } }: Part): Record<string, unknown> => (isMapping(data) ? data : {});

/** Lays the fields of a part over those of the layers below it; in the first layer an empty field is kept as one. */
function withFieldsOf(below: Record<string, unknown>, part: Part, layer: number): Record<string, unknown> {
  const own = mappingOf(part);
  const removed = layer === 0 ? [] : Object.keys(own).filter((field) => own[field] === null);
  const fields = new Map([...Object.entries(below), ...Object.entries(own)]);
  for (const field of removed) {
    fields.delete(field);
    for (const other of belonging[field] ?? []) if (!Object.hasOwn(own, other)) fields.delete(other);
  }
  return Object.fromEntries(fields);
}

/**
 * Merges the layers of one file, field by field: a later one replaces the fields it gives, and removes those it leaves
 * empty (`url:`), with what belongs to them. An empty later body keeps the earlier one.
 *
 * @param parts the first layer first; at least one
 */
export function mergeParts(parts: readonly Part[]): Merged {
  const last = parts.at(-1)!;
  const first = parts[0]!.parsed.data;
  const origin = new Map<string, Part>();
  for (const part of isMapping(first) ? parts : []) {
    for (const field of Object.keys(mappingOf(part))) origin.set(field, part);
  }
  const bodyPart = parts.findLast(({ parsed }) => parsed.body !== '') ?? last;
  return {
    data: isMapping(first) ? parts.reduce(withFieldsOf, {}) : first,
    body: bodyPart.parsed.body,
    placeOf: (path) => {
      const part = origin.get(String(path[0])) ?? last;
      return { file: shownFile(part.source), line: part.parsed.lineOf(path) };
    },
    bodyPlace: (line) => ({ file: shownFile(bodyPart.source), line: bodyPart.parsed.bodyLine + line - 1 })
  };
}
