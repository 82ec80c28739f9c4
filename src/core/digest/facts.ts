/** Number of questions by outcome. */
export interface OutcomeCounts {
  asked: number;
  answered: number;
  choices: number;
  declined: number;
}

/** Questions of the week with the same meaning and without a confident answer. */
export interface Gap {
  /** Masked wordings, most frequent first. */
  wordings: readonly { text: string; count: number }[];
  count: number;
  declined: number;
  choices: number;
  /** True if the current knowledge answers every wording. */
  settled: boolean;
  nearest?: { id: string; title: string; confidence: number };
  /** Ignored by an editor: since when, in milliseconds since 1970, and by which ignored gaps. */
  ignored?: { since: number; by: readonly string[] };
}

/** An address in the knowledge that is dead or has moved. */
export interface BadLink {
  url: string;
  state: 'dead' | 'moved';
}

/** Facts of a week. */
export interface WeekFacts {
  counts: OutcomeCounts;
  /** Counts of the week before; absent if its questions are no longer all stored. */
  before?: OutcomeCounts;
  /** Gaps, most frequent first, ignored ones last. */
  gaps: readonly Gap[];
  /** Number of answers by entry id; only entries with at least one. */
  answers?: ReadonlyMap<string, number>;
  /** Entries with thumbs down, most first. */
  disliked: readonly { title: string; helpful: number; unhelpful: number }[];
  /** Questions handed over to people; absent if there were none. */
  handedOver?: { asked: number; answered: number };
  /** Results of the last link check; absent where links were never checked. `checkedOn` is `YYYY-MM-DD`. */
  links?: { checkedOn: string; bad: readonly BadLink[] };
}
