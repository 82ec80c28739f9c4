import type { IgnoredGap } from '../core/digest/ledger.ts';
import type { Matcher } from '../core/model/matcher.ts';
import { likenessInMeaning } from './likeness.ts';
import { keyOf, type Reading, readingOf } from './readings.ts';

/** A question, with how often it was asked. */
export interface Asked {
  text: string;
  outcome: 'choices' | 'none';
  platform: string;
}

/** Wordings that ask for the same thing, most frequent first. */
export interface Group {
  wordings: readonly { text: string; count: number }[];
  count: number;
  declined: number;
  choices: number;
  /** True if the current knowledge would answer every wording for sure. */
  settled: boolean;
  /**
   * Set if an editor ignores the meaning of every wording: the time since when all are ignored, and the ignored gaps
   * that cover them.
   */
  ignored?: { since: number; by: readonly string[] };
  /** The nearest entry; absent if there is none. */
  nearest?: { id: string; title: string; confidence: number };
}

interface Wording extends Pick<Reading, 'key' | 'settled' | 'senses' | 'likely'> {
  text: string;
  count: number;
  declined: number;
  /** By weight. */
  terms: ReadonlyMap<string, number>;
  nearest: Group['nearest'];
}

/**
 * Shared weight of words, as a share of all their weight, from which two wordings ask for the same; much less suffices
 * if the same entry is nearest to both. Chosen on the golden questions: of the pairs grouped, four in five are answered
 * by the same entry.
 */
const alike = 0.5;
const alikeBySameEntry = 0.12;
/** Most different wordings that are grouped; the rarest beyond them stand alone. */
const mostWordings = 5_000;
/** Number of the most frequent wordings that are compared by meaning with every group, even without a shared word. */
const mostCompared = 300;

/**
 * Groups questions by meaning: by the words that carry it (spelling repaired, endings cut, weighted by rarity) and by
 * the entry nearest to them. A wording joins the group it resembles most on average. Ignored gaps do not affect the
 * grouping: a group is ignored if each of its wordings resembles an ignored one, so that a new meaning is shown again.
 *
 * @returns the most asked first, ignored ones last
 */
export function groupQuestions(
  asked: readonly Asked[],
  matcher: Matcher,
  ignored: readonly IgnoredGap[] = []
): Group[] {
  const collected = collect(asked, matcher);
  const weight = rarity(collected);
  const wordings = collected.map((wording) => weighed(wording, weight));
  const setAside = ignored.map(({ id, at, wordings: texts }) => ({
    id,
    at,
    wordings: texts.map((text) => weighed(wordingOf({ text, outcome: 'none' }, matcher), weight))
  }));
  const groups: Wording[][] = [];
  const byTerm = new Map<string, Set<number>>();
  wordings.forEach((wording, rank) => {
    const keys = [...wording.terms.keys(), ...(wording.nearest ? [`entry ${wording.nearest.id}`] : [])];
    const compared = rank < mostCompared && wording.senses.length > 0;
    const near = compared
      ? groups.keys()
      : rank < mostWordings
        ? new Set(keys.flatMap((key) => [...(byTerm.get(key) ?? [])]))
        : [];
    let best: { group: number; likeness: number } | undefined;
    for (const group of near) {
      const members = groups[group]!;
      const likeness = members.reduce((sum, member) => sum + likenessOf(wording, member), 0) / members.length;
      if (likeness >= 1 && (!best || likeness > best.likeness)) best = { group, likeness };
    }
    const group = best?.group ?? groups.push([]) - 1;
    groups[group]!.push(wording);
    for (const key of keys) byTerm.set(key, (byTerm.get(key) ?? new Set()).add(group));
  });
  return groups
    .map((members) => {
      const since = ignoredBy(members, setAside);
      return { ...toGroup(members), ...(since && { ignored: since }) };
    })
    .sort(
      (a, b) =>
        Number(Boolean(a.ignored)) - Number(Boolean(b.ignored)) ||
        b.count - a.count ||
        a.wordings[0]!.text.localeCompare(b.wordings[0]!.text)
    );
}

