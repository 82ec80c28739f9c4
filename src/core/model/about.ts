/** What entries are about, as an editor lists it. */
export interface AboutTopic {
  id: string;
  title: string;
  /** What it covers, as a phrase. */
  text?: string;
  /** Other words for it, by which people ask for everything on it. */
  words: readonly string[];
}

/** Texts that an organisation may put in the place of the built-in ones. */
export const textNames = ['welcome', 'thanks', 'goodbye', 'outside', 'privacy'] as const;
export type TextName = (typeof textNames)[number];

/** What a knowledge folder says of itself in `about.yaml`. */
export interface About {
  /** Words by which people name a nation, by the nation that contacts give: `wales` to Wales, Cardiff, Hywel Dda. */
  nations?: Readonly<Record<string, readonly string[]>>;
  /** What the bot calls itself; without one it gives no name. */
  name?: string;
  /** What it knows about, as a phrase that follows "I know about". */
  covers: string;
  /** Language of the entries, `en`. */
  language: string;
  /** Where its advice holds, such as `England`. */
  region?: string;
  topics: readonly AboutTopic[];
  /** Questions offered to somebody who opens the conversation. */
  prompts: readonly { title: string; text: string }[];
  texts: Readonly<Partial<Record<TextName, string>>>;
}
