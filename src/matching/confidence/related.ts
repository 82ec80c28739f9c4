import type { Entry } from '../../core/model/entry.ts';

/** Extent to which an entry that the right one refers to, or that refers to it, counts as right: most questions have several good answers. */
export const relatedCounts = 0.8;

/** Returns true for entries of which one refers to the other. */
export function areRelated(a: Entry, b: Entry): boolean {
  return a.see.includes(b.id) || b.see.includes(a.id);
}
