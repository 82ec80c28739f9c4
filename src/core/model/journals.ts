/** A journal that takes reports of improvement work. What is absent is not known. */
export interface Journal {
  name: string;
  publisher?: string;
  /** Id of its entry, where it has one. */
  entry?: string;
  /** Its pages for authors. */
  url?: string;
  forWhom: string;
  /** Kinds of article. */
  takes: string;
  /** Limits on length. */
  words?: string;
  /** What authors pay, as far as is known. */
  charge?: string;
  squire?: 'required' | 'encouraged';
  /** Ids of the filters that it passes. */
  fits: readonly string[];
  sources: readonly string[];
}

/** Something people ask a journal to be, with the words by which they say so. */
export interface JournalFilter {
  id: string;
  /** As it is said back: `without a charge for authors`. */
  title: string;
  words: readonly string[];
  /** What to bear in mind when it is asked for. */
  note?: string;
}

/** The table of journals. */
export interface Journals {
  /** `YYYY-MM-DD`. */
  compiled: string;
  /** Ids of the entries that are answered with the table where a question names a filter. */
  answers: readonly string[];
  filters: readonly JournalFilter[];
  journals: readonly Journal[];
}
