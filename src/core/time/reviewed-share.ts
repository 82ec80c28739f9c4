import type { Entry, Knowledge } from '../model/entry.ts';

/** How much of what people are answered with the organisation has reviewed. */
export interface ReviewedShare {
  reviewed: number;
  /** Published entries. */
  of: number;
  /** Published entries that it has not reviewed, in the order in which they are best looked at. */
  left: readonly Entry[];
}

/** The answers given most, among which reviewed ones are counted. */
const mostAsked = 20;

/**
 * Counts the published entries that the organisation has reviewed. What is left is in the order: answered most, then
 * contacts, since a wrong one harms most, then what opens a link, then the rest.
 *
 * @param answers how often each entry was the answer, by its id
 */
export function reviewedShare({ entries }: Knowledge, answers?: ReadonlyMap<string, number>): ReviewedShare {
  const weight = ({ kind, url }: Entry): number => (kind === 'contact' ? 0 : url === undefined ? 2 : 1);
  const times = ({ id }: Entry): number => answers?.get(id) ?? 0;
  const published = [...entries.values()].filter(({ status }) => status !== 'draft');
  const left = published
    .filter(({ reviewed }) => reviewed === undefined)
    .sort((a, b) => times(b) - times(a) || weight(a) - weight(b) || a.title.localeCompare(b.title));
  return { reviewed: published.length - left.length, of: published.length, left };
}

/** Says how much is reviewed, in one sentence; with `answers` also of the entries that answered most. */
export function reviewedSentence(
  who: string,
  { entries }: Knowledge,
  share: ReviewedShare,
  answers?: ReadonlyMap<string, number>
): string {
  const asked = [...(answers ?? [])]
    .filter(([id, count]) => count > 0 && entries.has(id))
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostAsked)
    .map(([id]) => entries.get(id)!);
  const among = asked.filter(({ reviewed }) => reviewed !== undefined).length;
  const often = asked.length > 0 ? `, among them ${among} of the ${asked.length} that answered most` : '';
  return `Reviewed by ${who}: ${share.reviewed} of ${share.of} entries${often}.`;
}
