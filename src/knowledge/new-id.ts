import type { Kind } from '../core/model/entry.ts';
import { lengths } from './schema.ts';

/** The folder in which entries of a kind stand. */
export function folderOf(kind: Kind): 'contacts' | 'concepts' | 'resources' {
  if (kind === 'contact') return 'contacts';
  return kind === 'concept' || kind === 'succession' ? 'concepts' : 'resources';
}

/**
 * An id from a title: small letters, digits and hyphens, unlike any that is taken.
 *
 * @param taken ids that are in use
 */
export function newId(title: string, kind: Kind, taken: ReadonlySet<string>): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const prefix = kind === 'contact' || kind === 'concept' ? `${kind}-` : '';
  const plain = words.startsWith(prefix) ? words : prefix + words;
  const base = plain.slice(0, lengths.id - 5).replace(/-+$/, '') || 'untitled';
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
  return id;
}
