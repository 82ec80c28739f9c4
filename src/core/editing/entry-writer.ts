import type { Entry } from '../model/entry.ts';
import type { EntryEdit, EntryText, ListField, SingleField } from './entry-text.ts';

/** An entry as it is written now, which may be newer than what the bot has learnt. */
export interface WrittenEntry {
  entry: EntryText;
  /** Changes whenever the entry does. */
  mark: string;
}

/** What the compiler has against an entry, and at which of its fields; at none where it concerns the whole. */
export interface Fault {
  field?: SingleField | ListField | 'body' | 'id';
  message: string;
}

/** What the compiler makes of an entry that is not saved: what it would be, or what is wrong with it. */
export type CheckedEntry =
  | {
      /** With the id that a new one would get. */
      entry: Entry;
      /** Entries that say the same, with the reason in words. */
      alike: readonly { title: string; why: string }[];
      /** What else the compiler finds worth saying. */
      notes: readonly string[];
    }
  | { faults: readonly Fault[] };

/** A change that is to be saved. */
export interface EntryChange {
  /** Absent for a new entry. */
  id?: string;
  /** The mark of the entry that was changed; nothing is saved when it is another by now. */
  mark?: string;
  entry: EntryText;
  /** What was done, in the words of a history: `Add a wording`. */
  what: string;
  /** Where the editor is: `slack`, `teams`. */
  platform: string;
}

export type SavedEntry =
  /** `where` says in one sentence where it went. */
  | { outcome: 'saved'; entry: Entry; where: string }
  /** Somebody else has changed it meanwhile. Nothing was saved. */
  | { outcome: 'changed' }
  | { outcome: 'refused'; faults: readonly Fault[] };

/** Reads and writes entries, wherever they are kept. */
export interface EntryWriter {
  read(id: string): Promise<WrittenEntry | undefined>;
  /** Checks an entry by the rules of the whole knowledge, and writes nothing. */
  check(id: string | undefined, entry: EntryText, now: number): Promise<CheckedEntry>;
  save(change: EntryChange, now: number): Promise<SavedEntry>;
  /** Takes back the last change of an entry. Returns what became of it, in a sentence or two. */
  undo(id: string, now: number): Promise<string>;
}

/** One change of one entry that waits in the store until the files hold it too. */
export interface StoredChange {
  entryId: string;
  /** Counts the changes of one entry, from 1. */
  number: number;
  /** Relative to the knowledge folder. */
  file: string;
  /** True where the change made the entry. */
  created: boolean;
  edit: EntryEdit;
  what: string;
  platform: string;
  /** Milliseconds since 1970, as all times here. */
  at: number;
  /** When it was written into files that are yet to be shipped. */
  exportedAt?: number;
  /** When a replica first saw it in the files that were shipped to it. */
  landedAt?: number;
}

/** Changes that wait in the store, for replicas that share no folder. */
export interface EntryChangeStore {
  /** Every change, in the order in which they were made. */
  all(): Promise<readonly StoredChange[]>;
  /** @returns false when the entry has a change of that number: somebody else was quicker */
  add(change: StoredChange): Promise<boolean>;
  /** Deletes a change that was not exported. @returns whether it was there */
  remove(change: Pick<StoredChange, 'entryId' | 'number'>): Promise<boolean>;
  exported(changes: readonly Pick<StoredChange, 'entryId' | 'number'>[], now: number): Promise<void>;
  landed(changes: readonly Pick<StoredChange, 'entryId' | 'number'>[], now: number): Promise<void>;
  /** Deletes what landed before `before`; returns how many. */
  forget(before: number): Promise<number>;
}
