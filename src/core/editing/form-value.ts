import { hash } from '../model/hash.ts';
import type { EntryText } from './entry-text.ts';

/** What a form of the editors carries along unseen. */
export interface FormValue {
  /** Absent for a new entry. */
  id?: string;
  /** The mark of the entry when the form was opened. */
  mark?: string;
  /** The print of what was shown as a preview; absent before there was one. */
  seen?: string;
  /** True where the button stood on a card that several people see, who are to see what came of it too. */
  told?: true;
}

export function writeFormValue(value: FormValue): string {
  return JSON.stringify(value);
}

/** Reads what {@link writeFormValue} wrote. What came back changed counts as not there. */
export function readFormValue(text: string): FormValue {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return {};
  }
  const { id, mark, seen, told } = (read ?? {}) as Record<string, unknown>;
  return {
    ...(typeof id === 'string' && { id }),
    ...(typeof mark === 'string' && { mark }),
    ...(typeof seen === 'string' && { seen }),
    ...(told === true && { told })
  };
}

/** A short text that is another when what an editor wrote is another. */
export function printOf({ single, lists, body }: EntryText): string {
  return hash(JSON.stringify([Object.entries(single).sort(), Object.entries(lists).sort(), body])).toString(36);
}
