import type { Kind } from '../core/model/entry.ts';
import { lengths } from './schema.ts';

/** Returns the folder that holds entries of a kind. */
export function folderOf(kind: Kind): 'contacts' | 'concepts' | 'resources' {
  if (kind === 'contact') return 'contacts';
  return kind === 'concept' || kind === 'succession' ? 'concepts' : 'resources';
}

/**
 * Creates an id from a title: small letters, digits and hyphens, different from all that are taken. A title without a Latin
 * letter or a digit gives the kind and a number, `concept-1`.
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
  if (!words) return firstFree(`${kind}-`, 1, taken);
  const prefix = kind === 'contact' || kind === 'concept' ? `${kind}-` : '';
  const plain = words.startsWith(prefix) ? words : prefix + words;
  const base = plain.slice(0, lengths.id - 5).replace(/-+$/, '');
  return taken.has(base) ? firstFree(`${base}-`, 2, taken) : base;
}

/** Returns the first id of a row, `a-1`, `a-2` and so on, that is not taken. */
function firstFree(start: string, from: number, taken: ReadonlySet<string>): string {
  let number = from;
  while (taken.has(`${start}${number}`)) number += 1;
  return `${start}${number}`;
}