function collect(asked: readonly Asked[], matcher: Matcher): Wording[] {
  const wordings = new Map<string, Wording>();
  for (const question of asked) {
    const known = wordings.get(keyOf(question.text));
    if (known) {
      known.count += 1;
      if (question.outcome === 'none') known.declined += 1;
      continue;
    }
    const wording = wordingOf(question, matcher);
    wordings.set(wording.key, wording);
  }
  return [...wordings.values()].sort((a, b) => b.count - a.count);
}

function wordingOf({ text, outcome }: Pick<Asked, 'text' | 'outcome'>, matcher: Matcher): Wording {
  const { key, settled, terms, nearest, senses, likely } = readingOf(text, matcher);
  return {
    text,
    count: 1,
    declined: outcome === 'none' ? 1 : 0,
    settled,
    key,
    terms: new Map([...terms, ...senses.map(({ term }) => term)].map((term) => [term, 1])),
    senses,
    likely,
    nearest
  };
}

type Weight = (term: string) => number;

/** Returns weights that are higher for rare words: words of every question carry no information. */
function rarity(wordings: readonly Wording[]): Weight {
  const holders = new Map<string, number>();
  for (const { terms } of wordings) for (const term of terms.keys()) holders.set(term, (holders.get(term) ?? 0) + 1);
  return (term) => Math.log(1 + (wordings.length + 1) / (holders.get(term) ?? 1));
}

function weighed(wording: Wording, weight: Weight): Wording {
  return { ...wording, terms: new Map([...wording.terms.keys()].map((term) => [term, weight(term)])) };
}

/**
 * Returns the ignored gaps that cover a group, and since when all of it; undefined if a wording resembles none of them.
 */
function ignoredBy(
  members: readonly Wording[],
  setAside: readonly { id: string; at: number; wordings: readonly Wording[] }[]
): Group['ignored'] {
  const by = new Set<string>();
  let since = Number.NEGATIVE_INFINITY;
  for (const member of members) {
    const covering = setAside.filter(({ wordings }) =>
      wordings.some((wording) => wording.key === member.key || likenessOf(wording, member) >= 1)
    );
    if (covering.length === 0) return undefined;
    since = Math.max(since, Math.min(...covering.map(({ at }) => at)));
    for (const { id } of covering) by.add(id);
  }
  return { since, by: [...by] };
}

/** Returns the likeness of two wordings in meaning; 1 and more is alike. */
function likenessOf(a: Wording, b: Wording): number {
  const byWords = likenessInWords(a, b);
  return byWords >= 1 || a.senses.length === 0 ? byWords : likenessInMeaning(a, b);
}

/** Returns the weighted Jaccard likeness over the words; 1 and more is alike. */
function likenessInWords(a: Wording, b: Wording): number {
  let [shared, all] = [0, 0];
  for (const [term, weight] of a.terms) {
    all += weight;
    if (b.terms.has(term)) shared += weight;
  }
  for (const [term, weight] of b.terms) if (!a.terms.has(term)) all += weight;
  const needed = a.nearest && a.nearest.id === b.nearest?.id ? alikeBySameEntry : alike;
  return all === 0 ? 0 : shared / all / needed;
}

function toGroup(members: readonly Wording[]): Group {
  const sum = (of: (wording: Wording) => number): number => members.reduce((total, member) => total + of(member), 0);
  const count = sum((member) => member.count);
  const declined = sum((member) => member.declined);
  const nearest = members.reduce<Group['nearest']>(
    (best, member) => ((member.nearest?.confidence ?? 0) > (best?.confidence ?? 0) ? member.nearest : best),
    undefined
  );
  return {
    wordings: members.map(({ text, count: times }) => ({ text, count: times })),
    count,
    declined,
    choices: count - declined,
    settled: members.every((member) => member.settled),
    ...(nearest && { nearest })
  };
}
