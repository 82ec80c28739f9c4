import type { Conversation, Person } from './message.ts';

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
