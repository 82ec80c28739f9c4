import type { Conversation, Person } from './message.ts';

/** Who said something, and where: of a Message no more than tells one person from another. */
export interface Named {
  conversation: Pick<Conversation, 'platform' | 'tenant'>;
  from: Pick<Person, 'id'>;
}

/**
 * Whether a list of people names this one.
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

/** One person's, and nobody else's: an id alone may be another person's on another platform, or in another workspace. */
export function personKey({ conversation: { platform, tenant = '' }, from: { id } }: Named): string {
  return `${platform}/${tenant}/${id}`;
}

/**
 * Whether something was said in a channel, in whatever thread of it. An address is a channel's together with its workspace's
 * only; a place is by itself.
 *
 * @param channel without a workspace where one alone is served
 */
export function isIn(channel: Conversation, said: Conversation): boolean {
  const nameOf = ({ place, home, address }: Conversation): string => place ?? home ?? address;
  const sameWorkspace = channel.tenant === undefined || channel.place !== undefined || channel.tenant === said.tenant;
  return channel.platform === said.platform && nameOf(channel) === nameOf(said) && sameWorkspace;
}
