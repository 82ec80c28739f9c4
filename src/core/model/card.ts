export interface Fact {
  label: string;
  value: string;
}

/** `url` is http(s) or mailto. */
export interface Link {
  /** Says what it opens; at most about 30 characters, which is what platforms show of a button. */
  label: string;
  url: string;
  /** The one page to open. At most one link or action of a card has it. */
  style?: 'primary';
  /** What a screen reader says in place of the label, where the label alone could be another's too. */
  name?: string;
}

/** A button. Pressed, it comes back as a Message of kind `action` with the same id and value. */
export interface Action {
  id: string;
  label: string;
  value: string;
  style?: 'primary';
  /** What a screen reader says in place of the label, where the label alone could be another's too. */
  name?: string;
  /** True where the answer is a form: Teams has to know before it is pressed. */
  opens?: boolean;
}

/**
 * One line of a list: a tool, a contact, a choice, one result of a look-up. With one button it is drawn as a line with the
 * button beside or under it; never beside another tile.
 */
export interface Tile {
  title: string;
  subtitle?: string;
  /** Plain text, one or two sentences. */
  text?: string;
  links?: readonly Link[];
  actions?: readonly Action[];
}

/**
 * What is folded away where a platform can fold, under a button with the label, and drawn in its place where it cannot.
 * Nothing that somebody has to read to act stands in it.
 */
export interface Folded {
  /** Says what is behind it; at most 30 characters. */
  label: string;
  /** The same Markdown subset as {@link Card.text}. */
  text?: string;
  links?: readonly Link[];
  tiles?: readonly Tile[];
  actions?: readonly Action[];
}

/**
 * What the bot says, before any platform draws it. Plain data, safe to store as JSON.
 * Platforms draw the slots in the order they stand here and own their limits.
 */
export interface Card {
  title: string;
  /** What kind of card it is. Plain text. */
  subtitle?: string;
  /** The person's own words. Always drawn as plain text, never as markup or mention. */
  quote?: string;
  /**
   * What it says; on an answer one plain sentence. A small Markdown subset: bold, italic, code, bulleted and numbered lists,
   * links. Never a person's own words. Empty where the title says it all.
   */
  text: string;
  /** One sentence that must not be missed, such as that the thing has closed. Plain text. */
  note?: string;
  facts?: readonly Fact[];
  /** The first one is the page to open. */
  links?: readonly Link[];
  tiles?: readonly Tile[];
  actions?: readonly Action[];
  more?: Folded;
  /** Asks for thumbs; answered, it comes back as a Message of kind `feedback`. */
  feedback?: { about: string };
  /** Source by name, and when it was compiled or reviewed. Plain text. */
  footer?: string;
}
