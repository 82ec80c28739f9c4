import { CodedError } from '../../core/model/errors.ts';
/** A link as the document has it. `url` is http(s) or mailto. */
export interface FoundLink {
  text: string;
  url: string;
}

/** Something the document speaks of and does not give: "find out more here" without an address. Reported, never invented. */
export interface Lost {
  kind: 'link' | 'contact';
  /** The sentence that speaks of it, as plain text. */
  said: string;
}

/** What stands under one heading, cut to what one entry may hold. */
export interface Section {
  /** The heading, with the name of the one above it where it says too little alone, or "part 2 of 3". */
  title: string;
  /** The heading as it stands. */
  heading: string;
  /** Markdown of the kind that cards draw. */
  body: string;
  links: readonly FoundLink[];
  lost: readonly Lost[];
  /** Where the heading itself leads. */
  url?: string;
}

/** A document as text, without its looks. */
export interface Markup {
  /** Markdown as GitHub writes it: headings, tables and all. Links may be relative. */
  markdown: string;
  /** The words that were read, where they are known better than from the Markdown: nothing of them may be lost unsaid. */
  text?: string;
  title?: string;
  /** Where the document was published, if it says so itself. */
  address?: string;
  /** What the reader should know: pictures left out, macros not run. */
  notes: readonly string[];
}

/** What was read from a document. */
export interface Reading {
  title: string;
  address?: string;
  sections: readonly Section[];
  notes: readonly string[];
}

/** Why a document cannot be read, in a sentence that says what to do. Safe to show. */
export class DocumentError extends CodedError {
  override name = 'DocumentError';
  readonly code = 'DOCUMENT_UNREADABLE';
}

/** Told how far the work is, in steps of its own (pages, sections). */
export type Progress = (done: number, of: number, what: string) => void;
