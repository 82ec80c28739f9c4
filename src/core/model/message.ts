/** The place of a message. `address` is opaque: only the platform that wrote it reads it. */
export interface Conversation {
  platform: string;
  address: string;
  /** True for a conversation between one person and the bot. */
  direct: boolean;
  /** Workspace or tenant; separates the stored data of different organisations. */
  tenant?: string;
  /**
   * Address of the whole channel or chat, where `address` is one thread in it. Weekly tips are stored and posted under
   * it, so it does not depend on the author or the time.
   */
  home?: string;
  /** Stable name of the channel where its address may change, as the service URL in a Teams address does. */
  place?: string;
  /**
   * Team or group of channels that contains the channel, where the platform gives one; the workspace where the tenant is
   * a whole organisation.
   */
  team?: string;
}

/**
 * Time after which an edit that adds a mention of the bot is ignored, in milliseconds. Ids of handled messages are kept
 * for longer, so that none is answered twice.
 */
export const mostEditDelayMs = 24 * 60 * 60_000;

/** Author of a message. `id` is the platform's; it is used for one reply and never stored unhashed. */
export interface Person {
  id: string;
  /** IANA name of the time zone, where the platform gives one. */
  timeZone?: string;
  /**
   * Display name, where the platform gives one. Stored only for an expert who takes a question, while it is open, so
   * that colleagues see the assignee.
   */
  name?: string;
  /**
   * Direct conversation with this person, if the platform knows it. Stored only for the person who subscribes a channel
   * to tips, to notify them when the channel can no longer be reached.
   */
  direct?: Conversation;
}

interface Said {
  /** The platform's id of the content, unchanged when it is delivered again. */
  id: string;
  conversation: Conversation;
  from: Person;
  /** True where the others in the conversation do not see the message, and so every answer to it is for its author alone. */
  unseen?: boolean;
}

/** Words of a message, and by whom they were typed. */
export interface Words {
  text: string;
  /**
   * True where the author of the message typed all of the words to the bot. Only such words are read as a command; others are
   * looked up and nothing else: what is forwarded, quoted or pasted, another person's message, a file's transcript, a field of
   * a workflow.
   */
  typed?: true;
}

export interface Question extends Said, Words {
  kind: 'question';
}

/** A word of the table in `commands.ts` and its arguments: `/spread tips pause` gives `tips` and `pause`. */
export interface Command extends Said {
  kind: 'command';
  name: string;
  rest: string;
  /** True for a `find` of the whole text that its author typed, which may be a command that names a topic of the knowledge. */
  whole?: true;
}

/** A press of a button on one of the bot's cards. */
export interface ActionPress extends Said {
  kind: 'action';
  action: string;
  value: string;
  /** True where the card is seen by this person alone, and so is what replaces it and what its questions are answered with. */
  onUnseen?: boolean;
}

export interface Feedback extends Said {
  kind: 'feedback';
  /** Id of the entry or tip that was voted on. */
  about: string;
  helpful: boolean;
  reason?: string;
}

/** A submitted form; `fields` by field id, absent where left empty. */
export interface FormAnswer extends Said {
  kind: 'form';
  form: string;
  value: string;
  fields: Readonly<Record<string, string>>;
  /** True if the button that goes back a page was pressed. */
  back?: boolean;
  /** True for the fields of a form that stands open or was closed: nothing was sent, and nothing is answered. */
  draft?: boolean;
}

/** Any input from a person. */
export type Message = Question | Command | ActionPress | Feedback | FormAnswer;

/** Author and place of a message: the fields that tell one person from another. */
export interface Named {
  conversation: Pick<Conversation, 'platform' | 'tenant'>;
  from: Pick<Person, 'id'>;
}

/**
 * Returns true if a list of people names this person.
 *
 * @param people as `platform:id`, which is that id in any workspace, or `platform:workspace/id`. Of Slack's ids only
 *   that of a person with that of the workspace is one person's, so `readConfig` refuses the short form where several
 *   workspaces are served
 */
export function isNamed(people: ReadonlySet<string>, { conversation, from }: Named): boolean {
  const { platform, tenant } = conversation;
  if (from.id.includes('/')) return false;
  return (
    people.has(`${platform}:${from.id}`) || (tenant !== undefined && people.has(`${platform}:${tenant}/${from.id}`))
  );
}

/**
 * Returns a key unique to one person: an id alone may be another person's on another platform or in another workspace.
 */
export function personKey({ conversation: { platform, tenant = '' }, from: { id } }: Named): string {
  return `${platform}/${tenant}/${id}`;
}

/**
 * Returns true if a message was said in a channel, in any of its threads. An address identifies a channel only together
 * with its workspace; a place does so alone.
 *
 * @param channel without a workspace where only one is served
 */
export function isIn(channel: Conversation, said: Conversation): boolean {
  const nameOf = ({ place, home, address }: Conversation): string => place ?? home ?? address;
  const sameWorkspace = channel.tenant === undefined || channel.place !== undefined || channel.tenant === said.tenant;
  return channel.platform === said.platform && nameOf(channel) === nameOf(said) && sameWorkspace;
}

/** Returns the channel of a conversation without its thread, and the key under which its data is stored. */
export function channelOf({ home, place, ...conversation }: Conversation): { channel: Conversation; place: string } {
  const address = home ?? conversation.address;
  const name = `${placePrefix(conversation.platform, conversation.tenant)}${place ?? address}`;
  return { channel: { ...conversation, address }, place: name };
}

/** Returns the common prefix of every place of a workspace or tenant. */
export function placePrefix(platform: string, tenant: string | undefined): string {
  return `${platform}/${tenant ?? ''}/`;
}
