import type { Entry } from '../model/entry.ts';
import type { EntryEdit, EntryText, ListField, SingleField } from './entry-text.ts';

/** Current text of an entry, which may be newer than the version the bot has loaded. */
export interface WrittenEntry {
  entry: EntryText;
  /** Version mark, which changes with the entry. */
  mark: string;
}

/** A compiler error in an entry, and its field; without a field where it concerns the whole entry. */
export interface Fault {
  field?: SingleField | ListField | 'body' | 'id';
  message: string;
}

/** Result of compiling an unsaved entry: the entry, or its errors. */
export type CheckedEntry =
  | {
      /** Compiled entry, with the id that a new one would get. */
      entry: Entry;
      /** Entries with the same content, with the reason in words. */
      alike: readonly { title: string; why: string }[];
      /** Further notes of the compiler. */
      notes: readonly string[];
    }
  | { faults: readonly Fault[] };

/** A change to be saved. */
interface EntryChange {
  /** Id of the entry; absent for a new one. */
  id?: string;
  /** Version mark of the edited entry; nothing is saved if it has changed. */
  mark?: string;
  entry: EntryText;
  /** Summary for the history: `Add a wording`. */
  what: string;
  /** Platform of the editor: `slack`, `teams`. */
  platform: string;
}

type SavedEntry =
  /** Saved; `where` states in one sentence where the change was written. */
  | { outcome: 'saved'; entry: Entry; where: string }
  /** Changed by another person since it was read. Nothing was saved. */
  | { outcome: 'changed' }
  | { outcome: 'refused'; faults: readonly Fault[] };

/** Reads and writes entries, independent of their storage. */
export interface EntryWriter {
  read(id: string): Promise<WrittenEntry | undefined>;
  /** Checks an entry by the rules of the whole knowledge, without writing. */
  check(id: string | undefined, entry: EntryText, now: number): Promise<CheckedEntry>;
  save(change: EntryChange, now: number): Promise<SavedEntry>;
  /** Reverts the last change of an entry. Returns the result in one or two sentences. */
  undo(id: string, now: number): Promise<string>;
}

/** One change of one entry, stored until the files contain it. */
export interface StoredChange {
  entryId: string;
  /** Sequence number among the changes of the entry, from 1. */
  number: number;
  /** Path of the file, relative to the knowledge folder. */
  file: string;
  /** True if the change created the entry. */
  created: boolean;
  edit: EntryEdit;
  what: string;
  platform: string;
  /** Time of the change, in milliseconds since 1970, like all times here. */
  at: number;
  /** Time of export to files that are not yet deployed. */
  exportedAt?: number;
  /** Time at which a replica first found the change in its deployed files. */
  landedAt?: number;
}

/** Stores changes for replicas that share no folder. */
export interface EntryChangeStore {
  /** Returns every change, in order of creation. */
  all(): Promise<readonly StoredChange[]>;
  /**
   * Stores a change. @returns false if the entry already has a change of that number, made by another editor
   *
   * @returns false when the entry has a change of that number: somebody else was quicker
   */
  add(change: StoredChange): Promise<boolean>;
  /** Deletes a change that was not exported. @returns whether it existed */
  remove(change: Pick<StoredChange, 'entryId' | 'number'>): Promise<boolean>;
  exported(changes: readonly Pick<StoredChange, 'entryId' | 'number'>[], now: number): Promise<void>;
  landed(changes: readonly Pick<StoredChange, 'entryId' | 'number'>[], now: number): Promise<void>;
  /** Deletes changes that landed before `before`; returns the number deleted. */
  forget(before: number): Promise<number>;
}
