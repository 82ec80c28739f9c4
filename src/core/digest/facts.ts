/** How questions fared. */
export interface OutcomeCounts {
  asked: number;
  answered: number;
  choices: number;
  declined: number;
}

/** Questions of the week that ask for the same and had no sure answer. */
export interface Gap {
  /** Most frequent first, masked. */
  wordings: readonly { text: string; count: number }[];
  count: number;
  declined: number;
  choices: number;
  /** Whether what the knowledge says now answers every wording. */
  settled: boolean;
  nearest?: { id: string; title: string; confidence: number };
  /** Set aside by an editor: since when, in milliseconds since 1970, and by which ignored gaps. */
  ignored?: { since: number; by: readonly string[] };
}

/** An address in the knowledge that does not do what it should. */
export interface BadLink {
  url: string;
  state: 'dead' | 'moved';
}

/** What there is to tell of a week. */
export interface WeekFacts {
  counts: OutcomeCounts;
  /** The week before; absent where its questions are not all kept any more. */
  before?: OutcomeCounts;
  /** Most asked first, those that are ignored last. */
  gaps: readonly Gap[];
  /** How often each entry was the answer, by its id; only those that were. */
  answers?: ReadonlyMap<string, number>;
  /** Entries with thumbs down, the most first. */
  disliked: readonly { title: string; helpful: number; unhelpful: number }[];
  /** Questions handed over to people; absent where none was. */
  handedOver?: { asked: number; answered: number };
  /** Absent where the links were never checked here. `checkedOn` is `YYYY-MM-DD`. */
  links?: { checkedOn: string; bad: readonly BadLink[] };
}
