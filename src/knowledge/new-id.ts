import type { Kind } from '../core/model/entry.ts';
import { lengths } from './schema.ts';

/** Returns the folder that holds entries of a kind. */
export function folderOf(kind: Kind): 'contacts' | 'concepts' | 'resources' {
  if (kind === 'contact') return 'contacts';
  return kind === 'concept' || kind === 'succession' ? 'concepts' : 'resources';
}

/**
 * Creates an id from a title: small letters, digits and hyphens, different from all that are taken.
 *
 * @param taken ids in use
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
