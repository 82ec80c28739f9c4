import type { About } from './about.ts';
import type { Assessment } from './assessment.ts';
import type { Journals } from './journals.ts';
import type { Talk } from './talk.ts';

/** What an entry is about: the id of a topic of `about.yaml`. */
export type Topic = string;
/** The topics of the knowledge that ships. What people see follows {@link Knowledge.about}. */
export const topics: readonly Topic[] = ['spread', 'sustainability', 'publishing', 'improvement'];

/** What sort of thing an entry is. `succession` says what became of an organisation or a tool. */
export const kinds = [
  'tool',
  'guide',
  'framework',
  'journal',
  'checklist',
  'course',
  'contact',
  'organisation',
  'page',
  'concept',
  'succession'
] as const;
export type Kind = (typeof kinds)[number];

/** `draft` entries are compiled but never answered from. */
export const statuses = ['current', 'archived', 'superseded', 'closed', 'draft'] as const;
export type Status = (typeof statuses)[number];

/** One thing the bot knows: one file of the knowledge folder. Dates are `YYYY-MM-DD`. */
export interface Entry {
  id: string;
  title: string;
  kind: Kind;
  topic: Topic;
  publisher?: string;
  year?: number;
  url?: string;
  /** The words on the button that opens `url`: they say what really opens. */
  linkLabel?: string;
  /** A web-archive capture or older address that is ours to hand out. */
  archivedUrl?: string;
  status: Status;
  /** Id of the entry to send people to instead. */
  supersededBy?: string;
  /** Id of the contact entry a person can turn to. */
  contact?: string;
  /** Topics for which a contact is the one to turn to. */
  for?: readonly Topic[];
  /** The nation a contact or organisation serves, such as `wales`; absent where it serves all or none in particular. */
  nation?: string;
  /** Questions people ask that this entry answers: those of its file, then those of `wordings/ID.txt`. */
  asks: readonly string[];
  /** Other names, abbreviations and misspellings. */
  aliases: readonly string[];
  /** Ids of related entries. */
  see: readonly string[];
  /** The team that looks after the entry. */
  owner?: string;
  /** The day on which the text was put together from its sources. */
  compiled?: string;
  /** The day on which somebody of the organisation that runs the bot checked it; always with {@link reviewedBy}. */
  reviewed?: string;
  /** The team or role that checked it. */
  reviewedBy?: string;
  /** The day by which it is to be looked at (again). */
  reviewBy: string;
  /** Addresses where the facts were seen. */
  sources: readonly string[];
  /** The answer: the Markdown body, at most about 120 words. */
  body: string;
  /** The first sentence of the body, without markup, for tiles and lists. */
  summary: string;
  /** The file it came from, relative to the knowledge folder. */
  file: string;
}

/** One weekly improvement tip; `weeks` are the ISO weeks (1 to 53) in which it is timely. */
export interface Tip {
  id: string;
  topic: Topic;
  text: string;
  /** Id of the entry the tip links to. */
  resource: string;
  weeks?: readonly number[];
}

/** Words that mean the same here. Every group's first word is the one the entries use. */
export interface Synonyms {
  /** Short form (lower case) to its full words: `qi` to `quality improvement`. */
  abbreviations: Readonly<Record<string, string>>;
  /** Groups of words or phrases that mean the same. */
  groups: readonly (readonly string[])[];
}

/** A golden question: a wording with the ids of every entry that answers it, or none. */
export interface GoldenQuestion {
  ask: string;
  /** Ids that are right, best first; empty when the question is to be declined. */
  expect: readonly string[];
  /** How it is put: `plain`, `typos`, `fragment`, `story`, `jargon-free`, `misremembered`, `command`, `outside`, `near-miss`, `small-talk`. */
  style: string;
}

/** A knowledge file with a fault. */
export interface LeftOutFile {
  file: string;
  line: number;
  message: string;
}

/** Everything the bot knows, compiled and checked. `version` is a hash of the contents. */
export interface Knowledge {
  version: string;
  entries: ReadonlyMap<string, Entry>;
  tips: readonly Tip[];
  synonyms: Synonyms;
  /** What the folder says of itself; read with `aboutOf`. */
  about?: About;
  /** What people say besides asking for an entry. */
  talk?: Talk;
  /** Guided assessments, by id. */
  assessments: ReadonlyMap<string, Assessment>;
  /** Journals that take reports of improvement work. */
  journals?: Journals;
  /** Ids of entries that lost a question to one of a later layer. */
  reworded?: readonly string[];
  /** Files that are left out for a fault, with what is wrong; while the bot runs, their last good text stands instead. */
  leftOut?: readonly LeftOutFile[];
  /** The day on which it is read, `YYYY-MM-DD`: cards are marked against it. Not part of what is compiled and kept. */
  today?: string;
}
