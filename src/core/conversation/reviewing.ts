import type { Action, Tile } from '../model/card.ts';
import type { Entry, Knowledge } from '../model/entry.ts';

/** Returns the team that reviews entries: the configured one, else the one that reviewed most of them. */
export function reviewingTeam({ entries }: Knowledge, team: string | undefined): string | undefined {
  if (team !== undefined) return team;
  const counts = new Map<string, number>();
  for (const { reviewedBy } of entries.values())
    if (reviewedBy !== undefined) counts.set(reviewedBy, (counts.get(reviewedBy) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/**
 * Returns the button by which an editor confirms that the words and links of an entry were checked today. One press is
 * enough where the team is known; else it opens the form that asks for the team.
 *
 * @param week of the digest on which it stands, which is then drawn again
 */
function checkedAction({ id, title, reviewedBy }: Entry, team: string | undefined, week?: string): Action {
  const opens = (reviewedBy ?? team) === undefined;
  return {
    id: 'curate.review',
    label: 'I have checked this',
    name: `I have checked this: ${title}`,
    value: week && !opens ? `${id} ${week}` : id,
    ...(opens && { opens })
  };
}

/** Returns the line of an entry due for review, with its page and the possible actions. */
export function reviewTile(
  entry: Entry,
  subtitle: string,
  team: string | undefined,
  { more = [], week }: { more?: readonly Action[]; week?: string } = {}
): Tile {
  const { id, title, summary, url } = entry;
  return {
    title,
    subtitle,
    text: summary,
    ...(url !== undefined && { links: [{ label: 'Open its page', url, name: `Open its page: ${title}` }] }),
    actions: [
      { id: 'open', label: 'Show the card', value: id, name: `Show the card: ${title}` },
      checkedAction(entry, team, week),
      { id: 'curate.edit', label: 'Edit', value: id, name: `Edit: ${title}`, opens: true },
      ...more
    ]
  };
}
