/** A journal that publishes reports of improvement work. An absent field is not known. */
export interface Journal {
  name: string;
  publisher?: string;
  /** Id of the journal's entry, where it has one. */
  entry?: string;
  /** Address of the instructions for authors. */
  url?: string;
  forWhom: string;
  /** Kinds of article that it publishes. */
  takes: string;
  /** Limits on length. */
  words?: string;
  /** Largest number of words of a project's report. */
  mostWords?: number;
  /** Charge to authors, as far as is known. */
  charge?: string;
  squire?: 'required' | 'encouraged';
  /** Ids of the filters that the journal passes. */
  fits: readonly string[];
  sources: readonly string[];
}

/** A property that users require of a journal, with the words that express it. */
interface JournalFilter {
  id: string;
  /** Name of the filter in a reply: `without a charge for authors`. */
  title: string;
  words: readonly string[];
  /** Caveat shown when the filter is used. */
  note?: string;
}

/** The table of journals. */
export interface Journals {
  /** `YYYY-MM-DD`. */
  compiled: string;
  /** Day of the last check of the table by the organisation that runs the bot; always with {@link reviewedBy}. */
  reviewed?: string;
  /** Team or role that checked it. */
  reviewedBy?: string;
  /** Ids of the entries answered with the table if a question names a filter. */
  answers: readonly string[];
  /** Phrases by which a question looks for journals, whatever entry is nearest: `which journal`, `journals that`. */
  soughtBy: readonly string[];
  filters: readonly JournalFilter[];
  journals: readonly Journal[];
}
