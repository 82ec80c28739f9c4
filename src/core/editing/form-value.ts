import { hash } from '../model/hash.ts';
import { parseJson } from '../model/parse-json.ts';
import type { EntryText } from './entry-text.ts';

/** Hidden value of an editing form. */
export interface FormValue {
  /** Id of the entry; absent for a new one. */
  id?: string;
  /** Version mark of the entry when the form was opened. */
  mark?: string;
  /** Fingerprint of the preview; absent before there was one. */
  seen?: string;
  /** True if the button was on a card visible to several people, who also see the result. */
  shared?: true;
}

export function writeFormValue(value: FormValue): string {
  return JSON.stringify(value);
}

/** Reads the value of {@link writeFormValue}. An altered value counts as absent. */
export function readFormValue(text: string): FormValue {
  const { id, mark, seen, shared, told } = (parseJson(text) ?? {}) as Record<string, unknown>;
  return {
    ...(typeof id === 'string' && { id }),
    ...(typeof mark === 'string' && { mark }),
    ...(typeof seen === 'string' && { seen }),
    // `told` stands in forms opened before 29 November 2026.
    ...((shared === true || told === true) && { shared: true })
  };
}

/** Returns a fingerprint of an editor's text: a short text that changes with it. */
export function printOf({ single, lists, body }: EntryText): string {
  return hash(JSON.stringify([Object.entries(single).sort(), Object.entries(lists).sort(), body])).toString(36);
}
