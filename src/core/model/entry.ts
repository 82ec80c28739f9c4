import type { About } from './about.ts';
import type { Assessment } from './assessment.ts';
import type { Journals } from './journals.ts';

/** Subject of an entry: the id of a topic of `about.yaml`. */
export type Topic = string;

/** Kinds of entries. `succession` describes what became of an organisation or a tool. */
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
type Status = (typeof statuses)[number];

/** One entry of the knowledge: one file of the knowledge folder. Dates are `YYYY-MM-DD`. */
export interface Entry {
  id: string;
  title: string;
  kind: Kind;
  topic: Topic;
  publisher?: string;
  year?: number;
  url?: string;
  /** Label of the button that opens `url`; names the page that it opens. */
  linkLabel?: string;
  /** A web-archive capture or older address that may be published. */
  archivedUrl?: string;
  status: Status;
  /** Id of the entry that replaces this one. */
  supersededBy?: string;
  /** Id of the contact entry for this entry. */
  contact?: string;
  /** Topics for which a contact is responsible. */
  for?: readonly Topic[];
  /**
   * Nation that a contact or organisation serves, such as `wales`; absent where it serves all or none in particular.
   */
  nation?: string;
  /** Questions that this entry answers: those of its file, then those of `wordings/ID.txt`. */
  asks: readonly string[];
  /** Other names, abbreviations and misspellings. */
  aliases: readonly string[];
  /** Ids of related entries. */
  see: readonly string[];
  /** Team that maintains the entry. */
  owner?: string;
  /** Day on which the text was compiled from its sources. */
  compiled?: string;
  /** Day of the last check by the organisation that runs the bot; always with {@link reviewedBy}. */
  reviewed?: string;
  /** Team or role that checked the entry. */
  reviewedBy?: string;
  /** Day of a review of earlier words: the text was compiled anew since, so it counts as not reviewed. */
  outdatedReview?: string;
  /** Day by which the next review is due. */
  reviewBy: string;
  /** Addresses of the sources of the facts. */
  sources: readonly string[];
  /** The answer: the Markdown body, at most about 120 words. */
  body: string;
  /** The first sentence of the body, without markup, for tiles and lists. */
  summary: string;
  /** Path of the source file, relative to the knowledge folder. */
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

/** Synonyms of the field. The first word of each group is the one that the entries use. */
export interface Synonyms {
  /** Short form (lower case) to its full words: `qi` to `quality improvement`. */
  abbreviations: Readonly<Record<string, string>>;
  /** Groups of words or phrases that mean the same. */
  groups: readonly (readonly string[])[];
}

/** A golden question: a wording with the ids of every entry that answers it, or none. */
export interface GoldenQuestion {
  ask: string;
  /** Ids of the correct entries, best first; empty if the question is to be declined. */
  expect: readonly string[];
  /**
   * Style: `plain`, `typos`, `fragment`, `story`, `jargon-free`, `misremembered`, `command`, `outside`, `near-miss`,
   * `small-talk`.
   */
  style: string;
}

/** A place in a knowledge file, and what is wrong there. */
export interface LeftOutFile {
  file: string;
  line: number;
  message: string;
}

/** The whole knowledge, compiled and checked. `version` is a hash of the contents. */
export interface Knowledge {
  version: string;
  entries: ReadonlyMap<string, Entry>;
  tips: readonly Tip[];
  synonyms: Synonyms;
  /** Description of the folder by itself; read with `aboutOf`. */
  about?: About;
  /** Small talk and commands in other words. */
  talk?: Talk;
  /** Guided assessments, by id. */
  assessments: ReadonlyMap<string, Assessment>;
  /** Journals that take reports of improvement work. */
  journals?: Journals;
  /** Ids of entries that lost a question to an entry of a later layer, or got a name along with one. */
  reworded?: readonly string[];
  /** Questions and ids that an entry lost to one of a later layer, worded for editors, with file and line. */
  clashes?: readonly LeftOutFile[];
  /** Files left out because of an error, with the error; while the bot runs, their last valid text is used instead. */
  leftOut?: readonly LeftOutFile[];
  /** Day of reading, `YYYY-MM-DD`, with which review dates on cards are compared. Not part of the compiled contents. */
  today?: string;
}

/**
 * Kinds of talk that get a short reply without an entry. `privacy` asks which messages are stored, `crisis` tells of a
 * danger to somebody's life or health.
 */
export const smallTalks = [
  'greeting',
  'thanks',
  'goodbye',
  'praise',
  'insult',
  'about-me',
  'privacy',
  'language',
  'feedback',
  'crisis'
] as const;

/**
 * Class of a message that no entry answers. `outside` is a question outside the field; `command/tips stop` and the like
 * stand for a command in other words.
 */
export type SmallTalk = (typeof smallTalks)[number] | `command/${string}` | 'outside';

/** Phrasings of one kind of small talk or of one command, ranked beside the questions of the entries. */
export interface TalkGroup {
  talk: Exclude<SmallTalk, 'outside'>;
  asks: readonly string[];
}

/** Messages other than questions, as the editors wrote them. */
export interface Talk {
  groups: readonly TalkGroup[];
  /** Further phrases around a question, by kind: `greeting`, `sign-off` and so on. */
  around: Readonly<Record<string, readonly string[]>>;
}

const prefix = 'command/';

/** Returns the command that a phrasing stands for, such as `tips stop`; undefined for other talk. */
export function commandOf(talk: SmallTalk | undefined): string | undefined {
  return talk?.startsWith(prefix) ? talk.slice(prefix.length) : undefined;
}

/** Returns the talk that stands for a command. */
export function talkOf(command: string): `command/${string}` {
  return `${prefix}${command}`;
}
