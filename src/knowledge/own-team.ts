import type { Entry, GoldenQuestion } from '../core/model/entry.ts';
import type { Located } from './located.ts';

/** The contact that stands for the reader's own team, and the one by which an organisation named that team. */
export interface OwnTeam {
  from: string;
  to: string;
}

/**
 * Finds the contact that most entries lead to, where it has no address and so stands for the reader's own team, and the
 * contact of a later layer that is `for` its topic: people who ask for their own team mean that one.
 *
 * @param rankOf returns the position of a file's layer
 */
export function ownTeam(
  entries: ReadonlyMap<string, Located<Entry>>,
  rankOf: (file: string) => number
): OwnTeam | undefined {
  const counts = new Map<string, number>();
  for (const { value } of entries.values())
    if (value.contact !== undefined) counts.set(value.contact, (counts.get(value.contact) ?? 0) + 1);
  const [from] = [...counts].sort(([, a], [, b]) => b - a).map(([id]) => id);
  const general = entries.get(from ?? '');
  if (!general || general.value.url !== undefined || general.value.for) return undefined;
  const rank = rankOf(general.placeOf(['title']).file);
  const own = [...entries.values()].findLast(
    ({ value: { kind, status, for: topics = [] }, placeOf }) =>
      kind === 'contact' &&
      status === 'current' &&
      topics.includes(general.value.topic) &&
      rankOf(placeOf(['title']).file) > rank
  );
  return own && { from: general.value.id, to: own.value.id };
}

/** Returns the entries with the questions and names of {@link ownTeam} given to the organisation's own contact. */
export function withOwnTeam(entries: ReadonlyMap<string, Entry>, team: OwnTeam): Map<string, Entry> {
  const general = entries.get(team.from)!;
  const own = entries.get(team.to)!;
  const asks = [...new Set([...own.asks, ...general.asks])];
  const aliases = [...new Set([...own.aliases, ...general.aliases])];
  return new Map([
    ...entries,
    [team.from, { ...general, asks: [], aliases: [] }],
    [team.to, { ...own, asks, aliases }]
  ]);
}

/** Returns golden questions that expect the organisation's own contact in place of the general one. */
export function expectOwnTeam(questions: readonly GoldenQuestion[], { from, to }: OwnTeam): GoldenQuestion[] {
  return questions.map((question) => ({
    ...question,
    expect: question.expect.map((id) => (id === from ? to : id))
  }));
}
