export interface Fact {
  label: string;
  value: string;
}

/** `url` is http(s) or mailto. */
export interface Link {
  label: string;
  url: string;
}

/** A button. Pressed, it comes back as a Message of kind `action` with the same id and value. */
export interface Action {
  id: string;
  label: string;
  value: string;
  style?: 'primary';
  /** True where the answer is a form: Teams has to know before it is pressed. */
  opens?: boolean;
}

/** A small card inside a card: a tool, a contact, one result of a look-up. */
export interface Tile {
  title: string;
  subtitle?: string;
  /** Plain text, one or two sentences. */
  text?: string;
  links?: readonly Link[];
  actions?: readonly Action[];
}

/**
 * What the bot says, before any platform draws it. Plain data, safe to store as JSON.
 * Platforms draw the slots in the order they stand here and own their limits.
 */
export interface Card {
  title: string;
  /** What kind of thing it is and from whom. Plain text. */
  subtitle?: string;
  /** The person's own words. Always drawn as plain text, never as markup or mention. */
  quote?: string;
  /** A small Markdown subset: bold, italic, code, bulleted and numbered lists, links. Never a person's own words. */
  text: string;
  /** One sentence that must not be missed, such as that the thing has closed. Plain text. */
  note?: string;
  facts?: readonly Fact[];
  links?: readonly Link[];
  tiles?: readonly Tile[];
  actions?: readonly Action[];
  /** Asks for thumbs; answered, it comes back as a Message of kind `feedback`. */
  feedback?: { about: string };
  /** Source and last review. Plain text. */
  footer?: string;
}
