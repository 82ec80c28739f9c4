import { CodedError } from '../../core/model/errors.ts';
/** A link in the document. `url` is http(s) or mailto. */
export interface FoundLink {
  text: string;
  url: string;
}

/**
 * Something that the document mentions but does not contain: "find out more here" without an address. Reported, never
 * invented.
 */
export interface Lost {
  kind: 'link' | 'contact';
  /** The sentence that mentions it, as plain text. */
  said: string;
}

/** Content under one heading, cut to the length of one entry. */
export interface Section {
  /** The heading, preceded by that of its parent if it says too little alone, or followed by "part 2 of 3". */
  title: string;
  /** The heading as written. */
  heading: string;
  /** Markdown limited to what cards support. */
  body: string;
  links: readonly FoundLink[];
  lost: readonly Lost[];
  /** Target of a link in the heading itself. */
  url?: string;
}

/** A document as text, without its layout. */
export interface Markup {
  /** GitHub-flavoured Markdown, with headings and tables. Links may be relative. */
  markdown: string;
  /** The words that were read, if known more exactly than from the Markdown: any that are lost must be reported. */
  text?: string;
  title?: string;
  /** True where the title is the author's own, and so goes before a heading in the text. */
  named?: boolean;
  /** Address where the document was published, if it states it. */
  address?: string;
  /** Notes for the reader: pictures left out, macros not run. */
  notes: readonly string[];
}

/** Result of reading a document. */
export interface Reading {
  title: string;
  address?: string;
  sections: readonly Section[];
  notes: readonly string[];
}

/** Reason why a document cannot be read, in a sentence that says what to do. Safe to show. */
export class DocumentError extends CodedError {
  readonly code = 'DOCUMENT_UNREADABLE';
}

/** Called with the progress of the work, in steps of its own (pages, sections). */
export type Progress = (done: number, of: number, what: string) => void;
