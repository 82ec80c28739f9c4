/** One topic of the entries, as an editor lists it. */
export interface AboutTopic {
  id: string;
  title: string;
  /** Subjects covered by the topic, as a phrase. */
  text?: string;
  /** Synonyms of the title; each lists all entries of the topic. */
  words: readonly string[];
}

/** Names of the texts that an organisation may replace with its own. */
export const textNames = ['welcome', 'thanks', 'goodbye', 'outside', 'privacy', 'crisis', 'origin'] as const;
type TextName = (typeof textNames)[number];

/** Contents of `about.yaml`: how a knowledge folder describes itself. */
export interface About {
  /** Words for each nation that contacts give: `wales` has Wales, Cardiff, Hywel Dda. */
  nations?: Readonly<Record<string, readonly string[]>>;
  /** Name of the bot; absent where it has none. */
  name?: string;
  /** Subjects covered by the knowledge, as a phrase that follows "I know about". */
  covers: string;
  /** Language of the entries, `en`. */
  language: string;
  /** Region in which the advice applies, such as `England`. */
  region?: string;
  topics: readonly AboutTopic[];
  /** Questions offered when the conversation is opened. */
  prompts: readonly { title: string; text: string }[];
  texts: Readonly<Partial<Record<TextName, string>>>;
}
