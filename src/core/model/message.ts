/** Where something was said. `address` is opaque: only the platform that wrote it reads it. */
export interface Conversation {
  platform: string;
  address: string;
  /** True for a conversation between one person and the bot. */
  direct: boolean;
  /** Workspace or tenant; keeps what is stored of different organisations apart. */
  tenant?: string;
  /**
   * Address of the whole channel or chat, where `address` is one thread in it. Weekly tips are kept and posted under it,
   * so it is the same text whoever writes there and whenever.
   */
  home?: string;
  /** Names the channel where its address may change, as the service URL in an address of Teams does. */
  place?: string;
  /** Names the team or group of channels that the channel is in, where the platform tells. */
  team?: string;
}

/** Who said it. `id` is the platform's; it is used for one reply and never stored as it is. */
export interface Person {
  id: string;
  /** IANA name, where the platform tells it. */
  timeZone?: string;
  /**
   * What the platform calls them, where it tells. Kept only for an expert who takes a question, while it is open, so that
   * colleagues see who is on it.
   */
  name?: string;
  /**
   * Where the bot can write to this person alone, if the platform knows. Kept only for whoever subscribes a channel to
   * tips, to be told when the channel can no longer be reached.
   */
  direct?: Conversation;
}

interface Said {
  /** The platform's own id of this delivery's content: the same again when it is delivered again. */
  id: string;
  conversation: Conversation;
  from: Person;
}

export interface Question extends Said {
  kind: 'question';
  text: string;
}

/** A word from the table in `commands.ts` and what follows it, as `/spread tips pause` gives `tips` and `pause`. */
export interface Command extends Said {
  kind: 'command';
  name: string;
  rest: string;
}

/** A button pressed on one of the bot's cards. */
export interface ActionPress extends Said {
  kind: 'action';
  action: string;
  value: string;
}

export interface Feedback extends Said {
  kind: 'feedback';
  /** Id of the entry or tip the thumbs were about. */
  about: string;
  helpful: boolean;
  reason?: string;
}

/** A form that was filled in and sent off; `fields` by field id, absent where nothing was filled in. */
export interface FormAnswer extends Said {
  kind: 'form';
  form: string;
  value: string;
  fields: Readonly<Record<string, string>>;
  /** True where the button that goes back a page was pressed. */
  back?: boolean;
}

/** Anything a person sends. */
export type Message = Question | Command | ActionPress | Feedback | FormAnswer;
