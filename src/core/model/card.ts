export interface Fact {
  label: string;
  value: string;
}

/** `url` is http(s) or mailto. */
export interface Link {
  /** Names the target; at most about 30 characters, the length that platforms show on a button. */
  label: string;
  url: string;
  /** Marks the main page to open. At most one link or action of a card has it. */
  style?: 'primary';
  /** Accessible name for screen readers, given where the label alone is not unique on the card. */
  name?: string;
}

/** A button. Pressed, it comes back as a Message of kind `action` with the same id and value. */
export interface Action {
  id: string;
  label: string;
  value: string;
  style?: 'primary';
  /** Accessible name for screen readers, given where the label alone is not unique on the card. */
  name?: string;
  /** True if a press opens a form: Teams requires this before the press. */
  opens?: boolean;
}

/**
 * One line of a list: a tool, a contact, a choice, one search result. With one button it is drawn as a line with the
 * button beside or under it; never beside another tile.
 */
export interface Tile {
  title: string;
  subtitle?: string;
  /** Plain text, one or two sentences, or some that stand on lines of their own. */
  text?: string;
  links?: readonly Link[];
  actions?: readonly Action[];
  /**
   * Id of the entry that the tile is about, or what is remembered in its place, where no action of it tells; empty for one that is no part
   * of a list. Drawn nowhere.
   */
  about?: string;
}

/**
 * Content folded under a labelled button on platforms that can fold, and drawn in place on the others. Contains nothing
 * that is needed to act.
 */
export interface Folded {
  /** Label of the folded content; at most 30 characters. */
  label: string;
  /** The same Markdown subset as {@link Card.text}. */
  text?: string;
  links?: readonly Link[];
  tiles?: readonly Tile[];
  actions?: readonly Action[];
}

/** One bar a row, of `step` parts out of `max`. */
export interface StepsChart {
  kind: 'steps';
  title: string;
  max: number;
  /** `step` is absent where there is none; `says` is the same in words, such as `2 of 4`. */
  rows: readonly { label: string; step?: number; says: string }[];
}

/** One bar a row, divided by how many people gave each answer. */
export interface PeopleChart {
  kind: 'people';
  title: string;
  /** Answers in their order; at most 20 characters each. */
  answers: readonly string[];
  /** People by answer, and those who did not know; `says` is the same in words. Rows are in order of importance. */
  rows: readonly { label: string; people: readonly number[]; unknown: number; says: string }[];
}

/**
 * A picture of numbers that the card also says in words, outside this slot: a platform that cannot draw it truly leaves
 * it out. Labels of rows hold at most 24 characters.
 */
export type Chart = StepsChart | PeopleChart;

/**
 * A message of the bot, independent of any platform. Plain data, safe to store as JSON. Platforms draw the slots in the
 * order of this interface and apply their own limits.
 */
export interface Card {
  title: string;
  /** Kind of card. Plain text. */
  subtitle?: string;
  /** The person's own words. Always drawn as plain text, never as markup or mention. */
  quote?: string;
  /**
   * Main text; on an answer one plain sentence. A small Markdown subset: bold, italic, code, bulleted and numbered
   * lists, links. Never a person's own words. Empty where the title is enough.
   */
  text: string;
  /** One sentence that must not be missed, such as that the thing has closed. Plain text. */
  note?: string;
  facts?: readonly Fact[];
  /** Links; the first one is the page to open. */
  links?: readonly Link[];
  tiles?: readonly Tile[];
  chart?: Chart;
  actions?: readonly Action[];
  more?: Folded;
  /** Asks for a thumbs vote, which arrives as a Message of kind `feedback`. */
  feedback?: { about: string };
  /** Source by name, and when it was compiled or reviewed. Plain text. */
  footer?: string;
}
